// Whether pupils whose own work was said to be in a photo may have it shown: their consent for work, which is another
// than for their picture.
import { resolve } from '#app/domain/consent/consent-decision.ts';
import type { ConsentInputs, ConsentNeed } from '#app/domain/consent/consent-types.ts';
import type { PhotoAnswers } from '#app/domain/photos/about-photo.ts';
import type { PostContent } from './post-digest.ts';
import { type NeedGround, useOfPupil } from './pupil-need.ts';
import type { WorkVerdict } from './verdicts.ts';

interface WorkGround extends NeedGround {
  inputs: ReadonlyMap<string, ConsentInputs>;
}

const WORST = ['allow', 'warn', 'block'] as const;

/** One verdict for each maker who is listed in the photo, the worst of the moments. Who is not listed has none. */
export function judgeWork(
  content: PostContent,
  { inputs, ...ground }: WorkGround,
  moments: readonly Date[],
): WorkVerdict[] {
  return content.photos.flatMap(({ about, people }, photo) =>
    makersOf(about).flatMap((pupilId): WorkVerdict[] => {
      const known = inputs.get(pupilId);
      if (!known || !people.some(({ kind, id }) => kind === 'pupil' && id === pupilId)) return [];
      const verdicts = moments.map(
        (at) => resolve(known, workNeed(content, pupilId, ground, at, moments[0] ?? at)).verdict,
      );
      return [{ photo, pupilId, verdict: WORST.findLast((word) => verdicts.includes(word)) ?? 'block' }];
    }),
  );
}

/** Whose work a photo is said to show; pupils who are not in it are among them as one word. */
export const makersOf = (about: PhotoAnswers | undefined): readonly string[] =>
  about?.pupilWork === 'yes' ? (about.workBy ?? []) : [];

/** The use of a pupil's work in a post. */
export const workNeed = (...use: Parameters<typeof useOfPupil>): ConsentNeed => ({
  ...useOfPupil(...use),
  subject: 'work',
  scene: null,
});
