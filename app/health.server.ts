// What `/health` and `doctor` say about a running process: no secrets, and not well while anything is overdue unseen (PF1).
import type { PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import type { Foundation } from '#app/foundation.server.ts';
import { overduePosts } from '#db/queries/posts.server.ts';

/** A post this late without being out or stopped is an alarm, in ms. */
export const OVERDUE_AFTER_MS = 120_000;

export interface Health {
  status: 'ok' | 'unwell';
  mode: 'solo' | 'cluster';
  database: 'ok' | 'unreachable';
  /** whether this machine and the database agree on the time; a worker that is not sure claims nothing */
  clock: 'ok' | 'not trusted';
  queue: string;
  photoEngine: string;
  overduePosts: number;
  oldestDueSeconds: number;
}

/** Asks every part. Never throws. */
export async function readHealth(
  { env, database, clock, queue }: Foundation,
  engineHealth: PhotoEngine['health'] | null,
): Promise<Health> {
  const overdue = await overduePosts(database.db, clock.now(), OVERDUE_AFTER_MS).catch(() => null);
  const alarm = await queue.health().catch(() => ({ ok: false, detail: 'unreachable' }));
  const engine = engineHealth
    ? await engineHealth().catch(() => ({ ok: false, detail: 'failed' }))
    : { ok: true, detail: 'runs with the workers' };
  const well = overdue !== null && overdue.count === 0 && alarm.ok && engine.ok && clock.trustworthy();
  return {
    status: well ? 'ok' : 'unwell',
    mode: env.mode,
    database: overdue === null ? 'unreachable' : 'ok',
    clock: clock.trustworthy() ? 'ok' : 'not trusted',
    queue: alarm.ok ? 'ok' : alarm.detail,
    photoEngine: engine.ok ? 'ok' : engine.detail,
    overduePosts: overdue?.count ?? 0,
    oldestDueSeconds: overdue?.oldestSeconds ?? 0,
  };
}
