// What each finder of personal details gives back, and the words around it that say whose detail it is.
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { wordAfter } from '#app/domain/words/reading/word-after.ts';

export interface PersonalHit {
  /** tells sentences apart: `date_of_birth` */
  kind: PersonalKind;
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  /** as a school's list of its own contacts would hold it: a number as +44…, a postcode, an address in lower case; '' for the rest */
  own: string;
  /** it belongs to one person by its very kind: a mobile number, a private mailbox */
  personal: boolean;
}

export const PERSONAL_KINDS = [
  'date_of_birth',
  'postcode',
  'street_address',
  'phone',
  'email',
  'national_insurance',
  'upn',
  'bank',
  'car',
] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

export type PersonalFinder = (folded: FoldedText) => readonly PersonalHit[];

/** Whether one of these words stands within so many words before or after, a sentence's end or not. */
export function near(
  folded: FoldedText,
  { from, to }: Pick<PersonalHit, 'from' | 'to'>,
  words: ReadonlySet<string>,
  reach: { before: number; after: number },
): boolean {
  const [first, end] = [wordAfter(folded, from), wordAfter(folded, to - 1) + 1];
  const around = [
    ...folded.words.slice(Math.max(0, first - reach.before), first),
    ...folded.words.slice(end, end + reach.after),
  ];
  return around.some(({ key }) => words.has(key));
}
