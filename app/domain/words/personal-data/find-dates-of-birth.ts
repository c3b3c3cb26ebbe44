// Dates of birth: a date right after “born”, “DOB” or “date of birth”; a date alone is an event’s.
import type { FoldedText, Word } from '#app/domain/words/reading/folded-text.ts';
import type { PersonalHit } from './personal-hit.ts';

const MONTHS: ReadonlySet<string> = new Set(
  'january jan february feb march mar april apr may june jun july jul august aug september sep sept october oct november nov december dec'.split(
    ' ',
  ),
);
/** Words that may stand between the cue and the date. */
const BETWEEN = new Set('on is the was of in'.split(' '));

/**
 * Every date of birth. After “born” a date counts when it could be a child’s, so within the last `YEARS` years, or without its year;
 * people of history were born on a day too.
 * @param year the year now, in the school’s calendar
 */
export const findDatesOfBirth =
  (year: number) =>
  (folded: FoldedText): PersonalHit[] =>
    folded.words.flatMap((word, index): PersonalHit[] => {
      const cue = cueAt(folded.words, index);
      if (!cue) return [];
      let at = cue.end;
      while (at < cue.end + 3 && BETWEEN.has(folded.words[at]?.key ?? '')) at++;
      const date = dateAt(folded, at);
      const last = date && folded.words[date.end - 1];
      if (!last) return [];
      if (!cue.always && (date.year === null || date.year < year - YEARS || date.year > year)) return [];
      return [{ kind: 'date_of_birth', from: word.from, to: last.to, own: '', personal: true }];
    });

const YEARS = 25;

function cueAt(words: readonly Word[], index: number): { end: number; always: boolean } | null {
  const [a, b, c] = [words[index]?.key, words[index + 1]?.key, words[index + 2]?.key];
  if (a === 'dob') return { end: index + 1, always: true };
  if (a === 'd' && b === 'o' && c === 'b') return { end: index + 3, always: true };
  if (a === 'date' && b === 'of' && c === 'birth') return { end: index + 3, always: true };
  if ((a === 'birth' && b === 'date') || (a === 'birthday' && b === 'date'))
    return { end: index + 2, always: true };
  if (a === 'birthdate') return { end: index + 1, always: true };
  return a === 'born' ? { end: index + 1, always: false } : null;
}

/** `3/4/2016`, `3.4.16`, `2016-04-03`, `3rd April 2016`, `April 3, 2016`; `end` is the word after it. */
function dateAt({ words, text }: FoldedText, start: number): { end: number; year: number | null } | null {
  const [a, b, c, d] = [0, 1, 2, 3].map((more) => words[start + more]);
  if (!a || !b) return null;
  const three = c && [a, b, c].every(({ key }) => /^\d{1,4}$/.test(key));
  if (three && /^\s?[/.\-–\s]\s?$/.test(text.slice(a.to, b.from)))
    return { end: start + 3, year: fullYear(a.key.length === 4 ? a.key : c.key) };
  const day = (word: Word | undefined) => word !== undefined && /^\d{1,2}(?:st|nd|rd|th)?$/.test(word.key);
  const yearIn = (word: Word | undefined) =>
    word && /^(?:\d{2}|\d{4})$/.test(word.key) ? fullYear(word.key) : null;
  const ofMonth = b.key === 'of' && c && MONTHS.has(c.key);
  if (day(a) && ofMonth) return { end: start + (yearIn(d) === null ? 3 : 4), year: yearIn(d) };
  if (day(a) && MONTHS.has(b.key)) return { end: start + (yearIn(c) === null ? 2 : 3), year: yearIn(c) };
  if (MONTHS.has(a.key) && day(b)) return { end: start + (yearIn(c) === null ? 2 : 3), year: yearIn(c) };
  return null;
}

const fullYear = (written: string): number => {
  const number = Number(written);
  return number >= 100 ? number : number > 40 ? 1900 + number : 2000 + number;
};
