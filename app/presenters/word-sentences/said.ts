// How sentences about words are made: by the finding's code, from its numbers and codes, never from the marked words themselves.
import type { Issue } from '#app/domain/issues.ts';

/** A sentence by code; it may read the issue's numbers and codes. */
export type TextSentences = Readonly<Record<string, (issue: Issue) => string>>;

/** Where it stands, to begin a sentence: `The words`, `The description of photo 2`. */
export function placeOf({ field }: Pick<Issue, 'field'>): string {
  const [kind, index] = field.split(':');
  return kind === 'photo' ? `The description of photo ${Number(index) + 1}` : 'The words';
}

/** The place with the verb that fits it: `The words speak`, `The description of photo 2 speaks`. */
export const placeThat = (issue: Pick<Issue, 'field'>, many: string, one: string): string =>
  `${placeOf(issue)} ${issue.field.startsWith('photo:') ? one : many}`;
