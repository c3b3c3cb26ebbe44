// The decision on a request to remove something: it comes down, with every copy that is found; or it stays, with a reason; or there is
// nothing of the school's to be found. Stopping needs nobody else's agreement, so one of those who take posts down decides alone.
import { wantRemoval } from '#db/queries/deliveries.server.ts';
import { shareSchool } from '#db/queries/locks.server.ts';
import {
  changeRemovalRequest,
  findRemovalRequest,
  type RemovalRequestRow,
} from '#db/queries/removal-requests.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { readFactsToStop } from '#app/domain/posts/load-post-facts.ts';
import { lockPosts } from '#app/domain/posts/lock-posts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { refusePictures } from '#app/domain/posts/refuse-pictures.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { openRemoval } from '#app/domain/posts/request-takedown.ts';
import { spreadPictures } from '#app/domain/posts/search-pictures.ts';
import { isSent, stopBeforeSending } from '#app/domain/posts/stop-before-sending.ts';
import { voidApproval } from '#app/domain/posts/void-approval.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { type Copies, findCopies } from './find-copies.ts';
import { goneAlready } from './gone-already.ts';
import { askToTell } from './settle-requests.ts';

export interface DecideRequest {
  schoolId: string;
  requestId: string;
  outcome: 'removed' | 'nothing_found' | 'not_removed';
  /** needed when it stays, and when nothing is said to be found although posts with the pupil are */
  reason: string;
}

/** Longest reason, in UTF-16 units. */
export const MAX_DECISION_REASON = 1_000;

export type RequestDecided = { ok: true } | { ok: false; issues: Issue[] };

/**
 * Decides, and carries it out in the same transaction.
 * Errors: AppError forbidden without `post.takeDown`; not_found; illegal_move for one that is decided, or a withdrawal.
 */
export async function decideRequest(
  deps: Deps,
  actor: Person,
  input: DecideRequest,
): Promise<RequestDecided> {
  const reason = input.reason.trim();
  requireMay(actor, 'post.takeDown', input.schoolId, deps.clock.now());
  if (input.outcome === 'not_removed' && reason === '')
    return { ok: false, issues: [issue('decision_reason_missing')] };
  if (reason.length > MAX_DECISION_REASON) return { ok: false, issues: [issue('decision_reason_too_long')] };
  return inOneTransaction(deps, actor, async (work) => {
    requireMay(work.actor, 'post.takeDown', input.schoolId, work.at);
    await shareSchool(work.db, input);
    const asked = found(await findRemovalRequest(work.db, input, input.requestId), 'request');
    const copies = await findCopies(work.db, asked);
    const statuses = await lockPosts(work, input.schoolId, [...copies.direct, ...copies.alike]);
    const request = found(await findRemovalRequest(work.db, input, input.requestId, true), 'request');
    if (request.decidedAt || request.decisionId) throw new AppError('illegal_move', 'already_recorded');
    const untrue = input.outcome === 'nothing_found' && againstNothing(copies, statuses, reason);
    if (untrue) return { ok: false, issues: [untrue] };
    const done =
      input.outcome === 'removed'
        ? await removeAll(deps, work, request, [...copies.direct, ...copies.alike])
        : { held: [], removed: [] };
    const gone =
      input.outcome === 'removed' || (input.outcome === 'nothing_found' && copies.named)
        ? await goneAlready(work.db, request, copies.named, statuses)
        : [];
    const outcome = done.removed.length > 0 ? null : outcomeOf(input, [...done.held, ...gone]);
    await changeRemovalRequest(work.db, input, request.id, {
      postId: copies.named,
      decidedBy: actor.userId,
      decidedAt: work.at,
      outcome,
      outcomeWhy: reason || null,
      heldPostIds: done.held,
      removedPostIds: [...done.removed, ...gone],
    });
    work.record({
      type: 'removal_request.decided',
      schoolId: input.schoolId,
      requestId: request.id,
      outcome: input.outcome,
      ...(reason ? { wordsHash: await keepWords(work, input.schoolId, reason) } : {}),
    });
    if (outcome) await askToTell(work, request, 'decided');
    return { ok: true };
  });
}

const issue = (code: string): Issue => block('removal', code, 'reason', 'R-86');

/** Nothing was there to remove, or it is gone already: said as it is, whatever was wished. */
const outcomeOf = ({ outcome }: DecideRequest, reached: readonly string[]): DecideRequest['outcome'] =>
  outcome === 'not_removed' ? outcome : reached.length === 0 ? 'nothing_found' : 'removed';

const STOPPED_EARLY: readonly string[] = ['in_review', 'approved', 'scheduled', 'held', 'publishing'];
const OUT: readonly string[] = [
  'publishing',
  'unknown',
  'published',
  'takedown_requested',
  'takedown_failed',
];

/**
 * What stands against saying that nothing was found: the post they named is there; or posts with the pupil are, and nobody says which
 * of them was meant or where was looked.
 */
function againstNothing(
  { named }: Pick<Copies, 'named'>,
  statuses: ReadonlyMap<string, PostStatus>,
  reason: string,
): Issue | null {
  const there = [...statuses.values()].some(
    (status) => STOPPED_EARLY.includes(status) || OUT.includes(status),
  );
  if (!there || (!named && reason)) return null;
  return issue(named ? 'something_found' : 'where_looked_missing');
}

/** Down for good, or never to go out: their photos come back in no other post; those of any other post not even in that one. */
const OVER: readonly string[] = [...OUT, 'taken_down', 'rejected', 'cancelled'];

/**
 * Locked posts: what is not out is held, what is out, or may be, comes down by when whoever asked was promised; the pictures do not come
 * back, in any school.
 */
async function removeAll(
  deps: Deps,
  work: Work,
  { schoolId, dueAt: promisedBy }: Pick<RemovalRequestRow, 'schoolId' | 'dueAt'>,
  postIds: readonly string[],
) {
  const asked = { by: 'person', removesAt: null, promisedBy } as const;
  const done: { held: string[]; removed: string[] } = { held: [], removed: [] };
  for (const postId of [...postIds].sort()) {
    const facts = await readFactsToStop(work.db, { schoolId, postId }, work.at);
    const { status } = facts.post;
    const stops = !isSent(facts) && STOPPED_EARLY.includes(status);
    if (stops) {
      await stopBeforeSending(work, facts, 'removal_wanted');
      await keepFromGoingOut(work, facts);
      done.held.push(postId);
    } else if (OUT.includes(status)) {
      await openRemoval(deps, work, facts, 'asked_from_outside', asked);
      done.removed.push(postId);
    } else if (status !== 'taken_down') await keepFromGoingOut(work, facts);
    const alsoHere = stops || !OVER.includes(status);
    const refused = await refusePictures(work, facts, 'taken_down', undefined, alsoHere);
    await spreadPictures(
      work,
      schoolId,
      refused.map((picture) => ({ ...picture, alsoLive: true })),
    );
  }
  return done;
}

/**
 * A locked post that is not out does not go out as it is, whoever lets it go on: nobody's approval of it stands, not even of words alone,
 * which have no picture that would be known again. What an earlier attempt may have made of it comes down where it turns up.
 */
async function keepFromGoingOut(work: Work, facts: PostFacts): Promise<void> {
  await voidApproval(work, facts, 'taken_down');
  if (facts.delivery) await wantRemoval(work.db, facts.post, facts.delivery.id, work.at);
}
