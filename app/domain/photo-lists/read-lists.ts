// A trip's photo list as its page shows it: who is on it now, every copy that was made, and how each copy stands.
import type { Database } from '#db/client.server.ts';
import { type PhotoListRow, photoListsOfTrip } from '#db/queries/photo-lists.server.ts';
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { findTrip, pupilsOfTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { ConsentSchool } from '#app/domain/consent/load-consent.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { type CopyBarrier, copyBarrier } from './copy-barrier.ts';
import { type CopyStanding, copyStanding, voidFrom } from './copy-standing.ts';
import { type ListEntry, type ListNow, listNow, pupilToName } from './list-now.ts';
import { shortNames } from './short-names.ts';

export interface CopyOfList {
  id: string;
  number: number;
  kind: 'phone' | 'paper';
  madeBy: string;
  /** the one who looks made it */
  own: boolean;
  madeAt: Date;
  /** when what is on it was last true for certain */
  asOf: Date;
  /** the last day on which it may be used, `YYYY-MM-DD` */
  voidAfter: string;
  standing: CopyStanding;
}

export interface TripLists {
  trip: { id: string; name: string; endsAt: Date };
  list: ListNow;
  copies: CopyOfList[];
  barrier: Readonly<Record<'phone' | 'paper', CopyBarrier | null>>;
}

type School = ConsentSchool & { id: string; trustId: string };

/** Whether the person may see a trip's copies: those who make lists, and those who hear of a lost one. */
export const mayReadLists = (person: Person, schoolId: string, at: Date): boolean =>
  may(person, 'photoList.make', schoolId, at) || may(person, 'restriction.know', schoolId, at);

/** Errors: AppError forbidden (see {@link mayReadLists}); not_found for another school or its trip. */
export async function readTripLists(
  db: Database,
  person: Person,
  school: School,
  asked: { tripId: string; sharedDevice: boolean },
  at: Date,
): Promise<TripLists> {
  requireRead(person, school.id, at);
  const { trip, list, copies } = await listsOf(db, school, asked.tripId, at);
  const names = await namesOf(
    db,
    school.trustId,
    copies.map(({ madeBy }) => madeBy),
  );
  const barrier = (kind: 'phone' | 'paper') => copyBarrier({ ...asked, trip, now: list, kind, at });
  return {
    trip: { id: trip.id, name: trip.name, endsAt: trip.endsAt },
    list,
    copies: copies.map((row) => copyOf(row, list, { person, school, trip, names, at })),
    barrier: { phone: barrier('phone'), paper: barrier('paper') },
  };
}

export interface OneCopy {
  copy: CopyOfList;
  trip: { id: string; name: string; endsAt: Date };
  /** who stood on it, by the names they would have on a list made now */
  shown: ListEntry[];
  group: ListEntry[];
}

/** One copy with what was on it. Errors: as {@link readTripLists}; not_found for a copy of another trip. */
export async function readCopy(
  db: Database,
  person: Person,
  school: School,
  { tripId, copyId }: { tripId: string; copyId: string },
  at: Date,
): Promise<OneCopy> {
  requireRead(person, school.id, at);
  const { trip, list, copies } = await listsOf(db, school, tripId, at);
  const row = found(
    copies.find(({ id }) => id === copyId),
    'photo list',
  );
  const names = await namesOf(db, school.trustId, [row.madeBy]);
  const labels = await labelsFor(db, school, list, [...row.pupilIds, ...row.groupPupilIds]);
  const entries = (ids: readonly string[]) =>
    ids.map((pupilId): ListEntry => ({ pupilId, label: labels.get(pupilId) ?? '' }));
  return {
    copy: copyOf(row, list, { person, school, trip, names, at }),
    trip: { id: trip.id, name: trip.name, endsAt: trip.endsAt },
    shown: entries(row.pupilIds),
    group: entries(row.groupPupilIds),
  };
}

/** Copies that somebody has to do something about, for the trip's own page; null for those who may not see copies. */
export async function copiesThatMatter(
  db: Database,
  person: Person,
  school: School,
  tripId: string,
  at: Date,
): Promise<Pick<CopyOfList, 'id' | 'number' | 'kind' | 'standing'>[] | null> {
  if (!mayReadLists(person, school.id, at)) return null;
  const { copies } = await readTripLists(db, person, school, { tripId, sharedDevice: false }, at);
  return copies.filter(
    ({ kind, standing }) =>
      standing === 'out_of_date' || standing === 'lost' || (standing === 'void' && kind === 'paper'),
  );
}

function requireRead(person: Person, schoolId: string, at: Date): void {
  if (!mayReadLists(person, schoolId, at)) requireMay(person, 'photoList.make', schoolId, at);
}

async function listsOf(db: Database, school: School, tripId: string, at: Date) {
  const scope = { schoolId: school.id };
  const trip = found(await findTrip(db, scope, tripId), 'trip');
  const list = await listNow(db, scope, school, trip, await pupilsOfTrip(db, scope, tripId), at);
  return { trip, list, copies: await photoListsOfTrip(db, scope, tripId) };
}

/** Labels of pupils of whom some may have come off the trip since. */
async function labelsFor(
  db: Database,
  school: School,
  { labels }: ListNow,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.every((id) => labels.has(id))) return labels;
  const everybody = [...new Set([...labels.keys(), ...ids])];
  const rows = await pupilsByIds(db, { schoolId: school.id }, everybody);
  return new Map([...shortNames(rows.map(pupilToName))].map(([id, { label }]) => [id, label]));
}

function copyOf(
  row: PhotoListRow,
  list: ListNow,
  about: {
    person: Person;
    school: School;
    trip: { endsAt: Date };
    names: ReadonlyMap<string, string>;
    at: Date;
  },
): CopyOfList {
  const { person, school, trip, names, at } = about;
  const over = row.kind === 'phone' ? at >= voidFrom(trip) : dateInSchool(at, school.zone) > row.voidAfter;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    madeBy: names.get(row.madeBy) ?? 'Somebody who has left',
    own: row.madeBy === person.userId,
    madeAt: row.madeAt,
    asOf: row.refreshedAt ?? row.madeAt,
    voidAfter: row.voidAfter,
    standing: copyStanding(row, list, over),
  };
}
