// Whether a pupil may be named in a post: the one decision on consent, asked about each use of a name that the checks tell apart.
// What it rests on, a no, a restriction or no answer at all, is not handed on.
import { resolve } from '#app/domain/consent/consent-decision.ts';
import type { ConsentInputs, ConsentResolution, Scene, Subject } from '#app/domain/consent/consent-types.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import { type NeedGround, useOfPupil } from '#app/domain/posts/pupil-need.ts';
import type { NameAgreed } from './names-ground.ts';

export type NameSubject = Extract<Subject, 'first_name' | 'full_name' | 'name_with_image'>;

/** What was agreed for this pupil's name in this post, at every one of the moments, the present first. */
export function judgeName(
  inputs: ConsentInputs,
  content: PostContent,
  ground: NeedGround,
  moments: readonly Date[],
): NameAgreed {
  const may = (subject: NameSubject): boolean => {
    const answers = answersForName(inputs, subject, content, ground, moments);
    return answers.length > 0 && answers.every(({ verdict }) => verdict !== 'block');
  };
  return { firstName: may('first_name'), fullName: may('full_name'), nameWithImage: may('name_with_image') };
}

/** The decision for one use of the name at each moment; beside a picture, for each photo that shows the pupil. */
export function answersForName(
  inputs: ConsentInputs,
  subject: NameSubject,
  content: PostContent,
  ground: NeedGround,
  moments: readonly Date[],
): ConsentResolution[] {
  const pupilId = inputs.pupil.id;
  const scenes = subject === 'name_with_image' ? scenesOf(content, pupilId) : [null];
  return scenes.flatMap((scene) =>
    moments.map((at) =>
      resolve(inputs, { ...useOfPupil(content, pupilId, ground, at, moments[0] ?? at), subject, scene }),
    ),
  );
}

function scenesOf({ photos }: PostContent, pupilId: string): (Scene | null)[] {
  const scenes = photos.flatMap(({ people, headCount }) =>
    people
      .filter(({ kind, id }) => kind === 'pupil' && id === pupilId)
      .map(({ faceOn, uniform }): Scene => ({ identifiablePeople: headCount, faceOn, uniform })),
  );
  return scenes.length > 0 ? scenes : [null];
}
