// The worker's share of an import, one step for each state: reads the file, works out what would change, writes it. A step that was
// cut off is taken up again by whoever finds it.
import { findImport, type ImportRow, lockImport, takeImport } from '#db/queries/imports.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { applyImport } from './apply-import.ts';
import { digestOfAll } from './digest.ts';
import { IMPORTER, type ImportRef, moveImport } from './find-import.ts';
import { isWorkers } from './import-state.ts';
import { readFileOf } from './open-file.ts';
import { planImport } from './plan-import.ts';
import { profileOf } from './profile.ts';

/** How long a worker may be silent about an import before another takes it up, in ms. */
export const IMPORT_LEASE_MS = 90_000;

/**
 * Does the step that is the worker's, once. Errors: throws when the store or the database fails; the step is then done again.
 * @returns what became of it
 */
export async function workImport(deps: WorkerDeps, ref: ImportRef): Promise<string> {
  const row = await findImport(deps.db, ref, ref.importId);
  if (!row || !isWorkers(row.state)) return 'nothing_to_do';
  const at = deps.clock.now();
  const freeBefore = new Date(at.getTime() - IMPORT_LEASE_MS);
  const taken = await inOneTransaction(deps, IMPORTER, (work) =>
    takeImport(work.db, ref, row.id, { state: row.state, at, freeBefore }),
  );
  if (!taken) return 'in_other_hands';
  switch (row.state) {
    case 'uploaded':
      return readUploaded(deps, row);
    case 'signed':
      return planImport(deps, row);
    case 'applying':
    case 'confirming':
      return applyImport(deps, row);
    default:
      return 'nothing_to_do';
  }
}

async function readUploaded(deps: WorkerDeps, row: ImportRow): Promise<string> {
  const read = await readFileOf(deps, row);
  return inOneTransaction(deps, IMPORTER, async (work) => {
    const now = await lockImport(work.db, row, row.id);
    if (now?.state !== 'uploaded') return 'moved_on';
    if (!read?.ok) {
      const refusedCode = read ? read.fault : 'file_gone';
      await moveImport(work, now, 'refused', { refusedCode });
      return refusedCode;
    }
    const profile = profileOf(read.table, read.as);
    await moveImport(work, now, 'read', {
      profile,
      rowsHash: digestOfAll([read.table.headers, ...read.table.rows]),
    });
    return 'read';
  });
}
