// Three trips in each practice school: one that came back two hours ago, one that is out now, and one with two nights away that
// leaves next week. And the adults who may be shown.
import type { adultPermissions, tripPupils, trips } from '#db/schema/pupils.ts';
import { daysFrom, hoursFrom, onTheDial } from './practice-days.ts';
import { practiceId } from './practice-id.ts';
import { PRACTICE_PEOPLE, PRACTICE_SCHOOLS, type SchoolKey, userId } from './practice-people.ts';
import { PRACTICE_CLASSES, pupilId } from './practice-pupils.ts';

/** `over` came back two hours ago; `now` is still out; `next` leaves next week. */
export type TripKey = 'over' | 'now' | 'next';

export const tripId = (school: SchoolKey, key: TripKey): string => practiceId(`trip/${school}/${key}`);

const PLANS: Readonly<Record<SchoolKey, Readonly<Record<TripKey, { name: string; place: string }>>>> = {
  ashwick: {
    over: { name: 'Year 4 at Tidewater Farm', place: 'Tidewater Farm' },
    now: { name: 'Year 6 at the Old Mill Museum', place: 'Old Mill Museum' },
    next: { name: 'Year 2 in the woods', place: 'Fernhollow Lodge' },
  },
  harrowdean: {
    over: { name: 'Year 9 at Copperhill Science Centre', place: 'Copperhill Science Centre' },
    now: { name: 'Year 7 river study', place: 'Brackwater Country Park' },
    next: { name: 'Year 11 fieldwork', place: 'Gullhaven Field Centre' },
  },
};

/** The pupils who go on the trip that is to come: the last ten of the class at school. */
const NEXT = { from: 50, to: 60 };

export const goesNext = (index: number): boolean => NEXT.from <= index && index < NEXT.to;

/** A Tuesday at 9, at least a week ahead, until the Thursday at 3. */
function nightsAway(now: Date): { startsAt: Date; endsAt: Date } {
  const days = ((9 - now.getUTCDay()) % 7) + 7;
  const at = (later: number, hour: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + later, hour));
  return { startsAt: at(days, 9), endsAt: at(days + 2, 15) };
}

export interface PracticeTrips {
  trips: (typeof trips.$inferInsert)[];
  pupils: (typeof tripPupils.$inferInsert)[];
}

export function practiceTrips(school: SchoolKey, now: Date): PracticeTrips {
  const [wasOut, isOut] = PRACTICE_CLASSES[school];
  const dial = onTheDial(now);
  const schoolId = PRACTICE_SCHOOLS[school].id;
  const trip = (key: TripKey, leader: string, from: number, to: number) => ({
    id: tripId(school, key),
    schoolId,
    ...PLANS[school][key],
    leaderId: userId(leader),
    startsAt: hoursFrom(dial, from),
    endsAt: hoursFrom(dial, to),
    postDelayMinutes: key === 'over' ? 0 : 60,
    createdAt: daysFrom(now, -30),
  });
  const list = (key: TripKey, { from, to }: { from: number; to: number }) =>
    Array.from({ length: to - from }, (_, place) => ({
      schoolId,
      tripId: tripId(school, key),
      pupilId: pupilId(school, from + place),
    }));
  return {
    trips: [
      trip('over', `${school}/teacher`, -8, -2),
      trip('now', school === 'ashwick' ? 'both/teacher-and-comms' : 'harrowdean/teacher', -3, 4),
      { ...trip('next', `${school}/teacher`, 0, 0), ...nightsAway(now) },
    ],
    pupils: [...list('over', wasOut), ...list('now', isOut), ...list('next', NEXT)],
  };
}

/** Adults with written permission: three of the staff, a parent who helps, a guide whose permission is for this term, and one that ended. */
export function practiceAdults(school: SchoolKey, now: Date): (typeof adultPermissions.$inferInsert)[] {
  const schoolId = PRACTICE_SCHOOLS[school].id;
  const adult = (
    key: string,
    name: string,
    kind: 'staff' | 'parent' | 'visitor',
    until: Date | null = null,
  ) => ({
    id: practiceId(`adult/${school}/${key}`),
    schoolId,
    name,
    kind,
    userId: null as string | null,
    evidence: 'Signed permission slip, kept in the office',
    startsAt: daysFrom(now, -200),
    endsAt: until,
  });
  const staff = PRACTICE_PEOPLE.filter((each) =>
    [`${school}/teacher`, `${school}/head`, 'both/teacher-and-comms'].includes(each.key),
  ).map((each) => ({ ...adult(each.key, each.name, 'staff'), userId: userId(each.key) }));
  return [
    ...staff,
    adult('parent', school === 'ashwick' ? 'Meera Desai' : 'Stephen Crabtree', 'parent'),
    adult('guide', school === 'ashwick' ? 'Hugh Penrose' : 'Abena Mensah', 'visitor', daysFrom(now, 60)),
    adult(
      'former-guide',
      school === 'ashwick' ? 'Lena Brandt' : 'Colin Dacre',
      'visitor',
      daysFrom(now, -20),
    ),
  ];
}
