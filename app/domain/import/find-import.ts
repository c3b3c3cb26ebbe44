// One import, opened by somebody who may, and moved from one state to the next: the only writer of an import's state.
import { changeImport, findImport, type ImportRow, lockImport } from '#db/queries/imports.server.ts';
import type { imports } from '#db/schema/imports.ts';
import type { Database } from '#db/client.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Permission } from '#app/domain/permissions.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { hasEnded, type ImportState, isWorkers, mayBecome } from './import-state.ts';

export interface ImportRef {
  schoolId: string;
  importId: string;
}

/** What the worker does by itself is recorded under this name. */
export const IMPORTER: SystemActor = { kind: 'system', name: 'system:import' };

/** Errors: AppError forbidden without `import.upload`; not_found for another school or no such import. */
export async function readImport(db: Database, person: Person, ref: ImportRef, at: Date): Promise<ImportRow> {
  requireMay(person, 'import.upload', ref.schoolId, at);
  return found(await findImport(db, ref, ref.importId), 'import');
}

type Set = Partial<typeof imports.$inferInsert>;

/** Errors: AppError illegal_move `import_moved_on` when that state does not follow the one it is in. */
export async function moveImport(
  work: Work,
  row: ImportRow,
  to: ImportState,
  set: Set = {},
  digest?: string,
): Promise<void> {
  if (!mayBecome(row.state, to)) throw new AppError('illegal_move', 'import_moved_on');
  const ended = hasEnded(to) ? { endedAt: work.at } : {};
  await changeImport(work.db, row, row.id, { ...set, ...ended, state: to, workedAt: null });
  work.record({
    type: 'import.moved',
    schoolId: row.schoolId,
    importId: row.id,
    to,
    ...(digest ? { digest } : {}),
  });
}

/**
 * A person's step: locks the import, asks whether they may, and lets `change` move it. The worker is woken when it is its turn.
 * Errors: AppError forbidden without `permission`, not_found, and whatever `change` throws.
 */
export async function stepImport<T>(
  deps: Deps,
  person: Person,
  ref: ImportRef,
  permission: Permission,
  change: (work: Work, row: ImportRow) => Promise<T>,
): Promise<T> {
  return inOneTransaction(deps, person, async (work) => {
    requireMay(person, permission, ref.schoolId, work.at);
    const row = found(await lockImport(work.db, ref, ref.importId), 'import');
    const result = await change(work, row);
    work.afterCommit(() => wakeWorker(deps, ref));
    return result;
  });
}

/** The sweep finds the import too, a little later. */
export async function wakeWorker(deps: Deps, ref: ImportRef): Promise<void> {
  const row = await findImport(deps.db, ref, ref.importId);
  if (!row || !isWorkers(row.state)) return;
  const { schoolId, importId } = ref;
  const jobId = `${importId}-${row.state}-${deps.clock.now().getTime()}`;
  await deps.queue.enqueue('work-import', { schoolId, importId }, { jobId });
}
