// Gives an approved post to the person who publishes it by hand: near its time, through the whole gate with its photos verified, for a
// quarter of an hour. From this commit on it counts as perhaps out, and only a person's word ends that.
import { changeDelivery } from '#db/queries/deliveries.server.ts';
import { insertHandOver, lastHandOver } from '#db/queries/hand-overs.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { stopAtGate } from '#app/domain/posts/claim-post.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { movePost, MoveRefused, withLockedPost } from '#app/domain/posts/move-post.ts';
import { readPlacedPhotos } from '#app/domain/posts/placed-photos.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { refusalOf } from '#app/domain/posts/post-machine.ts';
import type { GateIssue } from '#app/domain/posts/publish-gate.ts';
import { tell } from '#app/domain/posts/tell-people.ts';
import { verifyPhotos } from '#app/domain/posts/verify-photos.ts';
import type { Work } from '#app/domain/work.ts';
import { endsAt, isHandedOut } from './hand-over-rules.ts';

export const HAND_OVER_KEEPER: SystemActor = { kind: 'system', name: 'system:hand-over' };

/** `paused`: it stays where it is. `held` and `missed`: it has been moved there just now. */
export type HandedOut = 'open' | 'paused' | 'held' | 'missed';

/**
 * Opens the hand-over for this person; pressed twice it is opened once.
 * Errors: MoveRefused (`not_permitted`, `not_near_its_time`, …); AppError illegal_move when it is not waiting for its time.
 */
export async function openHandOver(deps: WebDeps, actor: Person, ref: PostRef): Promise<HandedOut> {
  const bytes = await verifyPhotos(deps.intake, await readPlacedPhotos(deps.db, ref));
  const verifiedPhotos = new Set(bytes.keys());
  return withLockedPost(deps, actor, ref, async (work, facts) => {
    if (await hasItAlready(work, facts, actor)) return 'open';
    if (facts.post.status !== 'scheduled') throw new AppError('illegal_move', 'not_in_this_state');
    const refusal = refusalOf('hand_out', facts, work.actor, { verifiedPhotos });
    if (refusal?.reason === 'too_late') return miss(work.as(HAND_OVER_KEEPER), facts);
    if (refusal?.reason === 'gate_closed') {
      const stopped = await stopAtGate(
        work.as(HAND_OVER_KEEPER),
        facts,
        (refusal.issues ?? []) as GateIssue[],
      );
      return stopped === 'paused' ? 'paused' : 'held';
    }
    if (refusal) throw new MoveRefused('hand_out', refusal);
    await handOut(work, facts, actor, verifiedPhotos);
    return 'open';
  });
}

async function hasItAlready(work: Work, facts: PostFacts, actor: Person): Promise<boolean> {
  if (!isHandedOut(facts) || !facts.delivery) return false;
  const given = await lastHandOver(work.db, facts.post, facts.delivery.id);
  return given?.personId === actor.userId && given.answeredAt === null;
}

async function miss(work: Work, facts: PostFacts): Promise<HandedOut> {
  await movePost(work, facts, 'miss', {}, { record: { cause: 'too_late' } });
  await tell(work, facts, 'post_missed', ['author', 'approver', 'comms']);
  return 'missed';
}

async function handOut(
  work: Work,
  facts: PostFacts,
  actor: Person,
  verifiedPhotos: ReadonlySet<string>,
): Promise<void> {
  const { delivery, post } = facts;
  if (!delivery) throw new AppError('illegal_move', 'not_in_this_state');
  const ref = { schoolId: post.schoolId, postId: post.id };
  const attempt = delivery.attempt + 1;
  const digest = digestOf(facts.working);
  const given = await changeDelivery(
    work.db,
    ref,
    delivery.id,
    { state: ['waiting', 'failed'], attempt: delivery.attempt },
    { state: 'handed_out', attempt, sentAt: work.at, leaseUntil: null, retryAt: null, lastWhy: null },
  );
  if (!given) throw new AppError('illegal_move', 'not_in_this_state');
  const expiresAt = endsAt(facts, work.at);
  const handOver = await insertHandOver(work.db, {
    ...{ ...ref, deliveryId: delivery.id, attempt, personId: actor.userId, digest },
    ...{ openedAt: work.at, expiresAt, chaseAt: expiresAt },
  });
  await movePost(
    work,
    facts,
    'hand_out',
    { verifiedPhotos },
    { record: { deliveryId: delivery.id, digest } },
  );
  const opened = { deliveryId: delivery.id, handOverId: handOver.id, attempt, digest };
  work.record({ type: 'hand_over.opened', ...ref, ...opened });
}
