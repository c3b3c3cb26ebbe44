// Which workers are alive: each writes its moment every few seconds, and the pages and `/health` read how many did lately.
import { gt, lt, sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { workerBeats } from '#db/schema/pace.ts';

/** This worker is alive at `at`. */
export async function writeBeat(db: Database, workerId: string, at: Date): Promise<void> {
  await db
    .insert(workerBeats)
    .values({ workerId, startedAt: at, at })
    .onConflictDoUpdate({ target: workerBeats.workerId, set: { at } });
}

/** Workers that gave a sign of life after `since`, and the newest of all signs; null when there was never one. */
export async function readBeats(db: Database, since: Date): Promise<{ alive: number; newest: Date | null }> {
  const [row] = await db
    .select({
      alive: sql<number>`(count(*) filter (where ${gt(workerBeats.at, since)}))::int`,
      newest: sql<Date | null>`max(${workerBeats.at})`.mapWith(workerBeats.at),
    })
    .from(workerBeats);
  return { alive: row?.alive ?? 0, newest: row?.newest ?? null };
}

/** Workers whose last sign is older than `before` are of no interest any more. */
export async function forgetBeats(db: Database, before: Date): Promise<void> {
  await db.delete(workerBeats).where(lt(workerBeats.at, before));
}
