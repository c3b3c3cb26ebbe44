// After a power cut the embedded database may have forgotten a send that the fsynced journal remembers: such a post is unknown, and is
// looked for, wherever it stands by now. No note of the journal stops the start.
import { changeDelivery, deliveryById } from '#db/queries/deliveries.server.ts';
import { noteAttempt } from '#db/queries/delivery-attempts.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { movePost, withLockedPost } from './move-post.ts';
import { refusalOf } from './post-machine.ts';
import { openRemoval } from './request-takedown.ts';
import { causeToComeDown } from './said-meanwhile.ts';
import { tell } from './tell-people.ts';

const STARTER: SystemActor = { kind: 'system', name: 'system:start' };

export type Replayed =
  /** the database knows how that attempt ended */
  | 'known'
  /** it did not: the post is unknown now, and is looked for */
  | 'recovered'
  /** the database has lost the delivery itself, or the post has moved on without it: a person must look */
  | 'lost';

interface Intent {
  deliveryId: string;
  attempt: number;
  mediaIds: string[];
}

/**
 * Holds every intent against the database. One that cannot be placed, or breaks, is told and kept; the others are settled.
 * @returns what became of each
 */
export async function replayIntents(
  deps: Deps & { journal: { settle(deliveryId: string, attempt: number): Promise<void> } },
  intents: readonly Intent[],
): Promise<Replayed[]> {
  const ends: Replayed[] = [];
  for (const intent of intents) {
    const { deliveryId, attempt } = intent;
    const replayed = await replayIntent(deps, intent).catch((error: unknown) => {
      deps.log.error('a send in the journal could not be held against the database', {
        deliveryId,
        attempt,
        error,
      });
      return 'lost' as const;
    });
    if (replayed === 'lost')
      deps.log.error('a send in the journal fits no delivery: look at the account', { deliveryId });
    else await deps.journal.settle(deliveryId, attempt);
    ends.push(replayed);
  }
  return ends;
}

/**
 * Compares one intent with the database at the start. Nothing but that very delivery is changed, and a note that cannot be placed
 * is never settled in silence. A post that may no longer be moved (a draft again, or cancelled) stays where it is; its delivery is
 * looked for all the same, and its people are told.
 */
export async function replayIntent(deps: Deps, intent: Intent): Promise<Replayed> {
  const row = await deliveryById(deps.db, intent.deliveryId);
  if (!row) return 'lost';
  if (knowsTheEnd(row, intent.attempt)) return 'known';
  const ref = { schoolId: row.schoolId, postId: row.postId };
  return withLockedPost(deps, STARTER, ref, async (work, facts) => {
    const { deliveryId, attempt, mediaIds } = intent;
    if (facts.delivery?.id !== row.id) {
      await tell(work, facts, 'post_unknown', ['author', 'approver', 'comms'], 'not_found');
      return 'lost';
    }
    const expected = { state: MAY_BE_BEHIND, attempt: row.attempt };
    const changed = await changeDelivery(work.db, ref, row.id, expected, {
      state: 'unknown',
      attempt,
      mediaIds,
      sentAt: work.at,
      leaseUntil: null,
      retryAt: null,
      looks: 0,
      lastGoodLookAt: null,
      lastWhy: 'sent_before_power_cut',
    });
    if (!changed) return 'known';
    const of = { schoolId: ref.schoolId, deliveryId, attempt };
    // When it was sent went with the commit that said so; it was not before its time.
    const sentAt = facts.post.dueAt && facts.post.dueAt < work.at ? facts.post.dueAt : row.createdAt;
    await noteAttempt(work.db, of, { mediaIds, sentAt, outcome: 'unknown', endedAt: work.at });
    work.record({ type: 'delivery.recovered', ...ref, deliveryId: row.id, attempt });
    const move = facts.post.status === 'publishing' ? 'lose_sight' : 'recover_sent';
    // It is being looked for already, for an earlier attempt; its people have been told.
    if (facts.post.status === 'unknown') return 'recovered';
    const refusal = refusalOf(move, facts, work.actor, {});
    // A no that came while nobody knew that it had been sent was no reason to look for it: should it be out, it comes down.
    const against = refusal ? null : await causeToComeDown(work, facts, row);
    if (!refusal)
      await movePost(work, facts, move, {}, { record: { deliveryId: row.id, cause: 'power_cut' } });
    else
      deps.log.error('a post that was perhaps sent has moved on', {
        ...ref,
        deliveryId,
        reason: refusal.reason,
      });
    await tell(work, facts, 'post_unknown', ['author', 'approver', 'comms']);
    if (against) await openRemoval(deps, work, facts, against);
    return 'recovered';
  });
}

/** States that an earlier attempt can be left in when the database has forgotten a later one; also one that is being looked for. */
const MAY_BE_BEHIND = ['waiting', 'preparing', 'sending', 'unknown', 'failed', 'absent'] as const;

/**
 * A later attempt, or this one at its end: then the database saw it. `sending` is no end, and its moment may be that of an earlier try
 * which was taken back: the quiet time begins now.
 */
const knowsTheEnd = (row: { attempt: number; state: string }, attempt: number): boolean =>
  row.attempt > attempt || (row.attempt === attempt && row.state !== 'preparing' && row.state !== 'sending');
