// Hands out a clean copy to somebody who may see a post that shows it; the original has no door here (R-69, PF23).
import { findVersion } from '#db/queries/photos.server.ts';
import { postsOfPhoto } from '#db/queries/post-photos.server.ts';
import { editorsOf, findPost } from '#db/queries/posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { maySeePost } from '#app/domain/posts/may-see-post.ts';

/**
 * Bytes and SHA-256 of a clean photo version (JPEG).
 * Errors: AppError not_found when it is not there, destroyed, of another school, or not theirs to see: all the same.
 */
export async function readPhoto(
  deps: WebDeps,
  actor: Person,
  ref: { schoolId: string; versionId: string },
): Promise<{ bytes: Uint8Array; sha256: string }> {
  const version = found(await findVersion(deps.db, ref, ref.versionId), 'photo');
  const at = deps.clock.now();
  let seen = false;
  for (const postId of await postsOfPhoto(deps.db, ref, version.photoId)) {
    const post = await findPost(deps.db, ref, postId);
    seen ||= post !== null && maySeePost(actor, post, await editorsOf(deps.db, ref, postId), at);
  }
  found(seen || null, 'photo');
  const bytes = found(version.destroyedAt ? null : await deps.intake.readClean(version.key), 'photo');
  return { bytes, sha256: version.sha256 };
}
