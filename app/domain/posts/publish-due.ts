// Takes what is due and publishes it: a sweep takes many, a job one; whichever worker takes a post first has it to itself for a
// while, so that its photos are read once and not by everybody twice a second (PF1, PF2).
import { type DueDelivery, putBack, takeDue } from '#db/queries/due-posts.server.ts';
import { readPace } from '#db/queries/pace.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { afterEarlierClaims } from './claims-in-turn.ts';
import { waitOf } from './pace.ts';
import { publishPost } from './publish-post.ts';
import type { DeliveryRef } from './publishing.ts';

/**
 * How long a post that was taken stays with its worker until it is claimed, in ms. What could not go (the photo store cannot be
 * read, the clock is not to be believed) is not looked at again before.
 */
export const TAKEN_MS = 20_000;

/** What became of a due post. `afterDueMs`: how long after its time (or its turn) it was out; null when it is not out. */
export interface DueOutcome {
  outcome: string;
  afterDueMs: number | null;
}

/** Takes at most `limit` due posts, oldest first. */
export function takeDuePosts(deps: WorkerDeps, limit: number, only?: DeliveryRef): Promise<DueDelivery[]> {
  const at = deps.clock.now();
  return takeDue(deps.db, {
    at,
    limit,
    until: new Date(at.getTime() + TAKEN_MS),
    defaults: DEFAULT_SETTINGS,
    ...(only ? { only } : {}),
  });
}

/** Publishes a post that this worker has taken; one that only has to wait for its turn is put back without being read. */
export function publishTaken(deps: WorkerDeps, due: DueDelivery): Promise<DueOutcome> {
  if (due.spacingMs === 0) return publishOrPutBack(deps, due);
  return afterEarlierClaims(deps.db, due.accountId, (decided) => publishOrPutBack(deps, due, decided));
}

async function publishOrPutBack(
  deps: WorkerDeps,
  due: DueDelivery,
  decided?: () => void,
): Promise<DueOutcome> {
  const at = deps.clock.now();
  const pace = await readPace(deps.db, due, due.accountId);
  const wait = pace && waitOf(pace, at, due.spacingMs);
  if (wait && wait.notBefore <= due.latest && at <= due.latest) {
    await putBack(deps.db, due, { retryAt: wait.notBefore, why: wait.why });
    return { outcome: 'waits_its_turn', afterDueMs: null };
  }
  const outcome = await publishPost(deps, due, due, decided);
  const out = outcome === 'published' ? deps.clock.now().getTime() - due.countsFrom.getTime() : null;
  return { outcome, afterDueMs: out };
}

/** One delivery by its id, for a job that was set for its time: published when it is due and nobody else has it. */
export async function publishIfDue(deps: WorkerDeps, ref: DeliveryRef): Promise<DueOutcome> {
  if (!deps.clock.trustworthy()) return { outcome: 'clock_not_trusted', afterDueMs: null };
  const [due] = await takeDuePosts(deps, 1, ref);
  return due ? publishTaken(deps, due) : { outcome: 'not_due', afterDueMs: null };
}
