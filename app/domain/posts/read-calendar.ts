// A month of a school's posts: what has a time in it, what is approved and has none, and the trips behind them.
import type { Database } from '#db/client.server.ts';
import { lateIds } from '#db/queries/late-posts.server.ts';
import { type ListedRow, listPosts } from '#db/queries/post-lists.server.ts';
import { tripsBetween } from '#db/queries/schools.server.ts';
import { POST_STATUSES } from './post-status.ts';
import { LATE_AFTER_MS } from './tell-late.ts';

export interface CalendarFacts {
  /** with a time between the two moments, soonest first */
  posts: ListedRow[];
  /** ids of those whose time has passed without their being out or stopped (PF1) */
  late: ReadonlySet<string>;
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
  at: Date,
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
    late: await lateIds(db, scope, { at, graceMs: LATE_AFTER_MS, limit: MOST }),
    toPlace: await listPosts(db, scope, { statuses: ['approved'], order: 'oldest', limit: 50 }),
    trips: await tripsBetween(db, scope, from, until),
  };
}
