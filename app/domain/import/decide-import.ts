// The data lead's own steps: starting an import, letting its yeses in, leaving them out, or dropping it. What would change many
// pupils at once is asked twice.
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Tx } from '#db/client.server.ts';
import { type ImportRef, moveImport, stepImport } from './find-import.ts';
import { type AskTwice, isMany, type PlanSummary } from './plan-summary.ts';

/** Whether starting takes away from so many pupils that a person is asked twice. */
export const startsMany = (summary: PlanSummary, ask: AskTwice): boolean =>
  isMany(summary.missing + summary.restrictivePupils, summary.pupils + summary.missing, ask);

/** Whether so many would turn to a yes at once that a person is asked twice. */
export const confirmsMany = (summary: PlanSummary, ask: AskTwice): boolean =>
  isMany(summary.flips, summary.pupils, ask);

/** The school's own measure of "many". */
export async function askTwiceOf(db: Tx, ref: ImportRef): Promise<AskTwice> {
  const school = found(await findSchool(db, ref), 'school');
  const { importAskTwiceCount: count, importAskTwicePercent: percent } = settingsOf(school.settings);
  return { count, percent };
}

/**
 * Everything that takes away is written from now on; what gives waits.
 * Errors: AppError forbidden without `import.sign`; not_found; illegal_move `import_moved_on`, or `import_ask_twice`
 * when many would change and `sure` was not said.
 */
export async function startImport(deps: Deps, person: Person, ref: ImportRef, sure: boolean): Promise<void> {
  await stepImport(deps, person, ref, 'import.sign', async (work, row) => {
    if (row.state !== 'previewed') throw new AppError('illegal_move', 'import_moved_on');
    const summary = found(row.summary, 'summary');
    if (!sure && startsMany(summary, await askTwiceOf(work.db, ref)))
      throw new AppError('illegal_move', 'import_ask_twice');
    const by = { startedBy: person.userId, startedAt: work.at };
    await moveImport(work, row, 'applying', { ...by, reached: null, done: 0, total: 0 }, row.rowsHash ?? '');
  });
}

/** Lets the yeses in, or leaves them out. Errors: as {@link startImport}. */
export async function confirmImport(
  deps: Deps,
  person: Person,
  ref: ImportRef,
  said: { letIn: boolean; sure: boolean },
): Promise<void> {
  await stepImport(deps, person, ref, 'import.sign', async (work, row) => {
    if (row.state !== 'waiting') throw new AppError('illegal_move', 'import_moved_on');
    const by = { confirmed: said.letIn, confirmedBy: person.userId, confirmedAt: work.at };
    if (!said.letIn) return moveImport(work, row, 'done', by);
    if (!said.sure && confirmsMany(found(row.summary, 'summary'), await askTwiceOf(work.db, ref)))
      throw new AppError('illegal_move', 'import_ask_twice');
    await moveImport(
      work,
      row,
      'confirming',
      { ...by, reached: null, done: 0, total: 0 },
      row.rowsHash ?? '',
    );
  });
}

/** Leaves the file, before anything was changed. Errors: as {@link startImport}; whoever may upload may drop. */
export async function dropImport(deps: Deps, person: Person, ref: ImportRef): Promise<void> {
  await stepImport(deps, person, ref, 'import.upload', (work, row) => moveImport(work, row, 'dropped'));
}

/** Goes back to saying which column is which, before anything was changed. Errors: as {@link dropImport}. */
export async function reconsiderImport(deps: Deps, person: Person, ref: ImportRef): Promise<void> {
  await stepImport(deps, person, ref, 'import.upload', (work, row) => moveImport(work, row, 'read'));
}
