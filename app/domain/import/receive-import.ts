// Takes an export in: encrypts it as photos' originals are, before anything else is done with it, and leaves reading to the worker.
import { insertPiece } from '#db/queries/photo-pieces.server.ts';
import { findImport, insertImport } from '#db/queries/imports.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { wakeWorker } from './find-import.ts';
import { MOST_BYTES } from './table.ts';

export type ImportReceived = { ok: true } | { ok: false; code: 'empty' | 'too_big' | 'no_room' };

/**
 * Keeps one file. `importId` is the form's own: sent twice, it is kept once.
 * Errors: AppError forbidden without `import.upload`; not_found; illegal_move `import_under_way` while another is open.
 */
export async function receiveImport(
  deps: WebDeps,
  person: Person,
  input: { schoolId: string; importId: string; bytes: Uint8Array },
): Promise<ImportReceived> {
  const { schoolId, importId, bytes } = input;
  requireMay(person, 'import.upload', schoolId, deps.clock.now());
  if (bytes.length === 0) return { ok: false, code: 'empty' };
  if (bytes.length > MOST_BYTES) return { ok: false, code: 'too_big' };
  const piece = await deps.intake.putPiece(importId, 0, bytes).catch((error: unknown) => {
    if (error instanceof PhotoStorageFull) return null;
    throw error;
  });
  if (!piece) return { ok: false, code: 'no_room' };
  await inOneTransaction(deps, person, async (work) => {
    const inserted = await insertImport(work.db, {
      id: importId,
      schoolId,
      state: 'uploaded',
      uploadedBy: person.userId,
      uploadedAt: work.at,
      bytes: bytes.length,
    });
    if (!inserted) {
      // The same form twice: the file of the second is nobody's, and is swept.
      if (await findImport(work.db, { schoolId }, importId)) return;
      throw new AppError('illegal_move', 'import_under_way');
    }
    await insertPiece(work.db, { ...piece, schoolId, photoId: importId, number: 0, storedAt: work.at });
    work.record({ type: 'import.moved', schoolId, importId, to: 'uploaded' });
    work.afterCommit(() => wakeWorker(deps, { schoolId, importId }));
  });
  return { ok: true };
}
