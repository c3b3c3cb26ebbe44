// A photo list as a phone keeps it: forenames with a letter, and when it was true. No school, place, class, date or reason.
import type { ListNow } from '#app/domain/photo-lists/list-now.ts';

export interface PhoneList {
  number: number;
  /** where it is brought up to date and handed back: ids alone, sealed with the rest */
  address: string;
  shown: string[];
  /** only in a group */
  group: string[];
  /** "Tue 08:10" */
  asOf: string;
  /** ISO; when it was made or brought up to date */
  now: string;
  /** ISO; from then on the phone has it no more */
  goneAt: string;
}

interface Made {
  copy: { id: string; number: number };
  list: ListNow;
  voidFrom: Date;
}

/** In: the copy as just made or brought up to date at `at`; `lists` is the address of the trip's lists. */
export const phoneList = (
  { copy, list, voidFrom }: Made,
  lists: string,
  zone: string,
  at: Date,
): PhoneList => ({
  number: copy.number,
  address: `${lists}/${copy.id}/phone`,
  shown: list.shown.map(({ label }) => label),
  group: list.group.map(({ label }) => label),
  asOf: asOfWords(at, zone),
  now: at.toISOString(),
  goneAt: voidFrom.toISOString(),
});

/** "Tue 08:10" on the school's clock: a list is days old at most. */
export function asOfWords(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('weekday')} ${part('hour')}:${part('minute')}`;
}
