// What is asked about a photo beside who is in it, in as few ticks as can be read: what can be seen, a close look, whose
// photo it is, and where copies of it are. A photo that came like the one before it starts with the same answers.
import { runChecks } from '#app/domain/checks/index.ts';
import { NOT_IN_PHOTO, type PhotoAnswers, sharedAnswers } from '#app/domain/photos/about-photo.ts';
import type { NamedPerson } from '#app/domain/posts/people-of-content.ts';
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { issueWords } from './issues.ts';

interface Option {
  value: string;
  label: string;
}

export interface AboutPhotoView {
  /** where the form goes */
  action: string;
  /** "photo 2" */
  name: string;
  /** values of what is ticked under "What can be seen" */
  seen: string[];
  seenChoices: Option[];
  /** what the close look is recorded as: hidden when something has been hidden */
  lookedAs: 'clear' | 'hidden';
  looked: boolean;
  /** pupils in the photo, to say whose work it is */
  makers: Option[];
  workBy: string[];
  takenBy: string;
  /** permissions on record for somebody else's photo */
  materials: Option[];
  materialId: string;
  /** permissions on record for logos */
  logoMaterials: Option[];
  logoMaterialId: string;
  licence: string;
  /** `school`, `deleted`, `kept` or nothing */
  where: string;
  /** the photo whose answers these are until somebody says otherwise: "photo 1" */
  sameAs: string | null;
  /** other photos of the post */
  others: number;
  /** what stops the post because of these answers, by field */
  problems: { field: string; sentence: string }[];
}

const SEEN: Option[] = [
  { value: 'premises', label: 'Our uniform, logo or building' },
  { value: 'logo', label: 'Another organisation’s logo or poster' },
  { value: 'work', label: 'A pupil’s own work or art' },
  { value: 'sport', label: 'Sport or PE kit' },
  { value: 'gymnastics', label: 'Gymnastics or dance wear' },
  { value: 'swimming', label: 'Swimming or swimwear' },
  { value: 'changing', label: 'Somebody getting changed' },
  { value: 'medical', label: 'First aid or somebody unwell' },
];

/** Which question an issue is about, by the issue's code. */
export const ABOUT_FIELDS: Readonly<Record<string, string>> = {
  about_missing: 'looked',
  look_missing: 'looked',
  rights_missing: 'takenBy',
  licence_missing: 'licence',
  material_not_permitted: 'materialId',
  logo_never: 'seen',
  logo_permission_missing: 'seen',
  logo_not_permitted: 'logoMaterialId',
  device_missing: 'where',
  copies_not_deleted: 'where',
  activity_not_shown: 'seen',
  premises_with_face: 'seen',
  work_maker_missing: 'workBy',
  work_not_permitted: 'workBy',
  activity_in_kit: 'seen',
  photo_of_others: 'licence',
  photo_by_pupil: 'takenBy',
  work_of_somebody_else: 'workBy',
};

/**
 * The questions for one photo of a draft.
 * @param shown whether the answers were sent already, so that what stops the post because of them is said
 */
export function aboutPhotoView(
  facts: PostFacts,
  photo: PlacedPhoto,
  reader: {
    here: string;
    people: ReadonlyMap<string, NamedPerson>;
    materials: readonly { id: string; what: string; givenBy: string; kind: string }[];
  },
  shown: boolean,
): AboutPhotoView {
  const index = facts.photos.indexOf(photo);
  const before = photo.about.takenBy ? null : answeredBefore(facts, photo);
  const answers: PhotoAnswers = { ...(before ? sharedAnswers(before.about) : {}), ...photo.about };
  const pupils = photo.people.filter(({ kind }) => kind === 'pupil');
  return {
    action: `${reader.here}/about/${photo.postPhotoId}`,
    name: `photo ${index + 1}`,
    seen: seenIn(photo.about),
    seenChoices: SEEN,
    lookedAs: photo.blurs.length > 0 ? 'hidden' : 'clear',
    looked: photo.about.background !== undefined,
    makers: [
      ...pupils
        .map(({ id }) => ({ value: id, label: reader.people.get(id)?.name ?? 'Somebody no longer listed' }))
        .sort((a, b) => a.label.localeCompare(b.label, 'en-GB')),
      { value: NOT_IN_PHOTO, label: 'Somebody who is not in the photo' },
    ],
    workBy: answers.workBy ?? [],
    takenBy: answers.takenBy ?? '',
    materials: reader.materials.map(materialOption),
    logoMaterials: reader.materials.filter(({ kind }) => kind === 'logo').map(materialOption),
    logoMaterialId: answers.logoMaterialId ?? '',
    materialId: answers.materialId ?? '',
    licence: answers.licence ?? '',
    where: whereOf(answers),
    sameAs: before ? `photo ${facts.photos.indexOf(before) + 1}` : null,
    others: facts.photos.length - 1,
    problems: shown ? problemsOf(facts, index, reader.people) : [],
  };
}

const materialOption = ({ id, what, givenBy }: { id: string; what: string; givenBy: string }): Option => ({
  value: id,
  label: `${what}, by ${givenBy}`,
});

const answeredBefore = ({ photos }: PostFacts, photo: PlacedPhoto): PlacedPhoto | null =>
  photos.find(({ postPhotoId, about }) => postPhotoId !== photo.postPhotoId && about.takenBy) ?? null;

function seenIn({ premises, logos, pupilWork, activity }: PhotoAnswers): string[] {
  return [
    ...(premises === 'yes' ? ['premises'] : []),
    ...(logos === 'yes' ? ['logo'] : []),
    ...(pupilWork === 'yes' ? ['work'] : []),
    ...(activity && activity !== 'ordinary' ? [activity] : []),
  ];
}

const whereOf = ({ device, copiesDeleted }: PhotoAnswers): string =>
  device === 'personal' ? (copiesDeleted ? 'deleted' : 'kept') : (device ?? '');

function problemsOf(
  facts: PostFacts,
  index: number,
  people: ReadonlyMap<string, NamedPerson>,
): AboutPhotoView['problems'] {
  const names = new Map([...people].map(([id, { name }]) => [id, name]));
  const reader = { zone: facts.school.zone, now: facts.at, names };
  return runChecks(facts, 'submit')
    .filter(({ level, field, code }) => level === 'block' && field === `photo:${index}` && ABOUT_FIELDS[code])
    .map((issue) => ({
      field: ABOUT_FIELDS[issue.code] as string,
      sentence: issueWords(issue, reader).sentence,
    }));
}
