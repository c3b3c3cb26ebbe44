// What was sent of a post, and where to: all that a call about it needs. Nothing is decided on it, and no permission is read for it.
import type { Database } from '#db/client.server.ts';
import type { DeliveryRow } from '#db/queries/deliveries.server.ts';
import { findRevision } from '#db/queries/revisions.server.ts';
import { wholePost } from '#db/queries/whole-post.server.ts';
import { found } from '#app/domain/errors.ts';
import type { Sent } from '#app/domain/ports/publisher.ts';
import type { PostContent } from './post-digest.ts';
import type { PostFacts } from './post-facts.ts';

export interface SentPost {
  post: PostFacts['post'];
  account: PostFacts['account'];
  /** the revision that the delivery carried, whatever has become of the post since */
  content: PostContent;
}

/** Errors: AppError not_found. */
export async function readSentPost(db: Database, delivery: DeliveryRow): Promise<SentPost> {
  const whole = found(await wholePost(db, delivery, delivery.postId), 'post');
  const revision =
    whole.revision?.id === delivery.revisionId
      ? whole.revision
      : found(await findRevision(db, delivery, delivery.revisionId), 'revision');
  return { post: whole.post, account: whole.account, content: revision.content };
}

/** What a live post is held against. Takes the media ids of every attempt. */
export function sentWith({ words, photos }: PostContent, mediaIds: readonly string[]): Sent {
  return { words, mediaIds, altTexts: photos.map(({ altText }) => altText) };
}
