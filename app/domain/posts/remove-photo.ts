// Takes a photo out of a draft, or changes the order of the photos.
import { forgetAnswers } from '#db/queries/photo-accounting.server.ts';
import { removePlace, setPlace } from '#db/queries/post-photos.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { editPost } from './edit-post.ts';
import type { PostRef } from './load-post-facts.ts';

/** Removes the photo from the post. What was said of its faces ends with it; its encrypted original is destroyed by the retention sweep. Errors: as editPost; not_found. */
export async function removePhoto(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: { version?: number; postPhotoId: string },
): Promise<{ version: number }> {
  return editPost(deps, actor, ref, input.version, async (work, facts) => {
    const { photoId } = found(
      facts.photos.find((photo) => photo.postPhotoId === input.postPhotoId),
      'photo',
    );
    await removePlace(work.db, ref, input.postPhotoId);
    await forgetAnswers(work.db, ref, photoId);
    return { fields: ['photos'] };
  });
}

/** Puts the photo first. Errors: as editPost; not_found. */
export async function putPhotoFirst(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: { version?: number; postPhotoId: string },
): Promise<{ version: number }> {
  return editPost(deps, actor, ref, input.version, async (work, facts) => {
    found(
      facts.photos.find((photo) => photo.postPhotoId === input.postPhotoId),
      'photo',
    );
    const lowest = Math.min(...facts.photos.map((photo) => photo.position));
    await setPlace(work.db, ref, input.postPhotoId, { position: lowest - 1 });
    return { fields: ['photos'] };
  });
}
