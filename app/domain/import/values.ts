// The words of other systems for an answer. A word that is not known is nobody's permission: its row is left out and its pupil
// is not shown until somebody has looked.
import type { Answer } from '#app/domain/consent/consent-vocabulary.ts';

const WORDS: Readonly<Record<Answer, readonly string[]>> = {
  granted: ['y', 'yes', 't', 'true', '1', 'granted', 'accepted', 'confirmed', 'consented'],
  refused: ['n', 'no', 'not granted', 'declined', 'refused'],
  withdrawn: ['withdrawn', 'revoked'],
  not_answered: ['', 'null', 'pending', 'requested', 'not requested'],
};
/** An empty box: some systems write it the same whether somebody said no or nobody was asked. */
const UNTICKED: readonly string[] = ['f', 'false', '0'];

const MEANINGS = new Map(
  Object.entries(WORDS).flatMap(([answer, words]) => words.map((word) => [word, answer as Answer])),
);

const plain = (cell: string): string => cell.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** What a cell says, or null for a word that is not known. `untickedIsBlank`: an empty box is no answer, rather than a no. */
export function answerFrom(cell: string, untickedIsBlank: boolean): Answer | null {
  const word = plain(cell);
  if (UNTICKED.includes(word)) return untickedIsBlank ? 'not_answered' : 'refused';
  return MEANINGS.get(word) ?? null;
}

/** Whether a cell is an empty box: then a person is asked what that means in their file. */
export const isUnticked = (cell: string): boolean => UNTICKED.includes(plain(cell));

/** Whether a cell says that somebody has parental responsibility; null for a blank and for a word that is not known. */
export function yesFrom(cell: string): boolean | null {
  const word = plain(cell);
  if (WORDS.granted.includes(word)) return true;
  if (WORDS.refused.includes(word) || UNTICKED.includes(word)) return false;
  return null;
}
