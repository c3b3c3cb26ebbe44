// Locks posts with all they lean on, in the house's lock order, so that what is decided on them cannot change meanwhile.
import type { Tx } from '#db/client.server.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { leanedOn } from '#db/queries/leaned-on.server.ts';
import { shareGround } from '#db/queries/locks.server.ts';
import { lockPost, type SchoolScope } from '#db/queries/posts.server.ts';
import { AppError, found } from '#app/domain/errors.ts';

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
  await shareGround(db, scope, { accountIds, staffIds, pupilIds });
  for (const postId of posts) {
    const post = await lockPost(db, scope, postId);
    await deliveryOfPost(db, scope, postId, post?.revisionId ?? null, true);
  }
  const after = await groundOf(db, scope, posts);
  const locked = new Set([...pupilIds, ...staffIds]);
  if (![...after.pupilIds, ...after.staffIds].every((id) => locked.has(id)))
    throw new AppError('stale_revision', 'people_changed');
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
