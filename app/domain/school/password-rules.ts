// What a password must be: long, and not something a stranger would try first. No rules about odd characters, which only make notes on desks.
import { block, type Issue } from '#app/domain/issues.ts';

export const PASSWORD_MIN = 12;
/** Longer input is refused before any hashing, so that nobody can make the server work for nothing. */
export const PASSWORD_MAX = 128;

/**
 * What is wrong with a new password, if anything.
 * Takes: the password, and the words a stranger knows of the person (name, e-mail, school).
 * Returns: issues on the field `password`; empty when it may be used.
 */
export function passwordIssues(password: string, known: readonly string[]): Issue[] {
  const issue = (code: string, context: Issue['context'] = {}) => [
    block('password', code, 'password', 'R-29', context),
  ];
  const length = [...password.normalize('NFKC')].length;
  if (length < PASSWORD_MIN) return issue('password_too_short', { min: PASSWORD_MIN });
  if (length > PASSWORD_MAX) return issue('password_too_long', { max: PASSWORD_MAX });
  const plain = letters(password);
  if (new Set(plain).size < 5) return issue('password_too_simple');
  const guess = known.flatMap((word) => word.split(/[\s@.]+/)).map(letters);
  const left = guess
    .filter((word) => word.length >= 4)
    .reduce((rest, word) => rest.replaceAll(word, ''), plain);
  return left.replaceAll('password', '').length < 6 ? issue('password_too_easy') : [];
}

const letters = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
