// Hands out one version of a clean photo to somebody who may see it; the original has no door here (R-69, PF23).
import { everyVersion, placesOfPhoto } from '#db/queries/photo-renders.server.ts';
import { findPhoto, findVersion } from '#db/queries/photos.server.ts';
import { editorsOf, findPost } from '#db/queries/posts.server.ts';
import { findTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { onlyApproverOf } from '#app/domain/trips/trip-posts.ts';
import { maySeeReceived } from '#app/domain/uploads/received-photos.ts';
import { maySeeVersion } from './photo-grades.ts';
import { isMadeBy } from './render-state.ts';

export interface ReadPhoto {
  bytes: Uint8Array;
  sha256: string;
  format: 'jpeg' | 'webp';
}

/**
 * Bytes, SHA-256 and format of a clean photo version.
 * Errors: AppError not_found when it is not there, destroyed, of another school, or not theirs to see: all the same.
 */
export async function readPhoto(
  deps: WebDeps,
  actor: Person,
  ref: { schoolId: string; versionId: string },
): Promise<ReadPhoto> {
  const version = found(await findVersion(deps.db, ref, ref.versionId), 'photo');
  const at = deps.clock.now();
  const versions = await everyVersion(deps.db, ref, version.photoId);
  let seen = false;
  const places = await placesOfPhoto(deps.db, ref, version.photoId);
  for (const { postId, edits } of places) {
    const post = await findPost(deps.db, ref, postId);
    const editors = await editorsOf(deps.db, ref, postId);
    const finalIsThere = versions.some((each) => !each.destroyedAt && isMadeBy(each, edits));
    const trip = post?.tripId ? await findTrip(deps.db, ref, post.tripId) : null;
    const onlyApprover = post && onlyApproverOf(trip, post.windowFrom, at);
    const shown = { editors, onlyApprover, edits, finalIsThere };
    seen ||= post !== null && maySeeVersion(actor, version, { post, ...shown }, at);
  }
  // Sent by a guest and in no post yet: to be looked at in the tray it came into.
  const photo = places.length === 0 ? await findPhoto(deps.db, ref, version.photoId) : null;
  seen ||= photo !== null && (await maySeeReceived(deps.db, actor, photo, at));
  found(seen || null, 'photo');
  const bytes = found(version.destroyedAt ? null : await deps.intake.readClean(version.key), 'photo');
  return { bytes, sha256: version.sha256, format: version.format };
}
