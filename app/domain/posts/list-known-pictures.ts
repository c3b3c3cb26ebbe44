// Every photo that is stopped, or pointed out, because it looks like a picture that may no longer be used: for those who may
// say that it is another one, whoever wrote the post (I-15).
import type { Database } from '#db/client.server.ts';
import { listPosts } from '#db/queries/post-lists.server.ts';
import { refusedPicturesOf } from '#db/queries/refused-pictures.server.ts';
import { takedownsThatWait } from '#db/queries/takedowns-to-see-to.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { type PostRef, readPostFacts } from './load-post-facts.ts';
import type { PhotoVersion, PlacedPhoto } from './photo-of-post.ts';
import { contentOf, type PostFacts } from './post-facts.ts';
import type { PostStatus } from './post-status.ts';

/** Posts that a known picture can still stop. */
const OPEN: readonly PostStatus[] = [
  'draft',
  'changes_requested',
  'in_review',
  'approved',
  'scheduled',
  'held',
];
const MOST_POSTS = 200;

export interface KnownPhoto {
  postId: string;
  postPhotoId: string;
  version: PhotoVersion;
  altText: string;
  sameness: 'same' | 'near';
  author: string;
  /** it is live, and comes down then unless somebody says that it is another picture; null while it is not out */
  removesAt: Date | null;
}

/** Errors: AppError forbidden without `picture.allow`. */
export async function listKnownPictures(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<KnownPhoto[]> {
  requireMay(person, 'picture.allow', schoolId, at);
  if ((await refusedPicturesOf(db, { schoolId })).length === 0) return [];
  const posts = await listPosts(db, { schoolId }, { statuses: OPEN, order: 'newest', limit: MOST_POSTS });
  // Live ones first: theirs is the clock that runs.
  const waiting = await takedownsThatWait(db, { schoolId });
  const photos: KnownPhoto[] = [];
  for (const { postId, removesAt } of [
    ...waiting,
    ...posts.map(({ id }) => ({ postId: id, removesAt: null })),
  ]) {
    const known = knownIn(await readPostFacts(db, { schoolId, postId }, at));
    photos.push(...known.map((photo) => ({ ...photo, removesAt })));
  }
  return photos;
}

function knownIn(facts: PostFacts): Omit<KnownPhoto, 'removesAt'>[] {
  return facts.knownPictures.flatMap(({ photo, sameness }) => {
    const placed = placedAt(facts, photo);
    return placed?.version
      ? [
          {
            postId: facts.post.id,
            postPhotoId: placed.postPhotoId,
            version: placed.version,
            altText: placed.altText,
            sameness,
            author: facts.author.name,
          },
        ]
      : [];
  });
}

const placedAt = (facts: PostFacts, photo: number): PlacedPhoto | undefined =>
  facts.photos.find(({ version }) => version?.id === contentOf(facts).photos[photo]?.versionId);

/**
 * The bytes of one such photo, as it would be sent: it has to be seen to be judged, also while the post is somebody's draft.
 * Errors: AppError forbidden without `picture.allow`; not_found for a photo that looks like nothing refused.
 */
export async function readKnownPicture(
  deps: WebDeps,
  person: Person,
  ref: PostRef,
  postPhotoId: string,
): Promise<{ bytes: Uint8Array; format: 'jpeg' | 'webp' }> {
  const at = deps.clock.now();
  requireMay(person, 'picture.allow', ref.schoolId, at);
  const known = knownIn(await readPostFacts(deps.db, ref, at));
  const { version } = found(
    known.find((each) => each.postPhotoId === postPhotoId),
    'photo',
  );
  return { bytes: found(await deps.intake.readClean(version.key), 'photo'), format: version.format };
}
