// The lists of words that a trust keeps for itself, in versions. What stands in code is the same for everyone; these add to it.

export const WORD_LISTS = [
  /** forenames that are everyday words too, beside those every school has: found, they are asked about and do not stop by themselves */
  'everyday_names',
  /** suppliers and service providers (T-10) */
  'suppliers',
  /** organisations the trust works with, by name or `@handle` (T-05, T-07) */
  'partners',
  /** names, slogans and logos that belong to somebody else (T-17) */
  'trademarks',
  /** web addresses that may stand in a post without being asked about (T-18) */
  'allowed_domains',
  /** telephone numbers, e-mail addresses and postcodes that are the school's own (T-04) */
  'school_contacts',
  /** what stops a post, and what is pointed out, beside the lists every school has (T-12) */
  'strong_language',
  'mild_language',
  /** words that stand for a subject, for department accounts: `science: beaker, photosynthesis` (T-22) */
  'subject_words',
] as const;
export type WordListName = (typeof WORD_LISTS)[number];

/** One list as it is in force. `version` 0: the trust has written none. */
export interface WordListInForce {
  version: number;
  entries: readonly string[];
}
export type WordListsInForce = Readonly<Record<WordListName, WordListInForce>>;

/** Every list empty: a trust that has written none. */
export const NO_LISTS = Object.fromEntries(
  WORD_LISTS.map((list) => [list, { version: 0, entries: [] }]),
) as unknown as WordListsInForce;
