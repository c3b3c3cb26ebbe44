// The kinds of what is nobody’s business about a child, and what the words of each kind are made of.

export const SENSITIVE = [
  'send',
  'diagnosis',
  'medication',
  'behaviour',
  'attainment',
  'exclusion',
  'safeguarding',
  'in_care',
  'free_meals',
  'religion',
  'language',
  'family',
  'immigration',
  'illness',
  'court',
] as const;
export type SensitiveCategory = (typeof SENSITIVE)[number];

export interface SensitiveWords {
  /** say it of a person by themselves */
  states: readonly string[];
  /** say it only when they are tied to one */
  topics: readonly string[];
}

/** The words of several kinds. */
export type WordsOf<Category extends SensitiveCategory> = Readonly<Record<Category, SensitiveWords>>;
