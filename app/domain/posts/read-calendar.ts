// A month of a school's posts: what has a time in it, what is approved and has none, and the trips behind them.
import type { Database } from '#db/client.server.ts';
import { type ListedRow, listPosts } from '#db/queries/post-lists.server.ts';
import { tripsBetween } from '#db/queries/schools.server.ts';
import { POST_STATUSES } from './post-status.ts';

export interface CalendarFacts {
  /** with a time between the two moments, soonest first */
  posts: ListedRow[];
  /** approved, with no time yet, longest waiting first */
  toPlace: ListedRow[];
  trips: { id: string; name: string; startsAt: Date; endsAt: Date }[];
}

const SHOWN = POST_STATUSES.filter((status) => status !== 'cancelled');

/** More posts in six weeks than any school sends. */
const MOST = 500;

export async function readCalendar(
  db: Database,
  scope: { schoolId: string },
  between: { from: Date; until: Date },
): Promise<CalendarFacts> {
  const { from, until } = between;
  return {
    posts: await listPosts(db, scope, {
      statuses: SHOWN,
      dueFrom: from,
      dueBefore: until,
      order: 'soonest',
      limit: MOST,
    }),
    toPlace: await listPosts(db, scope, { statuses: ['approved'], order: 'oldest', limit: 50 }),
    trips: await tripsBetween(db, scope, from, until),
  };
}
