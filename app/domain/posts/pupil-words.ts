// The one word that may be said of each pupil in one photo as it stands, and the questions on which it depends: what holds
// for this photo, and never why.
import type { Database } from '#db/client.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { worstOver } from '#app/domain/consent/consent-for-photo.ts';
import type { ConsentInputs, ConsentResolution, Scene } from '#app/domain/consent/consent-types.ts';
import { type PublicWord, rowWord } from '#app/domain/consent/consent-words.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { found } from '#app/domain/errors.ts';
import { momentsToJudge } from './load-post-facts.ts';
import type { PlacedPhoto } from './photo-of-post.ts';
import { peopleListed } from './photo-state.ts';
import type { PostFacts } from './post-facts.ts';
import { needGroundOf, useOfPupil } from './pupil-need.ts';

export interface PupilWord {
  word: PublicWord;
  /** questions about the photo on which this pupil's answer depends */
  asks: { face: boolean; uniform: boolean };
  /** for what is said of the whole school, once; never for what is said of this pupil */
  image: ConsentResolution;
}

/** Words by pupil id, one for each row. */
export async function wordsForPupils(
  db: Database,
  facts: PostFacts,
  photo: PlacedPhoto,
  rows: readonly PupilRow[],
): Promise<Map<string, PupilWord>> {
  const scope = { schoolId: facts.school.id };
  const home = found(await findSchool(db, scope), 'school');
  const school = { ...facts.school, consentExportedAt: home.consentExportedAt };
  const ids = rows.map(({ id }) => id);
  const inputs = await loadConsentInputs(db, scope, school, ids);
  return new Map(ids.map((id) => [id, judge(id, found(inputs.get(id), 'pupil'), facts, photo)]));
}

function judge(id: string, inputs: ConsentInputs, facts: PostFacts, photo: PlacedPhoto): PupilWord {
  const listed = photo.people.find((person) => person.kind === 'pupil' && person.id === id);
  const scene: Scene = {
    identifiablePeople: photo.headCount ?? peopleListed(photo).length,
    faceOn: listed?.faceOn ?? 'unknown',
    uniform: listed?.uniform ?? 'unknown',
  };
  const ask = (subject: 'image' | 'name_with_image', seen: Scene) => decide(inputs, facts, subject, seen);
  const image = ask('image', scene);
  const blockedIn = (seen: Partial<Scene>) => ask('image', { ...scene, ...seen }).verdict === 'block';
  const grouped = {
    identifiablePeople: Math.max(facts.school.settings.groupSize, scene.identifiablePeople ?? 0),
  };
  return {
    image,
    word: rowWord(image, ask('name_with_image', scene)),
    asks: {
      face: matters(blockedIn, grouped, 'faceOn', 'uniform'),
      uniform: matters(blockedIn, grouped, 'uniform', 'faceOn'),
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

/** As if the author declared that everyone not asked yet was asked: the post asks for that once, and cannot go on without. */
function decide(
  inputs: ConsentInputs,
  facts: PostFacts,
  subject: 'image' | 'name_with_image',
  scene: Scene,
): ConsentResolution {
  return worstOver(momentsToJudge(facts.post, facts.at), (at, now) =>
    resolve(inputs, {
      ...useOfPupil(facts.working, inputs.pupil.id, needGroundOf(facts), at, now),
      askedForThis: true,
      subject,
      scene,
    }),
  );
}
