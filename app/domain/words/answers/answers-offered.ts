// Which answers a finding takes, whoever gives them: the same answer draws a page's buttons and refuses on the server.
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { FoundWord } from '#app/domain/words/found-words.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';

/** What the author says of their own words. */
export type AuthorsAnswer = 'not_a_pupil' | 'explained';

/** It asks whether a word is a pupil’s name. */
export const asksWhoItIs = ({ check, pupilIds }: Pick<TextFinding, 'check' | 'pupilIds'>): boolean =>
  check === 'T-01' || check === 'T-02' || pupilIds.length > 0;

/**
 * What the author may say of it. Nothing where only other words help; for what an approver decides it opens nothing, and is read
 * by them. A warning takes only the answer to the question that it asks.
 */
export function answersOffered(
  found: Pick<TextFinding, 'check' | 'level' | 'opener' | 'pupilIds'>,
): readonly AuthorsAnswer[] {
  const named: AuthorsAnswer[] = asksWhoItIs(found) ? ['not_a_pupil'] : [];
  if (found.level === 'warn' || (found.opener === 'author' && found.pupilIds.length > 0)) return named;
  return found.opener === 'nobody' ? [] : [...named, 'explained'];
}

/** What marks a name and nothing beside it, of however many words: `Anne-Marie`, `Al-Rashid`. */
const MARKS_A_NAME_ALONE: ReadonlySet<string> = new Set([
  'pupil_first_name_alone',
  'pupil_never_named',
  'pupil_surname',
  'first_name_or_word',
  'first_name_or_word_alone',
  'first_name_of_shown',
  'first_name_short',
]);

/**
 * Whether an answer may hold for every post of the school. What is a pupil’s name too, and nothing more, is asked about each time: in
 * another post it may be the pupil. `text`: the text it stands in.
 */
export function mayBeRemembered(
  found: Pick<FoundWord, 'check' | 'code' | 'level' | 'opener' | 'pupilIds' | 'from' | 'to'>,
  text: string,
): boolean {
  if (answersOffered(found).length === 0) return false;
  const opensAlone = found.level === 'warn' || found.opener === 'author';
  const words = foldText(text.slice(found.from, found.to)).words.length;
  return opensAlone && (found.pupilIds.length === 0 || (words > 1 && !MARKS_A_NAME_ALONE.has(found.code)));
}
