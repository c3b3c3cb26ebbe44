// Destroys files whose day is over: first the keys, then the pieces, then the row with one line of proof.
import { deletePieces } from '#db/queries/photo-pieces.server.ts';
import { changeExport, exportsToDestroy, lockExport } from '#db/queries/subject-exports.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { destroyPieces } from '#app/domain/photos/original-pieces.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { EXPORTER } from './export-steps.ts';

const AT_ONCE = 100;

/** Doing it twice, or going on after a crash, writes one line for each file. @returns how many were destroyed */
export async function destroyExports(deps: WorkerDeps): Promise<number> {
  let destroyed = 0;
  for (const { schoolId, id, pupilId } of await exportsToDestroy(deps.db, deps.clock.now(), AT_ONCE)) {
    const scope = { schoolId };
    await destroyPieces(deps, EXPORTER, scope, id);
    await inOneTransaction(deps, EXPORTER, async (work) => {
      const row = await lockExport(work.db, scope, id);
      if (row?.state !== 'ready') return;
      await deletePieces(work.db, scope, id);
      await changeExport(work.db, scope, id, { state: 'destroyed', destroyedAt: work.at });
      work.record({ type: 'subject_export.moved', schoolId, pupilId, exportId: id, to: 'destroyed' });
      destroyed += 1;
    });
  }
  return destroyed;
}
