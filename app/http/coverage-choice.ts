// Which use, and in which rows, the data lead looks at consent: chosen in the address, so that the page can be kept and sent on.
import { CHANNELS, type Channel, PURPOSES, type Purpose } from '#app/domain/consent/consent-types.ts';

export interface CoverageChoice {
  place: Channel;
  purpose: Purpose;
  by: 'class' | 'year';
}

/** What the address chooses; a photo on X that celebrates, by class, where it says nothing or nonsense. */
export function coverageChoice(search: URLSearchParams): CoverageChoice {
  const one = <T extends string>(name: string, known: readonly T[], usual: T): T =>
    known.find((word) => word === search.get(name)) ?? usual;
  return {
    place: one('place', CHANNELS, 'x'),
    purpose: one('for', PURPOSES, 'celebration'),
    by: one('by', ['class', 'year'] as const, 'class'),
  };
}

/** The query that makes a choice. */
export const coverageQuery = ({ place, purpose, by }: CoverageChoice): string =>
  `?${new URLSearchParams({ place, for: purpose, by }).toString()}`;
