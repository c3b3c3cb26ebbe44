// Reads which photos of a post that was taken down could come along into a new draft: held against every picture that the school refuses
// now, those refused with this very post among them, as the draft's own check will hold them (I-15).
import type { Database, Tx } from '#db/client.server.ts';
import { knownPictures } from '#app/domain/posts/known-pictures.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { photosToCarry, type PhotosToCarry } from './photos-to-carry.ts';

/** A post is not held against itself; a draft that is not there yet is none of those that are. */
const NOT_THERE_YET = '00000000-0000-0000-0000-000000000000';

/** `facts`: of the post that was taken down, as it was submitted last. */
export async function planPhotos(
  db: Database | Tx,
  { post, photos, revision }: Pick<PostFacts, 'post' | 'photos' | 'revision'>,
): Promise<PhotosToCarry> {
  if (!revision) return { carried: [], leftBehind: [] };
  const draft = { schoolId: post.schoolId, postId: NOT_THERE_YET };
  return photosToCarry(revision.content, photos, await knownPictures(db, draft, revision.content, photos));
}
