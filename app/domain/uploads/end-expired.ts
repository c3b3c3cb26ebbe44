// Ends uploads that were begun and never finished: what arrived of them is destroyed as an original is, with its line of proof.
import { deletePieces, destroyPieceKeys, piecesOf } from '#db/queries/photo-pieces.server.ts';
import { expiredUploads, removeExpired } from '#db/queries/expired-uploads.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { destroyPieces } from '#app/domain/photos/original-pieces.ts';
import { inOneTransaction } from '#app/domain/work.ts';

const ENDER: SystemActor = { kind: 'system', name: 'system:end-expired-uploads' };

/** A last piece that came in time may still be on its way to its commit for so long, in ms. */
const GRACE_MS = 600_000;

/** Ends up to `limit` uploads; one that fails is logged, tried again at the next run, and stops no other. @returns how many */
export async function endExpiredUploads(deps: WorkerDeps, limit = 100): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - GRACE_MS);
  let ended = 0;
  for (const { schoolId, id } of await expiredUploads(deps.db, before, limit))
    await endOne(deps, { schoolId }, id, before).then(
      () => (ended += 1),
      (error: unknown) => deps.log.error('an upload could not be ended', { uploadId: id, error }),
    );
  return ended;
}

async function endOne(
  deps: WorkerDeps,
  scope: { schoolId: string },
  id: string,
  before: Date,
): Promise<void> {
  const hadPieces = (await piecesOf(deps.db, scope, id)).length > 0;
  await destroyPieces(deps, ENDER, scope, id);
  await inOneTransaction(deps, ENDER, async (work) => {
    // Two workers may be at it: the one that removes the row writes the line.
    if (!(await removeExpired(work.db, scope, id, before))) return;
    await destroyPieceKeys(work.db, scope, id);
    await deletePieces(work.db, scope, id);
    if (hadPieces)
      work.record({
        type: 'photo.original_destroyed',
        schoolId: scope.schoolId,
        photoId: id,
        cause: 'never_finished',
      });
  });
}
