// Works out what a whole file would change, without changing anything: numbers and a few examples for a person, and the fate of
// every row for the report.
import { type ImportRow, lockImport, writeImportRows } from '#db/queries/imports.server.ts';
import { misIdsOnRoll, pupilsByMisId } from '#db/queries/pupils-on-record.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { IMPORTER, moveImport } from './find-import.ts';
import { onRecord } from './on-record.ts';
import { type OpenFile, openFile } from './open-file.ts';
import { planMissing, planPupil, type PupilPlan } from './plan-pupil.ts';
import type { PlanExample, PlanSummary } from './plan-summary.ts';
import { fateOf } from './row-fate.ts';

/** Pupils looked up at once, and pupils shown as examples. */
const AT_ONCE = 500;
const EXAMPLES = 12;

/** `previewed`, or `refused` when the file is not kept any more. @returns what became of it */
export async function planImport(deps: WorkerDeps, row: ImportRow): Promise<string> {
  const open = await openFile(deps, row);
  if (!open) return endWithoutFile(deps, row);
  const tally = emptyTally(open);
  const fates: { row: number; misId: string; fate: string }[] = open.file.problems.map(
    ({ row, misId, problem }) => ({
      row,
      misId,
      fate: `problem:${problem}`,
    }),
  );
  const spoiled = new Set(open.file.problems.map((each) => each.row));
  const { pupils } = open.file;
  for (let start = 0; start < pupils.length; start += AT_ONCE) {
    const some = pupils.slice(start, start + AT_ONCE);
    const ids = some.map(({ misId }) => misId);
    const record = onRecord(await pupilsByMisId(deps.db, row, open.source, ids), deps.clock.now());
    for (const file of some) {
      const plan = planPupil(file, record.get(file.misId) ?? null, { ...open, isFull: open.mapping.isFull });
      const fate = plan ? fateOf(plan) : 'problem:name_missing';
      const clear = file.rows.filter((each) => !spoiled.has(each));
      for (const each of clear) fates.push({ row: each, misId: file.misId, fate });
      if (plan) count(tally, plan, file.unclear);
      else {
        tally.rejectedPupils++;
        tally.problemRows += clear.length;
      }
    }
  }
  for (const misId of await missingFrom(deps, row, open)) {
    tally.missing++;
    fates.push({ row: 0, misId, fate: 'missing' });
  }
  return inOneTransaction(deps, IMPORTER, async (work) => {
    const now = await lockImport(work.db, row, row.id);
    if (now?.state !== 'signed') return 'moved_on';
    await writeImportRows(work.db, row, row.id, fates);
    await moveImport(work, now, 'previewed', { summary: summaryOf(tally, open) });
    return 'previewed';
  });
}

/** Record numbers on roll here that a full file does not have, in their order. */
export async function missingFrom(deps: WorkerDeps, row: ImportRow, open: OpenFile): Promise<string[]> {
  if (!open.mapping.isFull) return [];
  const inFile = new Set(open.file.pupils.map(({ misId }) => misId));
  const onRoll = await misIdsOnRoll(deps.db, row, open.mapping.exportedOn);
  return onRoll.filter((misId) => !inFile.has(misId)).sort();
}

export { planMissing };

async function endWithoutFile(deps: WorkerDeps, row: ImportRow): Promise<string> {
  await inOneTransaction(deps, IMPORTER, (work) =>
    moveImport(work, row, 'refused', { refusedCode: 'file_gone' }),
  );
  return 'file_gone';
}

type Tally = Omit<PlanSummary, 'problems' | 'ignoredTypes' | 'rejectedRows' | 'examples'> & {
  problemRows: number;
  examples: PlanExample[];
};

const emptyTally = (open: OpenFile): Tally => ({
  pupils: open.file.pupils.length,
  added: 0,
  updated: 0,
  unchanged: 0,
  missing: 0,
  back: 0,
  people: 0,
  restrictive: 0,
  restrictivePupils: 0,
  permissive: 0,
  permissivePupils: 0,
  flips: 0,
  waiting: 0,
  rejectedPupils: 0,
  bareKept: 0,
  problemRows: 0,
  examples: [],
});

function count(tally: Tally, plan: PupilPlan, unclear: boolean): void {
  const answers = (changes: PupilPlan['now']) =>
    changes.flatMap((change) => (change.kind === 'answer' ? [change.answer] : []));
  const [now, waits] = [answers(plan.now), answers(plan.waits)];
  const changes = [...plan.now, ...plan.waits];
  const fields = changes.flatMap((change) => (change.kind === 'details' ? Object.keys(change.fields) : []));
  if (plan.pupilId === null) tally.added++;
  else if (fields.length > 0) tally.updated++;
  if (plan.pupilId !== null && changes.length === 0) tally.unchanged++;
  if (unclear) tally.rejectedPupils++;
  tally.people += plan.now.filter(({ kind }) => kind === 'person').length;
  tally.back += plan.waits.filter(({ kind }) => kind === 'back').length;
  tally.restrictive += now.length;
  tally.restrictivePupils += takesAway(plan) ? 1 : 0;
  tally.permissive += waits.length;
  tally.permissivePupils += waits.length > 0 ? 1 : 0;
  tally.flips += waits.some(({ flips }) => flips) ? 1 : 0;
  tally.waiting += plan.waits.length > 0 ? 1 : 0;
  tally.bareKept += plan.bareKept;
  if (changes.length === 0 || tally.examples.length >= EXAMPLES) return;
  const { misId, rows, pupilId } = plan;
  const shown = pupilId === null ? [] : fields;
  tally.examples.push({
    misId,
    rows: rows.slice(0, 10),
    added: pupilId === null,
    fields: shown,
    now: now.length,
    waits: waits.length,
  });
}

/** A first no of a new pupil takes nothing away from anybody's plans. */
const takesAway = ({ pupilId, now }: PupilPlan): boolean =>
  pupilId !== null &&
  now.some(
    (change) =>
      change.kind === 'answer' ||
      change.kind === 'authority_ended' ||
      (change.kind === 'details' && change.fields.leavesOn !== undefined),
  );

function summaryOf({ problemRows, ...tally }: Tally, { file, meanings }: OpenFile): PlanSummary {
  const problems = new Map<string, number>();
  for (const { problem } of file.problems) problems.set(problem, (problems.get(problem) ?? 0) + 1);
  if (problemRows > 0) problems.set('name_missing', (problems.get('name_missing') ?? 0) + problemRows);
  return {
    ...tally,
    rejectedRows: file.problems.length + problemRows,
    problems: [...problems].sort(([, a], [, b]) => b - a),
    ignoredTypes: [...file.types].flatMap(([type, label]) => (meanings.has(type) ? [] : [label])),
  };
}
