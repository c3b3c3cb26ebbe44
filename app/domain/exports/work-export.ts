// The worker's share of an export: takes one in hand, makes it from the beginning, and keeps it encrypted in pieces that nobody can
// open but for a fetching. Cut off at any moment, it is begun anew by whoever finds it; what was half made can be opened by nobody.
import { createHash } from 'node:crypto';
import { deletePieces, insertPiece } from '#db/queries/photo-pieces.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import {
  changeExport,
  lockExport,
  lockWaitingExports,
  type SubjectExportRow,
} from '#db/queries/subject-exports.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { destroyPieces } from '#app/domain/photos/original-pieces.ts';
import { PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { archiveFiles, type PhotoCounts } from './archive-files.ts';
import {
  EXPORT_LEASE_MS,
  EXPORT_LIVES_MS,
  EXPORT_PIECE_BYTES,
  EXPORTER,
  type ExportRef,
  MOST_EXPORT_TRIES,
  TRY_AGAIN_AFTER_MS,
} from './export-steps.ts';
import { gatherRecords } from './gather-records.ts';

/** Somebody else has it by now: nothing of this try is kept. */
class InOtherHands extends Error {}

/**
 * Makes the export if it is still wanted. Running it twice, or in two workers, makes one file; while one of a school is being
 * made, the next waits. Errors: throws when it could not be made; it is tried again a little later, three times in all.
 * @returns what became of it
 */
export async function workExport(deps: WorkerDeps, ref: ExportRef): Promise<string> {
  const taken = await takeInHand(deps, ref);
  if (typeof taken === 'string') return taken;
  await destroyPieces(deps, EXPORTER, taken, taken.id);
  if (taken.attempts > MOST_EXPORT_TRIES) return giveUp(deps, taken);
  try {
    await holding(deps, taken, (work) => deletePieces(work.db, taken, taken.id));
    return await make(deps, taken);
  } catch (error) {
    if (error instanceof InOtherHands) return 'in_other_hands';
    await putDown(deps, taken, error instanceof PhotoStorageFull);
    throw error;
  }
}

async function takeInHand(deps: WorkerDeps, ref: ExportRef): Promise<SubjectExportRow | string> {
  return inOneTransaction(deps, EXPORTER, async (work) => {
    const waiting = await lockWaitingExports(work.db, ref);
    const row = waiting.find(({ id }) => id === ref.exportId);
    if (!row) return 'nothing_to_do';
    if (waiting.some(({ leaseUntil }) => leaseUntil && leaseUntil > work.at)) return 'in_other_hands';
    const changes = {
      attempts: row.attempts + 1,
      leaseUntil: new Date(work.at.getTime() + EXPORT_LEASE_MS),
    };
    await changeExport(work.db, ref, row.id, changes);
    return { ...row, ...changes };
  });
}

/** Does something while the export is locked and still in these hands, and keeps it in them. Errors: InOtherHands. */
async function holding<T>(
  deps: WorkerDeps,
  taken: SubjectExportRow,
  change: (work: Work, row: SubjectExportRow) => Promise<T>,
): Promise<T> {
  return inOneTransaction(deps, EXPORTER, async (work) => {
    const row = await lockExport(work.db, taken, taken.id);
    if (row?.state !== 'waiting' || row.attempts !== taken.attempts) throw new InOtherHands();
    const leaseUntil = new Date(work.at.getTime() + EXPORT_LEASE_MS);
    await changeExport(work.db, taken, taken.id, { leaseUntil });
    return change(work, row);
  });
}

async function make(deps: WorkerDeps, taken: SubjectExportRow): Promise<string> {
  const pupil = found(await findPupil(deps.db, taken, taken.pupilId), 'pupil');
  const school = found(await findSchool(deps.db, taken), 'school');
  const madeAt = deps.clock.now();
  const about = {
    school: school.name,
    zone: school.zone,
    reference: taken.reference,
    madeAt: madeAt.toISOString(),
    number: pupil.misId,
  };
  const gathered = await holding(deps, taken, (work) => gatherRecords(work.db, deps.nameVault, pupil, about));
  const counts: PhotoCounts = { photos: 0, leftOut: 0 };
  const stillHeld = () => holding(deps, taken, async () => undefined);
  const files = archiveFiles(deps, pupil, gathered, counts, stillHeld);
  const kept = await keepInPieces(deps, taken, deps.archive(files, madeAt));
  await holding(deps, taken, async (work) => {
    await changeExport(work.db, taken, taken.id, {
      state: 'ready',
      leaseUntil: null,
      ...kept,
      photos: counts.photos,
      photosLeftOut: counts.leftOut,
      readyAt: work.at,
      expiresAt: new Date(work.at.getTime() + EXPORT_LIVES_MS),
    });
    record(work, taken, 'ready', kept.sha256);
    const { schoolId, askedBy: userId, id: aboutId } = taken;
    work.notify({ schoolId, userId, kind: 'file_ready', aboutId });
  });
  return 'ready';
}

/** Encrypts and stores what comes, piece by piece; each gets its row while the export is still in these hands. */
async function keepInPieces(
  deps: WorkerDeps,
  taken: SubjectExportRow,
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  const digest = createHash('sha256');
  let [bytes, number] = [0, 0];
  let waiting: Uint8Array[] = [];
  let size = 0;
  const store = async (): Promise<void> => {
    const piece = await deps.photos.putPiece(taken.id, number, Buffer.concat(waiting));
    await holding(deps, taken, async (work) => {
      const row = { ...piece, schoolId: taken.schoolId, photoId: taken.id, number, storedAt: work.at };
      if (!(await insertPiece(work.db, row))) throw new InOtherHands();
    });
    [number, waiting, size] = [number + 1, [], 0];
  };
  for await (const chunk of chunks) {
    digest.update(chunk);
    bytes += chunk.byteLength;
    waiting.push(chunk);
    size += chunk.byteLength;
    if (size >= EXPORT_PIECE_BYTES) await store();
  }
  if (size > 0) await store();
  return { bytes, sha256: digest.digest('hex') };
}

/** Puts it down for a while; a store without room is nobody's fault, and is not counted as a try. */
async function putDown(deps: WorkerDeps, taken: SubjectExportRow, noFault: boolean): Promise<void> {
  await inOneTransaction(deps, EXPORTER, async (work) => {
    const row = await lockExport(work.db, taken, taken.id);
    if (row?.state !== 'waiting' || row.attempts !== taken.attempts) return;
    await changeExport(work.db, taken, taken.id, {
      attempts: noFault ? taken.attempts - 1 : taken.attempts,
      leaseUntil: new Date(work.at.getTime() + TRY_AGAIN_AFTER_MS),
    });
  });
}

async function giveUp(deps: WorkerDeps, taken: SubjectExportRow): Promise<string> {
  return inOneTransaction(deps, EXPORTER, async (work) => {
    const row = await lockExport(work.db, taken, taken.id);
    if (row?.state !== 'waiting' || row.attempts !== taken.attempts) return 'in_other_hands';
    await deletePieces(work.db, taken, taken.id);
    await changeExport(work.db, taken, taken.id, { state: 'failed', leaseUntil: null });
    record(work, taken, 'failed');
    const { schoolId, askedBy: userId, id: aboutId } = taken;
    work.notify({ schoolId, userId, kind: 'file_ready', code: 'failed', aboutId });
    return 'given_up';
  });
}

function record(work: Work, row: SubjectExportRow, to: string, sha256?: string): void {
  const { schoolId, pupilId, id: exportId } = row;
  const digest = sha256 ? { sha256 } : {};
  work.record({ type: 'subject_export.moved', schoolId, pupilId, exportId, to, ...digest });
}
