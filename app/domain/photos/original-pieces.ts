// An encrypted original as a whole: read from its pieces, and destroyed so that a crash at any step is finished later
// and never undone.
import { endBoxes } from '#db/queries/photo-endings.server.ts';
import { deletePieces, destroyPieceKeys, piecesOf } from '#db/queries/photo-pieces.server.ts';
import { endOriginal, type PhotoRow } from '#db/queries/photos.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { OriginalDamaged, type PieceInStore } from '#app/domain/ports/photo-store.ts';
import { inOneTransaction } from '#app/domain/work.ts';

/**
 * The original's bytes as they were sent, or null when it is destroyed or being destroyed.
 * Errors: OriginalDamaged when what is stored is not what was sent; throws when the store cannot give a piece.
 */
export async function readOriginalOf(
  deps: Pick<WorkerDeps, 'db' | 'photos'>,
  photo: Pick<PhotoRow, 'schoolId' | 'id' | 'originalBytes' | 'originalDestroyedAt'>,
): Promise<Uint8Array | null> {
  if (photo.originalDestroyedAt) return null;
  const rows = await piecesOf(deps.db, photo, photo.id);
  const pieces = rows.flatMap(({ sealedKey, ...row }): PieceInStore[] =>
    sealedKey === null ? [] : [{ ...row, sealedKey }],
  );
  if (rows.length === 0 || pieces.length < rows.length) return null;
  const bytes = await deps.photos.readPieces(photo.id, pieces);
  // Each piece proves itself; only their sum shows that none is missing.
  if (bytes.byteLength !== photo.originalBytes || pieces.some((piece, index) => piece.number !== index))
    throw new OriginalDamaged('An original does not have all its pieces.');
  return bytes;
}

/**
 * Destroys the original of a photo that no post can send (see destroy-with-original for the others): first the keys, then the files, then where faces are and the line of proof. Doing it twice, or going
 * on after a crash, writes one line.
 */
export async function destroyOriginalOf(
  deps: WorkerDeps,
  by: SystemActor,
  photo: Pick<PhotoRow, 'schoolId' | 'id'>,
  cause: 'refused' | 'time_over',
): Promise<void> {
  await destroyPieces(deps, by, photo, photo.id);
  await inOneTransaction(deps, by, async (work) => {
    await endBoxes(work.db, photo);
    await deletePieces(work.db, photo, photo.id);
    if (await endOriginal(work.db, photo, photo.id, work.at))
      work.record({
        type: 'photo.original_destroyed',
        schoolId: photo.schoolId,
        photoId: photo.id,
        cause,
      });
  });
}

/** The keys, then the files, of everything stored under this photo's or upload's id; the rows stay. */
export async function destroyPieces(
  deps: WorkerDeps,
  by: SystemActor,
  scope: { schoolId: string },
  photoId: string,
): Promise<void> {
  await inOneTransaction(deps, by, (work) => destroyPieceKeys(work.db, scope, photoId));
  for (const { key } of await piecesOf(deps.db, scope, photoId)) await deps.photos.removeOriginal(key);
}
