// Watches posts that go out by hand: tells people when one may be opened, stops one against which something has come up, and asks what
// became of one until somebody answers. A time that has run out is never an answer.
import { changeHandOver, type HandOverRow, lastHandOver } from '#db/queries/hand-overs.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Deps } from '#app/domain/deps.ts';
import { PERMISSIONS } from '#app/domain/permissions.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { movePost, withLockedPost } from '#app/domain/posts/move-post.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { type Audience, tell } from '#app/domain/posts/tell-people.ts';
import type { Work } from '#app/domain/work.ts';
import { faultsSince, isHandedOut, opensAt } from './hand-over-rules.ts';
import { askedPublisher } from './name-publisher.ts';
import { HAND_OVER_KEEPER } from './open-hand-over.ts';
import { stopHandOver } from './stop-hand-over.ts';

const HOUR_MS = 3_600_000;
/** How long after each time people are asked again, in ms: an hour, then every day. */
const chaseAfter = (chases: number): number => (chases === 0 ? HOUR_MS : 24 * HOUR_MS);

/** One look at a post that is in somebody's hands. @returns what was done */
export async function watchHandOver(deps: Deps, ref: PostRef): Promise<string> {
  return withLockedPost(deps, HAND_OVER_KEEPER, ref, async (work, facts) => {
    const { delivery } = facts;
    if (!delivery || !isHandedOut(facts)) return 'nothing_open';
    const given = await lastHandOver(work.db, ref, delivery.id);
    if (!given || given.answeredAt) return 'nothing_open';
    const stopped = faultsSince(facts).length > 0 && (await stopHandOver(work, facts));
    if (given.expiresAt <= work.at && facts.post.status === 'publishing') await lapse(work, facts, given);
    const chaseAt = (await lastHandOver(work.db, ref, delivery.id))?.chaseAt;
    if (chaseAt && chaseAt <= work.at) return chase(work, facts, given);
    return stopped ? 'stopped' : 'in_hand';
  });
}

/** Nobody has said what became of it: it may be live. */
async function lapse(work: Work, facts: PostFacts, given: HandOverRow): Promise<void> {
  const { schoolId, postId, deliveryId, id: handOverId } = given;
  await movePost(work, facts, 'lose_sight', {}, { record: { deliveryId, cause: 'by_hand' } });
  work.record({ type: 'hand_over.lapsed', schoolId, postId, deliveryId, handOverId });
}

/** The person and the comms leads first; from the second time on whoever approved it and may approve as well. */
async function chase(work: Work, facts: PostFacts, given: HandOverRow): Promise<string> {
  const audiences: Audience[] = given.chases === 0 ? ['comms'] : ['author', 'approvers', 'comms'];
  await tell(work, facts, 'hand_over_unanswered', audiences, undefined, [given.personId]);
  await changeHandOver(work.db, given, given.id, {
    chases: given.chases + 1,
    chaseAt: new Date(work.at.getTime() + chaseAfter(given.chases)),
  });
  return 'asked';
}

/** Who publishes it: the person who was asked while they still may; else whoever looks after the accounts, as nobody else could open it. */
async function publishersOf(work: Work, ref: PostRef, { delivery }: PostFacts): Promise<string[]> {
  const asked = await askedPublisher(work.db, ref, delivery, work.at);
  if (asked) return [asked];
  const comms = await peopleWithRole(work.db, ref, ['comms_lead'], work.at);
  return comms.length > 0 ? comms : peopleWithRole(work.db, ref, PERMISSIONS['post.publishByHand'], work.at);
}

/**
 * Tells whoever publishes it that it may be opened now: the person who was asked and still may, else the comms leads, else the headteachers.
 * @returns whether it was said
 */
export async function tellItMayBeOpened(deps: Deps, ref: PostRef): Promise<string> {
  return withLockedPost(deps, HAND_OVER_KEEPER, ref, async (work, facts) => {
    const from = opensAt(facts);
    if (facts.post.status !== 'scheduled' || !from || from > work.at) return 'not_yet';
    await tell(work, facts, 'hand_over_due', [], undefined, await publishersOf(work, ref, facts));
    return 'told';
  });
}
