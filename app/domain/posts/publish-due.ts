// Takes what is due and publishes it: a sweep takes many, a job one; whichever worker takes a post first has it to itself for a
// while, so that its photos are read once and not by everybody twice a second (PF1, PF2).
import {
  type DueDelivery,
  giveBack,
  putBack,
  putBackTogether,
  takeDue,
} from '#db/queries/due-posts.server.ts';
import { type PaceRow, readPace, readPaces } from '#db/queries/pace.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { afterEarlierClaims } from './claims-in-turn.ts';
import { type Wait, waitOf } from './pace.ts';
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

/** Takes at most `limit` due posts, first those whose account has been free for longest. */
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

/**
 * Lets those go at once, of posts that were just taken, that only have to wait for their turn: after a rush most of them do.
 * Returns: the others, of whom some may have to wait all the same.
 */
export async function withoutWaiting(deps: WorkerDeps, due: readonly DueDelivery[]): Promise<DueDelivery[]> {
  if (due.length < 2) return [...due];
  const at = deps.clock.now();
  const paces = await readPaces(deps.db, due);
  const waits = due.flatMap((one) => {
    const wait = mustWait(one, paces.get(one.accountId) ?? null, at);
    return wait ? [{ due: one, retryAt: wait.notBefore, why: wait.why }] : [];
  });
  const gone = waits.length > 0 ? await putBackTogether(deps.db, waits) : new Set<string>();
  return due.filter(({ deliveryId }) => !gone.has(deliveryId));
}

/** What a post waits for that may still go out after that; one that is too late, or would be, is not let wait. */
function mustWait(due: DueDelivery, pace: PaceRow | null, at: Date): Wait | null {
  const wait = pace && waitOf(pace, at, due.spacingMs);
  return wait && wait.notBefore <= due.latest && at <= due.latest ? wait : null;
}

/** Gives back what this worker took and has not begun, just as it was: the next one need not wait until {@link TAKEN_MS} are over. */
export async function giveBackDue(
  deps: Pick<WorkerDeps, 'db'>,
  taken: readonly DueDelivery[],
): Promise<void> {
  if (taken.length > 0) await giveBack(deps.db, taken);
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
  const wait = mustWait(due, pace, at);
  if (wait) {
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
