// Destroys guests' photos that nobody put into a post: refused ones soon, the others after a week. The original goes as
// every original does; the clean copies go with it.
import {
  endVersions,
  lockPhotosOfCode,
  refuseUnplaced,
  unplacedToDestroy,
} from '#db/queries/upload-codes.server.ts';
import type { PhotoRow } from '#db/queries/photos.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { destroyOriginalOf } from '#app/domain/photos/original-pieces.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { KEEP_UNPLACED_MS } from './upload-limits.ts';

const DESTROYER: SystemActor = { kind: 'system', name: 'system:destroy-unplaced' };

/** Destroys up to `limit` photos; one that fails is logged, tried again at the next run, and stops no other. @returns how many */
export async function destroyUnplaced(deps: WorkerDeps, limit = 100): Promise<number> {
  const sentBefore = new Date(deps.clock.now().getTime() - KEEP_UNPLACED_MS);
  let destroyed = 0;
  for (const photo of await unplacedToDestroy(deps.db, sentBefore, limit))
    await destroy(deps, photo).then(
      (gone) => (destroyed += gone ? 1 : 0),
      (error: unknown) =>
        deps.log.error('an unwanted photo could not be destroyed', { photoId: photo.id, error }),
    );
  return destroyed;
}

async function destroy(deps: WorkerDeps, photo: PhotoRow): Promise<boolean> {
  const { schoolId, id: photoId, uploadCodeId } = photo;
  if (!uploadCodeId) return false;
  const keys = await inOneTransaction(deps, DESTROYER, async (work) => {
    await lockPhotosOfCode(work.db, photo, uploadCodeId, [photoId]);
    const [unplaced] = await refuseUnplaced(work.db, photo, uploadCodeId, [photoId]);
    return unplaced ? endVersions(work.db, { schoolId }, photoId, work.at) : null;
  });
  // Somebody put it into a post a moment ago.
  if (!keys) return false;
  for (const key of keys) await deps.photos.removeClean(key);
  await destroyOriginalOf(deps, DESTROYER, photo, photo.state === 'refused' ? 'refused' : 'time_over');
  return true;
}
