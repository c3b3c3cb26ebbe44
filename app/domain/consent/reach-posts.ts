// What a change of permission does to every post that shows the person: stops what has not gone out, takes down what is
// live, and leaves to a person what only lapsed. Each post is locked first and decided by the state it then has.
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { readFactsToStop } from '#app/domain/posts/load-post-facts.ts';
import { lockPosts } from '#app/domain/posts/lock-posts.ts';
import { looksOfPosts, NO_LOOKS } from '#app/domain/posts/looks-of-posts.ts';
import { contentOf, type PostFacts } from '#app/domain/posts/post-facts.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { refusePictures } from '#app/domain/posts/refuse-pictures.ts';
import { openRemoval } from '#app/domain/posts/request-takedown.ts';
import { spreadPictures } from '#app/domain/posts/search-pictures.ts';
import { isSent, stopBeforeSending } from '#app/domain/posts/stop-before-sending.ts';
import { photoIn, type RefusedPicture, stopLookAlikes } from '#app/domain/posts/stop-look-alikes.ts';
import { reachReposts } from '#app/domain/reposts/reach-reposts.ts';
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
export interface Judge {
  (facts: PostFacts): Judgement | null;
  /** the pupil that it is about; absent: any photo of the posts may show the person */
  shows?: string;
}

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
 * Carries a change to the posts with these ids, and somebody's no to every post with a picture that looks like one of theirs,
 * whoever is said to be in it. All of them are locked in one order before any is decided. The person's own row is locked already,
 * which keeps the content of posts that show them as it is; no other person's may be locked here.
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
  const alike = isSomebodysNo(kind)
    ? await looksOfPosts(work.db, { schoolId }, postIds, judge.shows)
    : NO_LOOKS;
  const statuses = await lockPosts(work, schoolId, [...postIds, ...alike.postIds]);
  const reached = nothingReached();
  const refused: RefusedPicture[] = [];
  const dealtWith = new Set<string>();
  const judged = new Set<string>();
  for (const postId of [...postIds].sort()) {
    const status = statuses.get(postId);
    if (!status) continue;
    const facts = await readFactsToStop(work.db, { schoolId, postId }, work.at);
    const judgement = judge(facts);
    if (!judgement) continue;
    for (const versionId of showing(facts, judge.shows)) judged.add(photoIn({ postId, versionId }));
    const { before, after, byNo, live = { after, byNo }, photos = [] } = judgement;
    if (after === 'block' && byNo && isSomebodysNo(kind)) {
      const alsoLive = live.after === 'block' && live.byNo;
      for (const picture of await refusePictures(keeper, facts, 'withdrawn', photos))
        refused.push({ ...picture, alsoLive, postId, photoId: photoOf(facts, picture.versionId) });
    }
    if (isOneOf(status, NEEDS_NOTHING)) continue;
    const step = cascade(kind, { status, sent: isSent(facts) }, before, after, byNo, live);
    await take(deps, keeper, facts, step);
    note(reached, facts, status, step, after);
    if (step !== 'nothing') dealtWith.add(postId);
  }
  await spreadPictures(work, schoolId, refused);
  const others = await stopLookAlikes(deps, keeper, schoolId, { alike, refused, dealtWith, judged });
  for (const name of ['held', 'comingDown', 'inFlight', 'toDecide', 'cannotRecall'] as const)
    reached[name].push(...others[name]);
  await reachReposts(keeper, { schoolId }, postIds);
  return reached;
}

/** The photos, by version, in which the record has this pupil. */
const showing = (facts: PostFacts, pupilId: string | undefined): string[] =>
  contentOf(facts)
    .photos.filter(({ people }) => people.some(({ kind, id }) => kind === 'pupil' && id === pupilId))
    .map(({ versionId }) => versionId);

const photoOf = ({ photos }: PostFacts, versionId: string): string | undefined =>
  photos.find(({ version }) => version?.id === versionId)?.photoId;

async function take(deps: Deps, work: Work, facts: PostFacts, step: CascadeStep): Promise<void> {
  if (step === 'takedown') await openRemoval(deps, work, facts, 'permission_changed');
  if (step === 'hold') await stopBeforeSending(work, facts, 'permission_changed');
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
