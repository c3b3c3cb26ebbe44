// Destroys everything of a photo but what would be sent: the original, every other version, where faces are and who stands on
// which (R-69, R-106, F-30). In three steps, each of which can be taken again after a crash: what can no longer be read, then
// the files, then the rows with one line of proof.
import { endBoxes } from '#db/queries/photo-endings.server.ts';
import { deletePieces, destroyPieceKeys, piecesOf } from '#db/queries/photo-pieces.server.ts';
import { everyVersion, lockPhotoAndPlaces, markDestroyed } from '#db/queries/photo-renders.server.ts';
import { endOriginal, type PhotoRow } from '#db/queries/photos.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { keepAccountedPlaces } from '#app/domain/posts/keep-accounted.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { isMadeBy } from './render-state.ts';

type Photo = Pick<PhotoRow, 'schoolId' | 'id' | 'uploadCodeId'>;

/** Destroys it all, or goes on where a crash ended it; however often it runs, there is one line of proof. */
export async function destroyWithOriginal(deps: WorkerDeps, by: SystemActor, photo: Photo): Promise<void> {
  await inOneTransaction(deps, by, (work) => endReading(work, photo));
  for (const { key } of await piecesOf(deps.db, photo, photo.id)) await deps.photos.removeOriginal(key);
  const gone = (await everyVersion(deps.db, photo, photo.id)).filter(({ destroyedAt }) => destroyedAt);
  for (const { key } of gone) await deps.photos.removeClean(key);
  await inOneTransaction(deps, by, (work) => endRows(work, photo, gone.length));
}

/**
 * From the commit on nobody can read the original or any version that is not the final one of a post. What became of the
 * boxes is kept in numbers first, while there is still a photo to measure them on.
 */
async function endReading(work: Work, photo: Photo): Promise<void> {
  const locked = await lockPhotoAndPlaces(work.db, photo, photo.id);
  if (!locked) return;
  await keepAccountedPlaces(work, locked.places);
  await destroyPieceKeys(work.db, photo, photo.id);
  // What guests sent and nobody has put into a post yet ends by its own time.
  if (locked.places.length === 0 && photo.uploadCodeId) return;
  const versions = await everyVersion(work.db, photo, photo.id);
  const leaving = versions.filter((version) => !locked.places.some(({ edits }) => isMadeBy(version, edits)));
  await markDestroyed(
    work.db,
    photo,
    leaving.map(({ id }) => id),
    work.at,
  );
}

/** The rows go with the line that says so. */
async function endRows(work: Work, photo: Photo, versions: number): Promise<void> {
  await lockPhotoAndPlaces(work.db, photo, photo.id);
  if (!(await endOriginal(work.db, photo, photo.id, work.at))) return;
  const boxes = await endBoxes(work.db, photo);
  await deletePieces(work.db, photo, photo.id);
  work.record({
    type: 'photo.original_destroyed',
    schoolId: photo.schoolId,
    photoId: photo.id,
    cause: 'time_over',
    went: { versions, ...boxes },
  });
}
