// The data lead fetches a file. The web side can open nothing that is stored: for each fetching it makes a key of its own and asks the
// worker, which asks again whether the person may, writes the fetching into the log and closes the file's keys to it.
import { piecesOf } from '#db/queries/photo-pieces.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { findExport, findFetch, forgetFetch, insertFetch } from '#db/queries/subject-exports.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import type { ExportRef } from './export-steps.ts';

/** How long the page waits for the worker, and how often it looks, in ms. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 100;
const DATA_KEY_BYTES = 32;

export interface FetchedFile {
  /** says the pupil's number and no name */
  name: string;
  bytes: number;
  /** the file, opened piece by piece as it is sent */
  chunks: AsyncGenerator<Uint8Array>;
}

/**
 * The file, for this one answer.
 * Errors: AppError forbidden without `pupil.export`; not_found; illegal_move `file_gone` when its day is over or it is not
 * ready, `file_no_answer` when no worker answered in 5 s, `file_damaged` when what is stored cannot be opened.
 */
export async function fetchExport(deps: WebDeps, person: Person, ref: ExportRef): Promise<FetchedFile> {
  requireMay(person, 'pupil.export', ref.schoolId, deps.clock.now());
  const row = found(await findExport(deps.db, ref, ref.exportId), 'export');
  if (row.state !== 'ready' || !row.expiresAt || row.expiresAt <= deps.clock.now())
    throw new AppError('illegal_move', 'file_gone');
  const pupil = found(await findPupil(deps.db, ref, row.pupilId), 'pupil');
  const keys = await keysFor(deps, person, ref);
  const pieces = await piecesOf(deps.db, ref, ref.exportId);
  if (keys.length !== pieces.length * DATA_KEY_BYTES || pieces.length === 0)
    throw new AppError('illegal_move', 'file_gone');
  const open = (index: number): Promise<Uint8Array> => {
    const piece = found(pieces[index], 'piece');
    const key = keys.subarray(index * DATA_KEY_BYTES, (index + 1) * DATA_KEY_BYTES);
    return deps.intake.openPiece(ref.exportId, piece, key);
  };
  // The first piece is opened before anything is promised, so that a damaged file becomes a page and not half a download.
  const first = await open(0).catch((error: unknown) => {
    deps.log.error('a file cannot be opened', { exportId: ref.exportId, error });
    throw new AppError('illegal_move', 'file_damaged');
  });
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield first;
    for (let index = 1; index < pieces.length; index++) yield await open(index);
  }
  return { name: fileName(pupil.misId), bytes: row.bytes ?? 0, chunks: chunks() };
}

/** "pupil-1203-records.zip"; what cannot stand in a header or a file's name is left out of the number. */
const fileName = (number: string): string =>
  `pupil-${number.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, 40) || 'records'}-records.zip`;

async function keysFor(deps: WebDeps, person: Person, { schoolId, exportId }: ExportRef) {
  const key = await deps.oneTimeKeys.make();
  const fetchId = await inOneTransaction(deps, person, async (work) => {
    const row = { schoolId, exportId, askedBy: person.userId, askedAt: work.at, publicKey: key.publicKey };
    const id = await insertFetch(work.db, row);
    work.afterCommit(() =>
      deps.queue.enqueue('answer-fetch', { schoolId, fetchId: id }, { jobId: `fetch-${id}` }),
    );
    return id;
  });
  try {
    for (let waited = 0; waited <= WAIT_MS; waited += LOOK_EVERY_MS) {
      const asked = await findFetch(deps.db, { schoolId }, fetchId);
      if (!asked) break;
      if (asked.box !== null) return await key.open(asked.box);
      await deps.pause(LOOK_EVERY_MS);
    }
    throw new AppError('illegal_move', 'file_no_answer');
  } finally {
    await forgetFetch(deps.db, { schoolId }, fetchId);
  }
}
