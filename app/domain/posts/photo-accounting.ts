// One photo as the person who accounts for it sees it: every face with its answer, who else can be seen, what is hidden, who of
// the class is absent, and what is left to do. Of people it tells the few words that anyone may know, and never why.
import type { Database } from '#db/client.server.ts';
import { pupilsByIds, type PupilRow } from '#db/queries/pupils.server.ts';
import { adultPermissionsByIds } from '#db/queries/schools.server.ts';
import type { PublicWord } from '#app/domain/consent/consent-words.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { blocks } from '#app/domain/issues.ts';
import { isInPicture } from '#app/domain/photos/box-bounds.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { HiddenThing } from '#app/domain/photos/hidden-things.ts';
import type { Seen } from '#app/domain/photos/settle-steps.ts';
import { facesInNumbers, mismatchOf, type Mismatch } from './faces-in-numbers.ts';
import { guestsToShow, type GuestsToShow } from './people-to-show.ts';
import { membersOfGroup } from './photo-group.ts';
import type { PlacedPerson, PlacedPhoto } from './photo-of-post.ts';
import { peopleListed } from './photo-state.ts';
import type { PostFacts } from './post-facts.ts';
import { wordsForPupils } from './pupil-words.ts';

/** Somebody placed in the photo. */
export interface PersonHere {
  kind: 'pupil' | 'adult' | 'guest';
  /** pupil id, adult permission id or guest permission id */
  id: string;
  /** for children from elsewhere: where they are from */
  name: string;
  /** a pupil's class; null for anyone else */
  group: string | null;
  word: PublicWord;
  /** questions about the photo on which this person's answer depends */
  asks: { face: boolean; uniform: boolean };
  faceOn: Seen;
  uniform: Seen;
}

export type FaceAnswered =
  { is: 'open' } | { is: 'blur' } | { is: 'not_a_face' } | ({ is: 'person' } & PersonHere);

export interface FaceHere {
  id: string;
  number: number;
  /** px of the unedited clean photo */
  box: FaceBox;
  certainty: 'sure' | 'possible' | 'drawn';
  /** outside what the crop keeps: needs no answer */
  cutAway: boolean;
  answer: FaceAnswered;
}

export interface MemberHere {
  id: string;
  name: string;
  word: PublicWord;
  state: 'present' | 'absent' | 'hidden';
}

export interface PhotoAccounting {
  faces: FaceHere[];
  /** people who are on no face, by name */
  others: (PersonHere & { placed: 'behind' | 'together' })[];
  /** things hidden beside faces */
  hidden: { id: string; what: HiddenThing; box: FaceBox }[];
  /** px of the unedited clean photo; null = all of it */
  crop: FaceBox | null;
  /** which picture of a moving one is used, and how many there are */
  frame: number;
  frames: number;
  group: {
    name: string;
    members: MemberHere[];
    /** ids of members who may not be shown here and of whom nobody has said whether they are in it */
    mustAnswer: string[];
    outsidersNone: boolean;
    /** unnamed faces cannot stand for the members: somebody among them has to be found on a face */
    needsNames: boolean;
  } | null;
  /** children from elsewhere to choose from */
  guests: GuestsToShow[];
  /** faces in the picture: without an answer, with one, all */
  open: number;
  settled: number;
  total: number;
  headCount: number | null;
  /** how many people are placed in what the crop keeps: what the head count has to be */
  placed: number;
  mismatch: Mismatch | null;
  /** null = nobody has looked for faces yet */
  outcome: 'looked' | 'unavailable' | null;
  /** everybody in this photo is accounted for; whether they may be shown is said beside each */
  done: boolean;
}

type Known = Pick<PersonHere, 'name' | 'group' | 'word' | 'asks'>;

