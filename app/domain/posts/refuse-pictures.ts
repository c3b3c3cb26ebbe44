// Keeps the likenesses of a post's photos that must not come back: taken down, rejected, or withdrawn with a pupil's
// permission (I-15). Written in the transaction of what refuses them; no picture and no reason is kept.
import { insertRefusedPicture } from '#db/queries/refused-pictures.server.ts';
import type { Work } from '#app/domain/work.ts';
import { contentOf, type PostFacts } from './post-facts.ts';

/** `not_said`: the post came down, and nobody has said why yet */
export type RefusedCause = 'not_said' | 'taken_down' | 'refused' | 'withdrawn';

/** A picture that must not come back, with the version that it was refused as. */
export interface RefusedVersion {
  id: string;
  versionId: string;
}

/**
 * @param only indexes of the photos in the content that counts; all of them when left out
 * @param alsoHere the post itself could still go out, and must not with these photos
 * @returns what is refused now, also what was refused before
 */
export async function refusePictures(
  work: Work,
  facts: PostFacts,
  cause: RefusedCause,
  only?: readonly number[],
  alsoHere = false,
): Promise<RefusedVersion[]> {
  const refused: RefusedVersion[] = [];
  const { id: postId, schoolId } = facts.post;
  for (const [index, { versionId }] of contentOf(facts).photos.entries()) {
    if (only && !only.includes(index)) continue;
    const version = facts.photos.find((photo) => photo.version?.id === versionId)?.version;
    if (!version) continue;
    const { perceptualHash, likeness } = version;
    const id = await insertRefusedPicture(work.db, {
      schoolId,
      cause,
      postId: alsoHere ? null : postId,
      perceptualHash,
      likeness: likeness ?? '',
      addedAt: work.at,
    });
    refused.push({ id, versionId });
  }
  return refused;
}
