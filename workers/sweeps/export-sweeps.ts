// The sweeps behind one pupil's records in a file: made, opened for whoever fetches it, and destroyed after a day.
import { exportsToWork, forgetFetchesBefore, unansweredFetches } from '#db/queries/subject-exports.server.ts';
import { answerFetch } from '#app/domain/exports/answer-fetch.ts';
import { destroyExports } from '#app/domain/exports/destroy-exports.ts';
import { FETCH_LIVES_MS } from '#app/domain/exports/export-steps.ts';
import { workExport } from '#app/domain/exports/work-export.ts';
import { BATCH, each, type Sweep } from './sweep.ts';

export const EXPORT_SWEEPS: readonly Sweep[] = [
  {
    name: 'exports',
    everyMs: 2_000,
    run: async (deps) => {
      const rows = await exportsToWork(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'exports', rows, 1, ({ schoolId, id }) =>
        workExport(deps, { schoolId, exportId: id }),
      );
    },
  },
  {
    name: 'export-fetches',
    everyMs: 1_000,
    run: async (deps) => {
      const now = deps.clock.now().getTime();
      const rows = await unansweredFetches(deps.db, new Date(now - FETCH_LIVES_MS), BATCH);
      await each(deps, 'export-fetches', rows, 2, ({ schoolId, id }) =>
        answerFetch(deps, { schoolId, fetchId: id }),
      );
      await forgetFetchesBefore(deps.db, new Date(now - 2 * FETCH_LIVES_MS));
    },
  },
  { name: 'export-files', everyMs: 60_000, run: async (deps) => void (await destroyExports(deps)) },
];
