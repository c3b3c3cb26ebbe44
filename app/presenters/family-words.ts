// The fixed words of what families read (their own page, its receipt, the letter), by language. The words of a form come from its
// published version; these stand around them.
import { ENGLISH } from './family-words/english.ts';
import type { FamilyWords } from './family-words/shape.ts';
import { WELSH } from './family-words/welsh.ts';

export type { FamilyWords } from './family-words/shape.ts';

const DICTIONARY: readonly FamilyWords[] = [ENGLISH, WELSH];

/** Languages whose fixed words are here. */
export const FAMILY_LANGUAGES = DICTIONARY.map(({ language, name }) => ({ language, name }));

/** The fixed words in a language, or in English where there are none yet. */
export function familyWords(language: string): FamilyWords {
  const base = language.toLowerCase().split('-')[0];
  return DICTIONARY.find((words) => words.language.split('-')[0] === base) ?? ENGLISH;
}

/** A language by its own name, or by its tag. */
export function languageName(language: string): string {
  const known = DICTIONARY.find((words) => words.language === language)?.name;
  if (known) return known;
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ?? language;
}

/** "3 September 2026" in a language and the school's zone. */
export const familyDay = (at: Date, zone: string, language: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);

/** "3 September 2026, 09:30" in a language and the school's zone. */
export function familyMoment(at: Date, zone: string, language: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${familyDay(at, zone, language)}, ${time}`;
}
