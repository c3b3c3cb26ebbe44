// Turns the working copy into the value that is digested, checked and, once approved, sent.
import { linksIn } from './post-length.ts';
import type { PlacedPhoto, PostRecord } from './post-facts.ts';
import type { PostContent } from './post-digest.ts';

/** The post as a value. Photos not yet clean carry an empty hash, which no approval can match. */
export function workingContent(post: PostRecord, photos: readonly PlacedPhoto[]): PostContent {
  return {
    schema: 1,
    words: post.words,
    photos: [...photos]
      .sort((a, b) => a.position - b.position)
      .map((photo) => ({
        sha256: photo.version?.sha256 ?? '',
        versionId: photo.version?.id ?? '',
        altText: photo.altText,
        crop: null,
        people: photo.people
          .map(({ kind, id, faceOn, uniform, box }) => ({ kind, id, faceOn, uniform, box }))
          .sort((a, b) => (a.id < b.id ? -1 : 1)),
        headCount: photo.headCount,
      })),
    purpose: post.purpose,
    tripId: post.tripId,
    accountId: post.accountId,
    window: { from: post.windowFrom.toISOString(), until: post.windowUntil.toISOString() },
    links: linksIn(post.words),
    declarations: Object.keys(post.declarations).sort(),
  };
}
