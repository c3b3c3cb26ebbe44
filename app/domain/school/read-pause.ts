// The pause page's facts: whether publishing is paused, by whom, what is already leaving, and what waits in its place.
import type { Database } from '#db/client.server.ts';
import { openPauses } from '#db/queries/pauses.server.ts';
import { type ListedRow, listPosts } from '#db/queries/post-lists.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';

export interface PauseFacts {
  pause: { id: string; since: Date; byName: string | null; wholeTrust: boolean } | null;
  /** on their way to the platform when the pause came, or not known to have arrived */
  inFlight: ListedRow[];
  /** placed in the calendar, soonest first */
  placed: ListedRow[];
}

/** Only whether and since when, for a banner. */
export async function pausedSince(
  db: Database,
  scope: { trustId: string; schoolId: string },
): Promise<PauseFacts['pause']> {
  const open = await openPauses(db, scope);
  const pause = open.find((each) => !each.schoolId) ?? open[0];
  if (!pause) return null;
  const names = await namesOf(db, scope.trustId, [pause.startedBy]);
  return {
    id: pause.id,
    since: pause.startedAt,
    byName: names.get(pause.startedBy) ?? null,
    wholeTrust: pause.schoolId === null,
  };
}

export async function readPause(
  db: Database,
  scope: { trustId: string; schoolId: string },
): Promise<PauseFacts> {
  return {
    pause: await pausedSince(db, scope),
    inFlight: await listPosts(db, scope, {
      statuses: ['publishing', 'unknown'],
      order: 'soonest',
      limit: 20,
    }),
    placed: await listPosts(db, scope, { statuses: ['scheduled'], order: 'soonest', limit: 100 }),
  };
}
