// What a post that was taken down and the one that puts it right show of each other: afterwards, on both.
import type { Database } from '#db/client.server.ts';
import { correctionMadeBy, correctionOf } from '#db/queries/corrections.server.ts';
import { editorsOf, findPost } from '#db/queries/posts.server.ts';
import { findRevision } from '#db/queries/revisions.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { maySeePost } from '#app/domain/posts/may-see-post.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { LeftBehind, LeftBehindWhy } from './photos-to-carry.ts';

/** A photo that stays behind, as pages name it. */
export interface PhotoBehind {
  number: number;
  why: LeftBehindWhy;
  altText: string;
}

export interface CorrectionLinks {
  /** what puts this post right; `seen`: whether this person may open it */
  by: { postId: string; startedAt: Date; seen: boolean } | null;
  /** what this post puts right, and the photos that were left behind with it */
  of: { postId: string; seen: boolean; leftBehind: PhotoBehind[] } | null;
}

export async function readCorrectionLinks(
  db: Database,
  person: Person,
  { post, at }: Pick<PostFacts, 'post' | 'at'>,
): Promise<CorrectionLinks> {
  const ref = { schoolId: post.schoolId, postId: post.id };
  const own = await correctionMadeBy(db, ref, post.id);
  return {
    by: post.status === 'taken_down' ? await seenCorrection(db, person, ref, at) : null,
    of: own && {
      postId: own.fromPostId,
      seen: await maySeeOf(db, person, { ...ref, postId: own.fromPostId }, at),
      leftBehind: namedPhotos(own.leftBehind, await contentAt(db, ref, own.fromRevisionId)),
    },
  };
}

/** What a correction is compared with: the post that was taken down as it was submitted last; null for any other post. */
export async function postPutRight(
  db: Database,
  ref: PostRef,
): Promise<{ postId: string; content: PostContent } | null> {
  const own = await correctionMadeBy(db, ref, ref.postId);
  return own && { postId: own.fromPostId, content: await contentAt(db, ref, own.fromRevisionId) };
}

const contentAt = async (
  db: Database,
  scope: { schoolId: string },
  revisionId: string,
): Promise<PostContent> => found(await findRevision(db, scope, revisionId), 'revision').content;

/** The newest draft or post that puts this one right and has not come to nothing. */
export async function seenCorrection(
  db: Database,
  person: Person,
  from: PostRef,
  at: Date,
): Promise<CorrectionLinks['by']> {
  const made = await correctionOf(db, from, from.postId);
  if (!made) return null;
  const editors = await editorsOf(db, from, made.id);
  return { postId: made.id, startedAt: made.startedAt, seen: maySeePost(person, made, editors, at) };
}

async function maySeeOf(db: Database, person: Person, ref: PostRef, at: Date): Promise<boolean> {
  const post = found(await findPost(db, ref, ref.postId), 'post');
  return maySeePost(person, post, await editorsOf(db, ref, ref.postId), at);
}

export const namedPhotos = (leftBehind: readonly LeftBehind[], content: PostContent): PhotoBehind[] =>
  leftBehind.map(({ number, why }) => ({
    number,
    why,
    altText: content.photos[number - 1]?.altText ?? '',
  }));
