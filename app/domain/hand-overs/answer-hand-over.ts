// What the person says became of the post they had: it is out, with its address; it is out no more; or it never was. Nothing else settles
// it. The gate is asked once more, and what should not have gone out comes down.
import { changeDelivery } from '#db/queries/deliveries.server.ts';
import { changeHandOver, type HandOverRow, lastHandOver } from '#db/queries/hand-overs.server.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import type { DeliveryRecord } from '#app/domain/posts/delivery-record.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { MoveRefused, withLockedPost } from '#app/domain/posts/move-post.ts';
import { noteLive } from '#app/domain/posts/note-live.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { refusalOf } from '#app/domain/posts/post-machine.ts';
import type { GateIssue } from '#app/domain/posts/publish-gate.ts';
import { openRemoval, type TakedownCause } from '#app/domain/posts/request-takedown.ts';
import { askPeople, writeRemoved } from '#app/domain/posts/take-down-post.ts';
import { tell } from '#app/domain/posts/tell-people.ts';
import type { Work } from '#app/domain/work.ts';
import { faultsSince, isHandedOut } from './hand-over-rules.ts';
import { HAND_OVER_KEEPER } from './open-hand-over.ts';
import { type PostLink, readPostLink } from './post-link.ts';
import { takeBack } from './take-back.ts';

export interface HandOverAnswer {
  /** `deleted`: it was out and has been deleted again */
  answer: 'published' | 'not_published' | 'deleted';
  /** the post's address, as pasted; needed for `published` */
  link: string;
  /** no copy of photos or words is left on the person's device */
  copiesDeleted: boolean;
  /** how they know that it is gone; needed for `deleted` */
  evidence: string;
}

export type Answered =
  | { ok: true; outcome: 'published' | 'to_delete' | 'deleted' | 'waiting' | 'missed' | 'held' }
  | { ok: false; issues: Issue[] };

/**
 * Settles a post that was handed out, by the word of a person who may publish it by hand.
 * Errors: MoveRefused (not permitted); AppError illegal_move when nothing is open.
 */
export async function answerHandOver(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  said: HandOverAnswer,
): Promise<Answered> {
  return withLockedPost(deps, actor, ref, async (work, facts) => {
    const { delivery } = facts;
    if (!delivery || !isHandedOut(facts)) throw new AppError('illegal_move', 'not_in_this_state');
    const refusal = refusalOf('confirm_by_hand', facts, work.actor, { asking: true });
    if (refusal) throw new MoveRefused('confirm_by_hand', refusal);
    const given = found(await lastHandOver(work.db, ref, delivery.id), 'hand-over');
    const link = readPostLink(facts.account.platform, said.link);
    const issues = issuesOf(said, link);
    if (issues.length > 0) return { ok: false as const, issues };
    const address = link.ok ? link.link : null;
    await keepAnswer(work, actor, given, said, address);
    if (said.answer === 'not_published') return { ok: true as const, outcome: await takeBack(work, facts) };
    const outcome = await settleOut(deps, work, facts, delivery, { ...said, address });
    return { ok: true as const, outcome };
  });
}

function issuesOf({ answer, copiesDeleted, evidence, link: typed }: HandOverAnswer, link: PostLink): Issue[] {
  const issue = (code: string, field: string) => block('hand-over', code, field, 'R-78');
  const issues: Issue[] = [];
  const needed = answer === 'published' || (answer === 'deleted' && typed.trim() !== '');
  if (needed && !link.ok) issues.push(issue(link.code, 'link'));
  if (answer === 'deleted' && evidence.trim() === '') issues.push(issue('evidence_missing', 'evidence'));
  if (!copiesDeleted) issues.push(issue('copies_not_deleted', 'copiesDeleted'));
  return issues;
}

async function keepAnswer(
  work: Work,
  actor: Person,
  given: HandOverRow,
  { answer, copiesDeleted }: HandOverAnswer,
  link: string | null,
): Promise<void> {
  const { schoolId, postId, deliveryId, id: handOverId } = given;
  const kept = answer === 'not_published' ? null : link;
  await changeHandOver(work.db, { schoolId }, handOverId, {
    ...{ answer, copiesDeleted, link: kept, chaseAt: null },
    ...{ answeredAt: work.at, answeredBy: actor.userId },
  });
  work.record({
    ...{ type: 'hand_over.answered', schoolId, postId, deliveryId },
    ...{ handOverId, answer, copiesDeleted, forAnother: given.personId !== actor.userId },
  });
}

/** It is out, or was: that is written down first, whatever follows. Then it stays, or comes down. */
async function settleOut(
  deps: Deps,
  work: Work,
  facts: PostFacts,
  delivery: DeliveryRecord,
  { answer, evidence, address }: HandOverAnswer & { address: string | null },
): Promise<'published' | 'to_delete' | 'deleted'> {
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const faults = faultsSince(facts);
  const out = await changeDelivery(
    work.db,
    ref,
    delivery.id,
    { state: 'handed_out', attempt: delivery.attempt },
    { state: 'published_by_hand', platformId: address, publishedAt: work.at },
  );
  if (!out) throw new AppError('illegal_move', 'not_in_this_state');
  const proof = { ...(address ? { platformId: address } : {}), ...(evidence.trim() ? { evidence } : {}) };
  await noteLive(work, facts, out, 'confirm_by_hand', proof);
  if (answer === 'published' && faults.length === 0) {
    await tell(work, facts, 'post_published', ['author', 'approver', 'comms'], 'by_hand');
    return 'published';
  }
  const keeper = work.as(HAND_OVER_KEEPER);
  const wanted = await openTakedown(work.db, ref, ref.postId);
  await openRemoval(deps, keeper, facts, wanted?.cause ?? causeOf(faults));
  await askPeople(keeper, facts, ref);
  if (answer === 'published') return 'to_delete';
  const open = found(await openTakedown(work.db, ref, ref.postId), 'takedown');
  const detail = await keepWords(work, ref.schoolId, evidence);
  await writeRemoved(work, facts, ref, open, { by: 'person', detail }, { evidence });
  return 'deleted';
}

const causeOf = (faults: readonly GateIssue[]): TakedownCause =>
  faults.some(({ hold }) => hold === 'permission_changed') ? 'permission_changed' : 'mistake';
