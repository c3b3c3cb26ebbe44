// What is nobody's business about a child, by category: words that say it of a person by themselves (`states`), and words that say
// it only when they are tied to one (`topics`); and wordings that only look alike, such as the names of days.
import { BELIEF_AND_LANGUAGE } from './sensitive/belief-and-language.ts';
import type { SensitiveCategory, WordsOf } from './sensitive/categories.ts';
import { CONDUCT } from './sensitive/conduct.ts';
import { HEALTH } from './sensitive/health.ts';
import { HOME } from './sensitive/home.ts';

export { SENSITIVE, type SensitiveCategory } from './sensitive/categories.ts';
export { NOT_OF_A_PERSON } from './sensitive/not-of-a-person.ts';

/** Goes up with every change of the words. */
export const SENSITIVE_VERSION = 1;

export const SENSITIVE_WORDS: WordsOf<SensitiveCategory> = {
  ...HEALTH,
  ...CONDUCT,
  ...HOME,
  ...BELIEF_AND_LANGUAGE,
};
