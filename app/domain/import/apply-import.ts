// Writes an import, some pupils at a time, each batch whole or not at all: the answers, what they do to posts, one line in the log
// for each changed pupil, and how far it has come. Begun again after a crash it goes on where it was.
import { insertDecisions } from '#db/queries/consent-decisions.server.ts';
import {
  changeImport,
  type ImportRow,
  lockImport,
  moveExportDate,
  sameRowsBefore,
} from '#db/queries/imports.server.ts';
import {
  beginAuthorityAnew,
  changeEmails,
  countTablesAnew,
  endAuthority,
  insertHolders,
  insertPupils,
  rememberAnswers,
  updatePupils,
} from '#db/queries/many-pupils.server.ts';
import { lockPost, postsShowingPupils } from '#db/queries/posts.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import { pupilsByMisId } from '#db/queries/pupils-on-record.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Actor } from '#app/domain/actor.ts';
import { pupilJudge } from '#app/domain/consent/apply-permission-change.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { reachPosts } from '#app/domain/consent/reach-posts.ts';
import { firstMomentOf } from '#app/domain/consent/written-dates.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { keepNames, type Renamed } from '#app/domain/pupils/keep-names.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { postsThatName } from '#app/domain/words/names/posts-that-name.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { type BatchRecords, batchRecords } from './batch-records.ts';
import { digestOfAll } from './digest.ts';
import { IMPORTER, moveImport } from './find-import.ts';
import { onRecord } from './on-record.ts';
import { type OpenFile, openFile } from './open-file.ts';
import { missingFrom } from './plan-import.ts';
import { planMissing, planPupil, type PupilPlan } from './plan-pupil.ts';
import type { PupilInFile } from './read-rows.ts';

/** Pupils of one transaction: few enough that a post which is due waits for them no longer than for a person. */
const AT_ONCE = 200;

type Phase = 'now' | 'waits';
type Subject = { misId: string; file: PupilInFile | null };

/** Runs the phase that the import is in to its end. @returns what became of it */
export async function applyImport(deps: WorkerDeps, row: ImportRow): Promise<string> {
  const phase: Phase = row.state === 'applying' ? 'now' : 'waits';
  const open = await openFile(deps, row);
  if (!open) throw new Error('the file of a running import is gone');
  const by = found(phase === 'now' ? row.startedBy : row.confirmedBy, 'person');
  const actor: Actor = (await loadPerson(deps.db, by, deps.clock.now())) ?? IMPORTER;
  const all: Subject[] = open.file.pupils.map((file) => ({ misId: file.misId, file }));
  if (phase === 'now')
    for (const misId of await missingFrom(deps, row, open)) all.push({ misId, file: null });
  all.sort((a, b) => (a.misId < b.misId ? -1 : a.misId > b.misId ? 1 : 0));
  const left = row.reached === null ? all : all.filter(({ misId }) => misId > (row.reached ?? ''));
  const total = row.done + left.length;
  let reached = row.reached;
  for (let start = 0; start < left.length; start += AT_ONCE) {
    const some = left.slice(start, start + AT_ONCE);
    const went = await applyBatch(deps, actor, by, row, { phase, open, some, reached, total });
    if (!went) return 'in_other_hands';
    reached = some.at(-1)?.misId ?? reached;
    const batches = start / AT_ONCE + 1;
    if (isPowerOfTwo(batches)) await countTablesAnew(deps.db);
  }
  return finish(deps, actor, row, open, phase);
}

/** After the first batch, and each time that as many again are written. */
const isPowerOfTwo = (count: number): boolean => (count & (count - 1)) === 0;

interface Batch {
  phase: Phase;
  open: OpenFile;
  some: readonly Subject[];
  /** the last record number that was done before */
  reached: string | null;
  total: number;
}

/** False when somebody else has gone on with it. */
async function applyBatch(
  deps: WorkerDeps,
  actor: Actor,
  by: string,
  row: ImportRow,
  { phase, open, some, reached, total }: Batch,
): Promise<boolean> {
  return inOneTransaction(deps, actor, async (work) => {
    const now = await lockImport(work.db, row, row.id);
    if (now?.state !== row.state || now.reached !== reached) return false;
    const ids = some.map(({ misId }) => misId);
    const rows = await pupilsByMisId(work.db, row, open.source, ids, true);
    const record = onRecord(rows, work.at);
    const rules = { ...open, isFull: open.mapping.isFull };
    const plans = some.flatMap(({ misId, file }): PupilPlan[] => {
      const known = record.get(misId) ?? null;
      const plan = file ? planPupil(file, known, rules) : known && planMissing(misId, known);
      return plan ? [plan] : [];
    });
    const byMisId = new Map(rows.pupils.map((pupil) => [pupil.misId, pupil]));
    const records = batchRecords(plans, phase, byMisId, record, {
      schoolId: row.schoolId,
      source: open.source,
      zone: open.school.zone,
      exportedOn: open.mapping.exportedOn,
      at: work.at,
      by,
      days: new Map(),
    });
    await writeAndReach(deps, work, row.schoolId, open, records, rows.pupils);
    await changeImport(work.db, row, row.id, {
      done: now.done + some.length,
      total,
      reached: some.at(-1)?.misId ?? reached,
      workedAt: work.at,
    });
    return true;
  });
}

