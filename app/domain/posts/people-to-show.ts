// Who could be in a photo, each with the one word that may be said of them here: the trip's list, or a class, and the
// adults. What is sent on from here tells what holds for this photo, and never why.
import type { Database } from '#db/client.server.ts';
import { groupsOfSchool, type PupilRow, pupilsByIds, pupilsOfGroup } from '#db/queries/pupils.server.ts';
import { adultPermissionsOfSchool, findSchool, pupilsOfTrip } from '#db/queries/schools.server.ts';
import { worstOver } from '#app/domain/consent/consent-for-photo.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import type {
  ConsentInputs,
  ConsentNeed,
  ConsentResolution,
  Scene,
  Seen,
} from '#app/domain/consent/consent-types.ts';
import { type PublicWord, rowWord, schoolSentence } from '#app/domain/consent/consent-words.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { found } from '#app/domain/errors.ts';
import { momentsToJudge } from './load-post-facts.ts';
import type { PlacedPhoto, PostFacts } from './post-facts.ts';

export interface PersonToShow {
  kind: 'pupil' | 'adult';
  /** pupil id or adult permission id */
  id: string;
  name: string;
  /** a pupil's class; what an adult is to the school */
  group: string;
  word: PublicWord;
  /** questions about the photo on which this person's answer depends */
  asks: { face: boolean; uniform: boolean };
  /** what was settled for them in this photo; null = not listed */
  listed: { faceOn: Seen; uniform: Seen } | null;
}

export interface PeopleToShow {
  pupils: PersonToShow[];
  adults: PersonToShow[];
  /** classes to choose from, when the post is about no trip */
  groups: { group: string; count: number }[];
  /** what stops every pupil of the school alike, said once */
  schoolSentence: string | null;
}

/** People to choose from for one photo. `group`: the class looked at, when the post is about no trip. */
export async function peopleToShow(
  db: Database,
  facts: PostFacts,
  photo: PlacedPhoto,
  group: string | null,
): Promise<PeopleToShow> {
  const scope = { schoolId: facts.school.id };
  const rows = await candidates(db, facts, photo, group);
  const home = found(await findSchool(db, scope), 'school');
  const school = { ...facts.school, consentExportedAt: home.consentExportedAt };
  const inputs = await loadConsentInputs(
    db,
    scope,
    school,
    rows.map(({ id }) => id),
  );
  const judged = rows.map((row) => judge(row, inputs.get(row.id), facts, photo));
  const adults = await adultPermissionsOfSchool(db, scope);
  const moments = momentsToJudge(facts.post, facts.at);
  return {
    pupils: judged.map(({ person }) => person),
    adults: adults
      .map((adult) => ({
        kind: 'adult' as const,
        id: adult.id,
        name: adult.name,
        group: adult.kind,
        word: moments.every((at) => adult.startsAt <= at && (!adult.endsAt || at < adult.endsAt))
          ? ('can be shown' as const)
          : ('not in photos' as const),
        asks: { face: false, uniform: false },
        listed: listedIn(photo, 'adult', adult.id),
      }))
      .filter((adult) => adult.listed || adult.word === 'can be shown'),
    groups: facts.trip ? [] : await groupsOfSchool(db, scope),
    schoolSentence: schoolSentence(judged.map(({ image }) => image)),
  };
}

/** The trip's pupils, or the class looked at; whoever is listed already always stands with them. */
async function candidates(
  db: Database,
  { school, trip }: PostFacts,
  photo: PlacedPhoto,
  group: string | null,
): Promise<PupilRow[]> {
  const scope = { schoolId: school.id };
  const offered = trip
    ? await pupilsOfTrip(db, scope, trip.id)
    : group
      ? await pupilsOfGroup(db, scope, group)
      : [];
  const missing = photo.people
    .filter(({ kind, id }) => kind === 'pupil' && !offered.some((row) => row.id === id))
    .map(({ id }) => id);
  return [...(await pupilsByIds(db, scope, missing)), ...offered];
}

function listedIn(photo: PlacedPhoto, kind: 'pupil' | 'adult', id: string): PersonToShow['listed'] {
  const person = photo.people.find((each) => each.kind === kind && each.id === id);
  return person ? { faceOn: person.faceOn, uniform: person.uniform } : null;
}

function judge(
  row: PupilRow,
  inputs: ConsentInputs | undefined,
  facts: PostFacts,
  photo: PlacedPhoto,
): { person: PersonToShow; image: ConsentResolution } {
  const known = found(inputs, 'pupil');
  const listed = listedIn(photo, 'pupil', row.id);
  const scene: Scene = {
    identifiablePeople: photo.headCount ?? photo.people.length,
    faceOn: listed?.faceOn ?? 'unknown',
    uniform: listed?.uniform ?? 'unknown',
  };
  const ask = (subject: 'image' | 'name_with_image', seen: Scene) => decide(known, facts, subject, seen);
  const image = ask('image', scene);
  const blockedIn = (seen: Partial<Scene>) => ask('image', { ...scene, ...seen }).verdict === 'block';
  const grouped = {
    identifiablePeople: Math.max(facts.school.settings.groupSize, scene.identifiablePeople ?? 0),
  };
  return {
    image,
    person: {
      kind: 'pupil',
      id: row.id,
      name: pupilName(row),
      group: row.registrationGroup,
      word: rowWord(image, ask('name_with_image', scene)),
      asks: {
        face: matters(blockedIn, grouped, 'faceOn', 'uniform'),
        uniform: matters(blockedIn, grouped, 'uniform', 'faceOn'),
      },
      listed,
    },
  };
}

/** Whether this answer alone decides, everything else about the photo being at its best. */
function matters(
  blockedIn: (seen: Partial<Scene>) => boolean,
  best: Partial<Scene>,
  question: 'faceOn' | 'uniform',
  other: 'faceOn' | 'uniform',
): boolean {
  const otherwise = { ...best, [other]: 'no' as const };
  return blockedIn({ ...otherwise, [question]: 'yes' }) && !blockedIn({ ...otherwise, [question]: 'no' });
}

function decide(
  inputs: ConsentInputs,
  { post, trip, account, at: now }: PostFacts,
  subject: 'image' | 'name_with_image',
  scene: Scene,
): ConsentResolution {
  return worstOver(momentsToJudge(post, now), (at, importJudgedAt) =>
    resolve(inputs, {
      subject,
      channel: account.platform as ConsentNeed['channel'],
      purpose: post.purpose as ConsentNeed['purpose'],
      event: trip ? { id: trip.id, firstPostAt: null } : null,
      accountKind: 'school',
      scene,
      at,
      importJudgedAt,
    }),
  );
}
