// Destroys imported files when their time is over: first the keys, then the files, then the sample rows and a line of proof. An import
// that somebody left lying ends with its file.
import {
  changeImport,
  importFilesToDestroy,
  type ImportRow,
  lockImport,
} from '#db/queries/imports.server.ts';
import { deletePieces } from '#db/queries/photo-pieces.server.ts';
import { findSchool, findTrust } from '#db/queries/schools.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { destroyPieces } from '#app/domain/photos/original-pieces.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { IMPORTER, moveImport } from './find-import.ts';
import { mayBecome } from './import-state.ts';

const DAY_MS = 86_400_000;
/** An import that nobody has finished for so long is left, in ms. */
const LEFT_LYING_MS = 30 * DAY_MS;
const AT_ONCE = 100;

/** Doing it twice, or going on after a crash, writes one line for each file. @returns how many were destroyed */
export async function destroyImportFiles(deps: WorkerDeps): Promise<number> {
  const now = deps.clock.now().getTime();
  const due = { endedBefore: new Date(now - DAY_MS), uploadedBefore: new Date(now - LEFT_LYING_MS) };
  let destroyed = 0;
  for (const row of await importFilesToDestroy(deps.db, due, AT_ONCE))
    if (await isDue(deps, row, now)) destroyed += (await destroyOne(deps, row)) ? 1 : 0;
  return destroyed;
}

/** In practice a file lives one day only: real children have no place there. */
async function isDue(deps: WorkerDeps, row: ImportRow, now: number): Promise<boolean> {
  if (!row.endedAt) return row.state !== 'applying' && row.state !== 'confirming';
  const school = await findSchool(deps.db, row);
  const trust = school && (await findTrust(deps.db, school.trustId));
  const days = !school || trust?.practice ? 1 : settingsOf(school.settings).importFilesKeptDays;
  return row.endedAt.getTime() <= now - days * DAY_MS;
}

async function destroyOne(deps: WorkerDeps, row: ImportRow): Promise<boolean> {
  await destroyPieces(deps, IMPORTER, row, row.id);
  return inOneTransaction(deps, IMPORTER, async (work) => {
    const now = await lockImport(work.db, row, row.id);
    if (!now || now.fileDestroyedAt) return false;
    await deletePieces(work.db, row, row.id);
    const end = mayBecome(now.state, 'dropped') ? 'dropped' : mayBecome(now.state, 'done') ? 'done' : null;
    if (end) await moveImport(work, now, end, now.state === 'waiting' ? { confirmed: false } : {});
    await changeImport(work.db, row, row.id, { fileDestroyedAt: work.at, profile: null });
    work.record({ type: 'import.file_destroyed', schoolId: row.schoolId, importId: row.id });
    return true;
  });
}
