// Whether publishing goes on: what is late, what is stuck, and whether any worker is alive to do it. For pages, `/health` and
// metrics alike, so that they cannot disagree (PF1).
import { type Late, latePosts, stuckAndLate } from '#db/queries/late-posts.server.ts';
import { countLastingCopies } from '#db/queries/extra-posts.server.ts';
import { readBeats } from '#db/queries/worker-beats.server.ts';
import type { Database } from '#db/client.server.ts';
import { LATE_AFTER_MS } from './tell-late.ts';

/** A worker whose last sign of life is older is taken for dead, in ms. */
export const WORKER_SILENT_MS = 30_000;

export interface Standing {
  late: Late;
  /** deliveries left by a dead worker that no sweep has freed */
  stuck: number;
  /** takedowns past their deadline, whatever the reason */
  lateTakedowns: number;
  /** of these, the ones that cannot wait for the day: see waitsForDay */
  urgentLateTakedowns: number;
  /** second copies of a post that were found a while ago and are still on a platform */
  copiesLeft: number;
  workersAlive: number;
}

export async function standingOfPublishing(db: Database, at: Date): Promise<Standing> {
  const late = await latePosts(db, at, LATE_AFTER_MS);
  const others = await stuckAndLate(db, at, LATE_AFTER_MS);
  const { alive } = await readBeats(db, new Date(at.getTime() - WORKER_SILENT_MS));
  const copiesLeft = await countLastingCopies(db, new Date(at.getTime() - LATE_AFTER_MS));
  return { late, ...others, copiesLeft, workersAlive: alive };
}

/** Whether nothing is overdue that somebody has to see to at any hour. */
export const goesOn = ({ late, stuck, urgentLateTakedowns, copiesLeft, workersAlive }: Standing): boolean =>
  late.count + stuck + urgentLateTakedowns + copiesLeft === 0 && workersAlive > 0;

/** What a home page says of it: how many posts of the school are late, and whether nothing can go out at all. */
export async function readStanding(
  db: Database,
  scope: { schoolId: string },
  at: Date,
): Promise<{ late: number; noWorker: boolean }> {
  const { count } = await latePosts(db, at, LATE_AFTER_MS, scope);
  const { alive, newest } = await readBeats(db, new Date(at.getTime() - WORKER_SILENT_MS));
  // Where no worker ever was, the pages may run without one by somebody's choice, until a post waits for one.
  return { late: count, noWorker: alive === 0 && (newest !== null || count > 0) };
}
