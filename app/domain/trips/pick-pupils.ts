// Picking a trip's pupils from class lists, or one by one by name: who is in a class today, and who of them goes.
import type { Database } from '#db/client.server.ts';
import { groupsOfSchool, type PupilRow, pupilsByIds, searchPupils } from '#db/queries/pupils.server.ts';
import { pupilIdsOfTrip } from '#db/queries/trips.server.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { membersOfGroup } from '#app/domain/posts/photo-group.ts';
import type { TripRef } from './trip-record.ts';

export interface PickedPupil {
  id: string;
  name: string;
  group: string;
  /** on the trip's list */
  goes: boolean;
}

export interface TripClasses {
  /** every class of the school, with how many are in it and how many of them go */
  classes: { group: string; count: number; going: number }[];
  going: number;
}

/** The school's classes, as the trip's list stands. In: a trip of the school. */
export async function tripClasses(db: Database, ref: TripRef): Promise<TripClasses> {
  const ids = await pupilIdsOfTrip(db, ref, ref.tripId);
  const rows = await pupilsByIds(db, ref, ids);
  const goingIn = (group: string) =>
    rows.filter(({ registrationGroup }) => registrationGroup === group).length;
  const classes = await groupsOfSchool(db, ref);
  return {
    classes: classes.map(({ group, count }) => ({ group, count, going: goingIn(group) })),
    going: rows.length,
  };
}

/**
 * The pupils of one class who are on roll today, and those of it who are on the list already, by name. Where nobody of the class
 * is on the list yet, all are suggested.
 */
export async function classForTrip(
  db: Database,
  ref: TripRef,
  school: { id: string; zone: string },
  group: string,
  at: Date,
): Promise<{ pupils: PickedPupil[]; suggested: boolean }> {
  const going = new Set(await pupilIdsOfTrip(db, ref, ref.tripId));
  const members = await membersOfGroup(db, school, group, at);
  const others = (await pupilsByIds(db, ref, [...going])).filter(
    ({ id, registrationGroup }) => registrationGroup === group && !members.some((row) => row.id === id),
  );
  const rows = [...members, ...others];
  const suggested = !rows.some(({ id }) => going.has(id));
  return {
    suggested,
    pupils: rows
      .map((row) => picked(row, suggested || going.has(row.id)))
      .sort((one, other) => one.name.localeCompare(other.name)),
  };
}

/** Most pupils that one search shows. */
const MOST_FOUND = 12;

/** Pupils on roll whose names match what is typed, by surname. */
export async function searchForTrip(
  db: Database,
  ref: TripRef,
  school: { zone: string },
  typed: string,
  at: Date,
): Promise<{ pupils: PickedPupil[]; more: boolean }> {
  if (typed.trim() === '') return { pupils: [], more: false };
  const going = new Set(await pupilIdsOfTrip(db, ref, ref.tripId));
  const today = dateInSchool(at, school.zone);
  const rows = (await searchPupils(db, ref, typed, MOST_FOUND * 2)).filter(
    ({ startsOn, leavesOn }) => startsOn <= today && (leavesOn === null || today <= leavesOn),
  );
  return {
    pupils: rows.slice(0, MOST_FOUND).map((row) => picked(row, going.has(row.id))),
    more: rows.length > MOST_FOUND,
  };
}

const picked = (row: PupilRow, goes: boolean): PickedPupil => ({
  id: row.id,
  name: pupilName(row),
  group: row.registrationGroup,
  goes,
});
