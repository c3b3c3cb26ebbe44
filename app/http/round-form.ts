// Whom a round of asking is for, as the address and the form of its page say it: the same fields in both.
import type { RoundScope } from '#app/domain/requests/plan-round.ts';

export const WHO = ['all', 'classes', 'ending', 'trip'] as const;
export type Who = (typeof WHO)[number];

export interface WhoFields {
  who: Who;
  years: string[];
  classes: string[];
  /** a trip's id, or empty */
  trip: string;
  /** days ahead, as typed */
  ending: string;
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The fields; null when nobody has said yet whom it is for. `?trip=…` and `?ending=…` alone say it too. */
export function whoIn(fields: URLSearchParams | FormData): WhoFields | null {
  const one = (name: string): string => String(fields.get(name) ?? '').slice(0, 200);
  const all = (name: string): string[] => fields.getAll(name).slice(0, 200).map(String);
  const trip = UUID.test(one('trip')) ? one('trip') : '';
  const ending = /^\d{1,3}$/.test(one('ending')) ? one('ending') : '';
  const said = WHO.find((who) => who === one('who'));
  const who = said ?? (trip ? 'trip' : ending ? 'ending' : null);
  return who && { who, years: all('years'), classes: all('classes'), trip, ending };
}

/** What the fields ask for; null when they say "some classes" or "a trip" and not which. */
export function scopeOf(
  schoolId: string,
  { who, years, classes, trip, ending }: WhoFields,
  known: readonly { group: string; year: string }[],
): RoundScope | null {
  const scope = { schoolId, groups: [], tripId: null, endingDays: null };
  if (who === 'all') return { ...scope, kind: 'general' };
  if (who === 'trip') return trip ? { ...scope, kind: 'trip', tripId: trip } : null;
  if (who === 'ending') return { ...scope, kind: 'renewal', endingDays: Number(ending || '60') };
  const groups = known
    .filter(({ group, year }) => classes.includes(group) || years.includes(year))
    .map(({ group }) => group);
  return groups.length > 0 ? { ...scope, kind: 'general', groups: [...new Set(groups)] } : null;
}

/** The same fields again, for the hidden inputs of the next step. */
export const carriedWho = ({ who, years, classes, trip, ending }: WhoFields): [string, string][] => [
  ['who', who],
  ...years.map((year): [string, string] => ['years', year]),
  ...classes.map((group): [string, string] => ['classes', group]),
  ...(trip ? [['trip', trip] as [string, string]] : []),
  ...(ending ? [['ending', ending] as [string, string]] : []),
];
