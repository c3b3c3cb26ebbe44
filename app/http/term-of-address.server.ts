// Which term a page is asked for: the one its address names when it is one of the last few, else the term of today.
import { lastTerms, type Term } from '#app/domain/takedowns/school-terms.ts';

/** How many terms can be looked at: two school years. */
const OFFERED = 6;

/** @param address the whole address; its `term` is a key such as `2026-autumn` */
export function termOfAddress(address: string, zone: string, at: Date): { term: Term; terms: Term[] } {
  const terms = lastTerms(at, zone, OFFERED);
  const key = new URL(address).searchParams.get('term');
  const term = terms.find((each) => each.key === key) ?? terms[0];
  if (!term) throw new Error('there is always a term');
  return { term, terms };
}
