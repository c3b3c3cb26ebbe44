// What is said of a finding in the words: what was found, what it means and what to do, by the finding's code. A sentence never
// repeats the marked words, and never says whose name it is or why a pupil may not be named.
import type { Issue } from '#app/domain/issues.ts';

/** A sentence by code; it may read the issue's numbers and codes. */
export type TextSentences = Readonly<Record<string, (issue: Issue) => string>>;

/** Where it stands, to begin a sentence: `The words`, `The description of photo 2`. */
export function placeOf({ field }: Pick<Issue, 'field'>): string {
  const [kind, index] = field.split(':');
  return kind === 'photo' ? `The description of photo ${Number(index) + 1}` : 'The words';
}

export const TEXT_SENTENCES: TextSentences = {};
