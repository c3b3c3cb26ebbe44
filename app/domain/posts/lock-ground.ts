// Locks posts with all they lean on, in the house's lock order, so that what is decided on them cannot change meanwhile.
import type { Tx } from '#db/client.server.ts';
import { askedTogether } from '#db/asked-together.server.ts';
import { lockDeliveryOf } from '#db/queries/deliveries.server.ts';
import { leanedOn } from '#db/queries/leaned-on.server.ts';
import { shareGround } from '#db/queries/locks.server.ts';
import { lockPost, type SchoolScope } from '#db/queries/posts.server.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { PostFacts } from './post-facts.ts';

/**
 * Locks posts of one school with their deliveries and all they lean on, in the house's lock order.
 * Errors: AppError not_found; stale_revision when the people in them changed while the locks were taken.
 */
export async function lockPostsWithGround(
  db: Tx,
  scope: SchoolScope,
  postIds: readonly string[],
  also: {
    alsoAccounts?: readonly string[];
    alsoPupils?: readonly string[];
    alsoStaff?: readonly string[];
  } = {},
): Promise<void> {
  const posts = [...new Set(postIds)].sort();
  const before = await groundOf(db, scope, posts);
  const accountIds = [...before.accountIds, ...(also.alsoAccounts ?? [])];
  const pupilIds = [...before.pupilIds, ...(also.alsoPupils ?? [])];
  const staffIds = [...before.staffIds, ...(also.alsoStaff ?? [])];
  // A connection answers in the order in which it is asked, so that each lock is taken once the one before it is held.
  const ground = shareGround(db, scope, { accountIds, staffIds, pupilIds });
  const locks = posts.flatMap((postId) => [lockPost(db, scope, postId), lockDeliveryOf(db, scope, postId)]);
  const after = groundOf(db, scope, posts);
  await askedTogether([ground, ...locks, after]);
  const locked = new Set([...pupilIds, ...staffIds]);
  const now = await after;
  if (![...now.pupilIds, ...now.staffIds].every((id) => locked.has(id)))
    throw new AppError('stale_revision', 'people_changed');
}

/**
 * Shared locks on all that a post leant on when `facts` were read: taken first by whoever then locks the post to write down what became of
 * it, since what is written points at these people. Whether it leans on the same still is not asked, and nothing may be decided on it.
 */
export async function shareGroundOf(
  db: Tx,
  { post, review, verdicts }: Pick<PostFacts, 'post' | 'review' | 'verdicts'>,
): Promise<void> {
  await shareGround(db, post, {
    accountIds: [post.accountId],
    staffIds: [post.authorId, ...(review ? [review.decidedBy] : [])],
    pupilIds: verdicts.flatMap(({ kind, id }) => (kind === 'pupil' ? [id] : [])),
  });
}

/** The accounts of these posts, and everybody in them or answering for them. */
async function groundOf(db: Tx, scope: SchoolScope, postIds: readonly string[]) {
  const rows = await leanedOn(db, scope, postIds);
  found(rows.length === postIds.length ? rows : null, 'post');
  return {
    accountIds: rows.map(({ accountId }) => accountId),
    pupilIds: rows.flatMap(({ pupilIds }) => pupilIds),
    staffIds: rows.flatMap(({ authorId, decidedBy }) => (decidedBy ? [authorId, decidedBy] : [authorId])),
  };
}
