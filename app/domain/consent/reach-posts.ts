// What a change of permission does to every post that shows the person: stops what has not gone out, takes down what is
// live, and leaves to a person what only lapsed. Each post is locked first and decided by the state it then has.
import { changeDelivery, deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { lockPost } from '#db/queries/posts.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { openHold } from '#app/domain/posts/hold-post.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { refusePictures } from '#app/domain/posts/refuse-pictures.ts';
import { openRemoval } from '#app/domain/posts/request-takedown.ts';
import type { Work } from '#app/domain/work.ts';
import type { Verdict } from './consent-types.ts';
import { cascade, type CascadeStep, type ChangeKind, isSomebodysNo } from './permission-change.ts';

/**
 * Whoever changed the permission is not named in the history of a post: a safeguarding lead's name there would tell
 * that there is a restriction.
 */
export const PERMISSION_KEEPER: SystemActor = { kind: 'system', name: 'system:permission-change' };

/** Where a change found the posts that show the person, by post id. */
export interface Reached {
  /** not gone out, and stopped */
  held: string[];
  /** live, and being removed */
  comingDown: string[];
  /** being sent, or perhaps sent: removed as soon as they are found */
  inFlight: string[];
  /** live, and left to a person to decide about */
  toDecide: string[];
  /** taken down before */
  alreadyGone: string[];
  /** those of them that were, or may have been, in public: copies that others made cannot be called back */
  cannotRecall: string[];
}

/** What a judge says of the person in one post; null when the post, as it would go out or did, does not show them. */
export interface Judgement {
  before: Verdict;
  after: Verdict;
  /** the verdict after rests on somebody's no */
  byNo: boolean;
  /** the same two without every no that leaves what is live where it is; as above when left out */
  live?: { after: Verdict; byNo: boolean };
  /** photos of the content that counts in which a pupil is, by index: what a no takes back with it */
  photos?: readonly number[];
}
export type Judge = (facts: PostFacts) => Judgement | null;

/** Their next step asks for every permission again, or there is none. */
const NEEDS_NOTHING = ['draft', 'changes_requested', 'rejected', 'cancelled', 'missed', 'failed'];

const isOneOf = (word: string, words: readonly string[]): boolean => words.includes(word);

export const nothingReached = (): Reached => ({
  held: [],
  comingDown: [],
  inFlight: [],
  toDecide: [],
  alreadyGone: [],
  cannotRecall: [],
});

/**
 * Carries a change to the posts with these ids (sorted: the order of their locks). The person's own row is locked
 * already, and no other person's may be locked here: posts come after people in the order of locks.
 */
export async function reachPosts(
  deps: Deps,
  work: Work,
  schoolId: string,
  postIds: readonly string[],
  kind: ChangeKind,
  judge: Judge,
): Promise<Reached> {
  const keeper = work.as(PERMISSION_KEEPER);
  const statuses = new Map<string, PostStatus>();
  for (const postId of postIds) {
    const post = await lockPost(work.db, { schoolId }, postId);
    await deliveryOfPost(work.db, { schoolId }, postId, post?.revisionId ?? null, true);
    if (post) statuses.set(postId, post.status);
  }
  const reached = nothingReached();
  for (const [postId, status] of statuses) {
    if (isOneOf(status, NEEDS_NOTHING)) continue;
    const facts = await readPostFacts(work.db, { schoolId, postId }, work.at);
    const judgement = judge(facts);
    if (!judgement) continue;
    const { before, after, byNo, live = { after, byNo }, photos = [] } = judgement;
    if (after === 'block' && byNo && isSomebodysNo(kind))
      await refusePictures(keeper, facts, 'withdrawn', photos);
    const step = cascade(kind, { status, sent: isSent(facts) }, before, after, byNo, live);
    await take(deps, keeper, facts, step);
    note(reached, facts, status, step, after);
  }
  return reached;
}

/** Committed to sending, or perhaps out: from then on it can only be removed. */
const isSent = ({ delivery }: PostFacts): boolean =>
  delivery !== null &&
  (delivery.platformId !== null || isOneOf(delivery.state, ['sending', 'published', 'unknown']));

async function take(deps: Deps, work: Work, facts: PostFacts, step: CascadeStep): Promise<void> {
  if (step === 'takedown') await openRemoval(deps, work, facts, 'permission_changed');
  if (step !== 'hold') return;
  await letGoOfPreparing(work, facts);
  await openHold(work, facts, 'permission_changed');
}

/** A worker that is still preparing finds the delivery no longer its own, and sends nothing. */
async function letGoOfPreparing(work: Work, { post, delivery }: PostFacts): Promise<void> {
  if (delivery?.state !== 'preparing') return;
  const expected = { state: 'preparing' as const, attempt: delivery.attempt };
  await changeDelivery(work.db, { schoolId: post.schoolId }, delivery.id, expected, {
    state: 'waiting',
    leaseUntil: null,
  });
}

function note(
  reached: Reached,
  { post, delivery }: PostFacts,
  found: PostStatus,
  step: CascadeStep,
  after: Verdict,
): void {
  if (after !== 'block') return;
  const flying = found === 'publishing' || found === 'unknown';
  if (step === 'hold') reached.held.push(post.id);
  else if (step === 'takedown') (flying ? reached.inFlight : reached.comingDown).push(post.id);
  else if (step === 'list') reached.toDecide.push(post.id);
  else if (found === 'takedown_requested') reached.comingDown.push(post.id);
  else if (found === 'taken_down') reached.alreadyGone.push(post.id);
  else return;
  if (delivery?.publishedAt || (flying && step !== 'hold')) reached.cannotRecall.push(post.id);
}
