// Which photos of a post that was taken down may come along into a draft that puts it right, and which are left behind: never silently,
// and with no more of why than that one may not be used again. Pure.
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import type { KnownPicture } from '#app/domain/posts/verdicts.ts';

/** `refused`: it may not be used again (I-15). `gone`: there is no file of it any more that could be sent. */
export type LeftBehindWhy = 'refused' | 'gone';

export interface LeftBehind {
  /** number of the photo in the post that was taken down, from 1 */
  number: number;
  why: LeftBehindWhy;
}

export interface PhotosToCarry {
  /** ids of photos, in the order of the post */
  carried: string[];
  leftBehind: LeftBehind[];
}

/**
 * One that only resembles a refused picture comes along: the draft's own check points it out, as it does of any other photo.
 * @param sent what was submitted of the post last
 * @param photos the post's places as they stand
 * @param known the photos of `sent` that look like a refused picture, those refused with this very post among them
 */
export function photosToCarry(
  sent: Pick<PostContent, 'photos'>,
  photos: readonly Pick<PlacedPhoto, 'photoId' | 'version'>[],
  known: readonly KnownPicture[],
): PhotosToCarry {
  const carried: string[] = [];
  const leftBehind: LeftBehind[] = [];
  for (const [index, { versionId }] of sent.photos.entries()) {
    const placed = photos.find(({ version }) => version !== null && version.id === versionId);
    const refused = known.some(({ photo, sameness }) => photo === index && sameness === 'same');
    if (placed && !refused) carried.push(placed.photoId);
    else leftBehind.push({ number: index + 1, why: refused ? 'refused' : 'gone' });
  }
  return { carried, leftBehind };
}
