// Locks posts with all they lean on, in the house's lock order, so that what is decided on them cannot change meanwhile.
import type { Tx } from '#db/client.server.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { shareGround } from '#db/queries/locks.server.ts';
import { peopleInPhotos, placedPhotos } from '#db/queries/placed-photos.server.ts';
import { findPost, lockPost, type PostRow, type SchoolScope } from '#db/queries/posts.server.ts';
import { findRevision, reviewsOf } from '#db/queries/revisions.server.ts';
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
  const before = await leanedOn(db, scope, posts);
  const accountIds = [...before.accountIds, ...(also.alsoAccounts ?? [])];
  const pupilIds = [...before.pupilIds, ...(also.alsoPupils ?? [])];
  const staffIds = [...before.staffIds, ...(also.alsoStaff ?? [])];
  await shareGround(db, scope, { accountIds, staffIds, pupilIds });
  for (const postId of posts) {
    const post = await lockPost(db, scope, postId);
    await deliveryOfPost(db, scope, postId, post?.revisionId ?? null, true);
  }
  const after = await leanedOn(db, scope, posts);
  const locked = new Set([...pupilIds, ...staffIds]);
  if (![...after.pupilIds, ...after.staffIds].every((id) => locked.has(id)))
    throw new AppError('stale_revision', 'people_changed');
}

/** The accounts of these posts, and everybody in them or answering for them. */
async function leanedOn(db: Tx, scope: SchoolScope, postIds: readonly string[]) {
  const on = { accountIds: [] as string[], pupilIds: [] as string[], staffIds: [] as string[] };
  for (const postId of postIds) {
    const post = found(await findPost(db, scope, postId), 'post');
    const people = await peopleOf(db, scope, post);
    on.accountIds.push(post.accountId);
    on.pupilIds.push(...people.pupilIds);
    on.staffIds.push(...people.staffIds);
  }
  return on;
}

async function peopleOf(db: Tx, ref: SchoolScope, post: PostRow) {
  const places = await placedPhotos(db, ref, post.id);
  const people = await peopleInPhotos(
    db,
    ref,
    places.map(({ place }) => place.id),
  );
  const revision = post.revisionId ? await findRevision(db, ref, post.revisionId) : null;
  const cut = revision?.content.photos.flatMap((photo) => photo.people) ?? [];
  const review = (await reviewsOf(db, ref, post.id))[0];
  return {
    pupilIds: [
      ...people.flatMap((p) => p.pupilId ?? []),
      ...cut.filter((p) => p.kind === 'pupil').map((p) => p.id),
    ],
    staffIds: [post.authorId, ...(review ? [review.decidedBy] : [])],
  };
}