/** Writes the batch and deals with the posts that show its pupils. */
async function writeAndReach(
  deps: WorkerDeps,
  work: Work,
  schoolId: string,
  { school }: OpenFile,
  records: BatchRecords,
  onRecordBefore: readonly PupilRow[],
): Promise<void> {
  const scope = { schoolId };
  const reaching = records.changed.filter(({ kind }) => kind !== null);
  const reachingIds = reaching.map(({ pupilId }) => pupilId);
  const shown = await postsShowingPupils(work.db, scope, reachingIds);
  const named = await postsThatName(work.db, scope, reachingIds);
  for (const [pupilId, posts] of named)
    shown.set(pupilId, [...new Set([...(shown.get(pupilId) ?? []), ...posts.keys()])].sort());
  const pupilIds = [...shown.keys()].sort();
  const before = await loadConsentInputs(work.db, scope, school, pupilIds);
  await insertPupils(work.db, records.newPupils);
  await updatePupils(work.db, scope, records.changedPupils);
  await keepNames(work, deps.nameVault, schoolId, renamedIn(records, onRecordBefore));
  await insertHolders(work.db, records.holders);
  await endAuthority(work.db, scope, records.ended, work.at);
  await beginAuthorityAnew(work.db, scope, records.back, work.at);
  await changeEmails(work.db, scope, records.emails);
  await insertDecisions(work.db, records.decisions);
  await rememberAnswers(work.db, records.answers);
  for (const { pupilId, records: written } of records.changed)
    work.record({
      type: 'permission.changed',
      schoolId,
      pupilId,
      changeId: pupilId,
      recordHash: digestOfAll(written),
    });
  const after = await loadConsentInputs(work.db, scope, school, pupilIds);
  // All posts of the batch in the order of their locks, before any of them is decided.
  for (const postId of [...new Set([...shown.values()].flat())].sort())
    await lockPost(work.db, scope, postId);
  for (const pupilId of pupilIds) {
    const kind = reaching.find((each) => each.pupilId === pupilId)?.kind;
    const [was, is] = [before.get(pupilId), after.get(pupilId)];
    if (kind && was && is)
      await reachPosts(
        deps,
        work,
        schoolId,
        shown.get(pupilId) ?? [],
        kind,
        pupilJudge(was, is, named.get(pupilId)),
      );
  }
}

const renamedIn = ({ changedPupils }: BatchRecords, before: readonly PupilRow[]): Renamed[] => {
  const byId = new Map(before.map((row) => [row.id, row]));
  return changedPupils.flatMap((after) => {
    const was = byId.get(after.id);
    return was ? [{ pupilId: after.id, before: was, after }] : [];
  });
};

/** After the first phase the school's records are as of the export's day; the same rows again are no newer than the first time. */
async function finish(
  deps: WorkerDeps,
  actor: Actor,
  row: ImportRow,
  open: OpenFile,
  phase: Phase,
): Promise<string> {
  return inOneTransaction(deps, actor, async (work) => {
    const now = await lockImport(work.db, row, row.id);
    if (now?.state !== row.state) return 'in_other_hands';
    if (phase === 'now') {
      const same = now.rowsHash ? await sameRowsBefore(work.db, row, now.rowsHash) : null;
      const day = same?.mapping?.exportedOn ?? open.mapping.exportedOn;
      const at = firstMomentOf(day, open.school.zone);
      if (at) await moveExportDate(work.db, row, at);
    }
    const waits = phase === 'now' && (now.summary?.waiting ?? 0) > 0;
    await moveImport(work, now, waits ? 'waiting' : 'done', { reached: null });
    if (waits)
      for (const userId of await peopleWithRole(work.db, row, ['data_lead'], work.at))
        work.notify({ schoolId: row.schoolId, userId, kind: 'import_waiting', aboutId: row.id });
    return waits ? 'waiting' : 'done';
  });
}
