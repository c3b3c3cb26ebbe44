// A trip's list for those who take the photos: who may be shown, in a few words each.
import type { PublicWord } from '#app/domain/consent/consent-words.ts';
import type { TripPermissions } from '#app/domain/consent/trip-permissions.ts';
import { whenWords } from './when.ts';

export interface TripCount {
  word: PublicWord;
  count: number;
}

export interface TripRow {
  id: string;
  to: string;
  name: string;
  /** "Out now, back Wed 18 November, 7:30 pm" */
  when: string;
  counts: TripCount[];
  pupils: number;
}

export interface TripPage extends TripRow {
  place: string;
  schoolSentence: string | null;
  /** in the order in which a list is read: those who can be shown, then the rest */
  groups: { word: PublicWord; pupils: { id: string; name: string; group: string }[] }[];
}

const ORDER: readonly PublicWord[] = [
  'first name may be used',
  'can be shown',
  'only in a group',
  'not in photos',
];

const counted = (trip: TripPermissions): TripCount[] =>
  ORDER.map((word) => ({ word, count: trip.pupils.filter((pupil) => pupil.word === word).length })).filter(
    ({ count }) => count > 0,
  );

function spanWords({ startsAt, endsAt, cancelled }: TripPermissions, zone: string, now: Date): string {
  if (cancelled) return 'Called off';
  if (now < startsAt) return `Leaves ${whenWords(startsAt, zone, now).text}`;
  const back = whenWords(endsAt, zone, now).text;
  return now < endsAt ? `Out now, back ${back}` : `Back since ${back}`;
}

export const tripRow = (trip: TripPermissions, base: string, zone: string, now: Date): TripRow => ({
  id: trip.id,
  to: `${base}/trips/${trip.id}`,
  name: trip.name,
  when: spanWords(trip, zone, now),
  counts: counted(trip),
  pupils: trip.pupils.length,
});

export const tripPage = (trip: TripPermissions, base: string, zone: string, now: Date): TripPage => ({
  ...tripRow(trip, base, zone, now),
  place: trip.place,
  schoolSentence: trip.schoolSentence,
  groups: counted(trip).map(({ word }) => ({
    word,
    pupils: trip.pupils
      .filter((pupil) => pupil.word === word)
      .map(({ id, name, group }) => ({ id, name, group })),
  })),
});
