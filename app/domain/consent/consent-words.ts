// What people are told. Everyone sees one of a few words and one sentence, the same for every cause, so that nobody
// can tell a restriction, a refusal, a missing answer and one that ran out apart, not even by comparing pupils.
import type { ConsentResolution } from './consent-types.ts';
import { isName } from './subject-parts.ts';

export const PUBLIC_WORDS = [
  'can be shown',
  'not in photos',
  'only in a group',
  'first name may be used',
  'not by name',
] as const;
export type PublicWord = (typeof PUBLIC_WORDS)[number];

/** What a post says that was stopped by any change of permission, whatever the change was. */
export const HELD_SENTENCE = 'Permission for a pupil no longer covers this post.';

const SENTENCES: Readonly<Record<PublicWord, string | null>> = {
  'can be shown': null,
  'first name may be used': null,
  'not in photos': 'This pupil may not be shown in this post. Please use a photo without this pupil.',
  'only in a group':
    'This pupil may be shown only in a group. Please use a photo with more people in it, or one without this pupil.',
  'not by name': 'This pupil may not be named in this post. Please take the name out.',
};

/** Said of the whole school, wherever pupils are shown or chosen. */
export const STALE_SENTENCE =
  'The school’s permission list is out of date, so no pupil can be shown or named for now. ' +
  'Please ask the data lead to bring it up to date.';

/** The word that anyone may see about one use of one pupil. Warnings change nothing in it. */
export function publicVerdict(resolution: ConsentResolution): PublicWord {
  const name = isName(resolution.subject);
  if (resolution.verdict !== 'block') return name ? 'first name may be used' : 'can be shown';
  if (name) return 'not by name';
  const blocking = resolution.reasons.filter((reason) => reason.verdict === 'block');
  return blocking.every((reason) => reason.groupWouldDo) ? 'only in a group' : 'not in photos';
}

/**
 * The one word of a row in a list of pupils: the photo's answer first, and the name only for a pupil who can be shown.
 * `named` is the answer for the name beside the photo, or null where names do not come into it.
 */
export function rowWord(image: ConsentResolution, named: ConsentResolution | null): PublicWord {
  if (image.verdict === 'block' || named === null || named.verdict === 'block') return publicVerdict(image);
  return publicVerdict(named);
}

/** What to do about it, in one sentence for every cause; null when there is nothing to do. */
export function publicSentence(resolution: ConsentResolution): string | null {
  return SENTENCES[publicVerdict(resolution)];
}

/** What stops every pupil of the school alike, said once for the school and never beside a pupil; null for nothing. */
export function schoolSentence(resolutions: readonly ConsentResolution[]): string | null {
  const stale = resolutions.some(({ reasons }) => reasons.some(({ code }) => code === 'stale_data'));
  return stale ? STALE_SENTENCE : null;
}