/** Reads one photo of `facts`. */
export async function accountPhoto(
  db: Database,
  facts: PostFacts,
  photo: PlacedPhoto,
): Promise<PhotoAccounting> {
  const members = photo.group ? await membersOfGroup(db, facts.school, photo.group.name, facts.at) : [];
  const guests = await guestsToShow(db, facts, photo);
  const known = await everyoneHere(db, facts, photo, members, guests);
  const crop = photo.edits?.crop ?? null;
  const numbers = photo.accounted?.faces ?? facesInNumbers(photo);
  const shown = peopleListed(photo);
  const person = (placed: PlacedPerson): PersonHere => ({
    kind: placed.kind,
    id: placed.id,
    ...(known.get(`${placed.kind}:${placed.id}`) ?? NOBODY_KNOWN),
    faceOn: placed.faceOn,
    uniform: placed.uniform,
  });
  return {
    faces: photo.faces.map(({ id, number, box, certainty, setAside }) => {
      const standing = photo.people.find(({ faceId }) => faceId === id);
      const answer: FaceAnswered = standing
        ? { is: 'person', ...person(standing) }
        : { is: setAside ?? 'open' };
      return { id, number, box, certainty, cutAway: !isInPicture(box, crop), answer };
    }),
    others: photo.people
      .flatMap((placed) => (placed.placed === 'face' ? [] : [{ ...person(placed), placed: placed.placed }]))
      .sort((a, b) => byText(a.name, b.name) || byText(a.id, b.id)),
    hidden: photo.blurs,
    crop,
    frame: photo.edits?.frame ?? 0,
    frames: photo.frames,
    group: photo.group && groupHere(photo, photo.group, members, known, facts),
    guests,
    open: numbers.open,
    settled: numbers.boxes - numbers.open,
    total: numbers.boxes,
    headCount: photo.headCount,
    placed: shown.length,
    mismatch: mismatchOf(numbers, shown),
    outcome: photo.facesOutcome,
    done: isDone(facts, photo),
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Somebody whose record is gone. */
const NOBODY_KNOWN: Known = {
  name: 'Somebody who is no longer on the list',
  group: null,
  word: 'not in photos',
  asks: { face: false, uniform: false },
};
const NO_QUESTIONS = { face: false, uniform: false };

async function everyoneHere(
  db: Database,
  facts: PostFacts,
  photo: PlacedPhoto,
  members: readonly PupilRow[],
  guests: readonly GuestsToShow[],
): Promise<Map<string, Known>> {
  const scope = { schoolId: facts.school.id };
  const ids = (kind: PlacedPerson['kind']) =>
    photo.people.filter((person) => person.kind === kind).map(({ id }) => id);
  const pupils = [...members, ...(await pupilsByIds(db, scope, ids('pupil')))];
  const words = await wordsForPupils(db, facts, photo, [
    ...new Map(pupils.map((row) => [row.id, row])).values(),
  ]);
  const adults = await adultPermissionsByIds(db, scope, ids('adult'));
  const judged = (kind: 'adult' | 'guest', id: string): PublicWord => {
    const index = facts.photos.indexOf(photo);
    const verdicts = facts.verdicts.filter((v) => v.photo === index && v.kind === kind && v.id === id);
    return (
      verdicts.find(({ word }) => word !== 'can be shown')?.word ??
      (verdicts.length > 0 ? 'can be shown' : 'not in photos')
    );
  };
  return new Map<string, Known>([
    ...pupils.map((row): [string, Known] => [
      `pupil:${row.id}`,
      {
        name: pupilName(row),
        group: row.registrationGroup,
        word: words.get(row.id)?.word ?? 'not in photos',
        asks: words.get(row.id)?.asks ?? NO_QUESTIONS,
      },
    ]),
    ...adults.map((adult): [string, Known] => [
      `adult:${adult.id}`,
      { name: adult.name, group: null, word: judged('adult', adult.id), asks: NO_QUESTIONS },
    ]),
    ...guests.map((guest): [string, Known] => [
      `guest:${guest.id}`,
      { name: guest.about, group: null, word: judged('guest', guest.id), asks: NO_QUESTIONS },
    ]),
  ]);
}

function groupHere(
  photo: PlacedPhoto,
  group: NonNullable<PlacedPhoto['group']>,
  members: readonly PupilRow[],
  known: ReadonlyMap<string, Known>,
  facts: PostFacts,
): PhotoAccounting['group'] {
  const stateOf = (id: string): MemberHere['state'] =>
    group.hidden.includes(id) ? 'hidden' : group.absent.includes(id) ? 'absent' : 'present';
  const here = members.map((row): MemberHere => ({
    id: row.id,
    name: pupilName(row),
    word: known.get(`pupil:${row.id}`)?.word ?? 'not in photos',
    state: stateOf(row.id),
  }));
  const named = new Set(photo.people.filter(({ placed }) => placed !== 'together').map(({ id }) => id));
  const stopped = ({ id, word, state }: MemberHere) =>
    state === 'present' && !named.has(id) && (word === 'not in photos' || word === 'only in a group');
  return {
    name: group.name,
    members: here,
    mustAnswer: here.filter(stopped).map(({ id }) => id),
    outsidersNone: group.outsidersNone !== null,
    needsNames: issuesHere(facts, photo).some(({ code }) => code === 'faces_need_names'),
  };
}

const issuesHere = (facts: PostFacts, photo: PlacedPhoto) => {
  const field = `photo:${facts.photos.indexOf(photo)}`;
  return blocks(runChecks(facts, 'submit')).filter((issue) => issue.field === field);
};

const isDone = (facts: PostFacts, photo: PlacedPhoto): boolean =>
  photo.state === 'clean' &&
  issuesHere(facts, photo).every(({ check }) => check !== 'I-04' && check !== 'I-06' && check !== 'I-08');
