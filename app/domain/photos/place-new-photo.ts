// A photo whose bytes are all here becomes part of a draft: one way, whether it came whole with a form or in pieces.
import { insertPlace } from '#db/queries/post-photos.server.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { Work } from '#app/domain/work.ts';
import { quarantinePhoto } from './quarantine-photo.ts';

export interface NewPhoto {
  photoId: string;
  /** size of the whole original in bytes */
  bytes: number;
  uploadedBy: string;
}

/** Writes the photo, its place at the end of the locked draft and the line in the log; cleaning starts after the commit. False when it was there before. */
export async function placeNewPhoto(
  deps: Pick<Deps, 'queue'>,
  work: Work,
  { schoolId, postId }: PostRef,
  { photoId, bytes, uploadedBy }: NewPhoto,
): Promise<boolean> {
  if (!(await quarantinePhoto(deps, work, { schoolId, photoId, bytes, uploadedBy }))) return false;
  await insertPlace(work.db, { schoolId, postId, photoId, addedAt: work.at });
  work.record({ type: 'photo.received', schoolId, postId, photoId, bytes });
  return true;
}
