// The data lead asks for everything about one pupil, and sees how far it is. Made by the worker, one at a time a school.
import {
  exportByRequest,
  exportsOfSchool,
  findExport,
  insertExport,
  type SubjectExportRow,
} from '#db/queries/subject-exports.server.ts';
import { findPupil, pupilsByIds } from '#db/queries/pupils.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import type { ExportRef } from './export-steps.ts';

/** Longest reference, in UTF-16 units. */
export const MAX_REFERENCE = 60;
const A_PAGE = 50;

export interface AskExport {
  schoolId: string;
  pupilId: string;
  /** the school's own number of the request, by which both are found again */
  reference: string;
  /** made by the form once: a double tap asks once */
  requestKey: string;
}

export type ExportAsked = { ok: true; exportId: string } | { ok: false; issues: Issue[] };

/** Errors: AppError forbidden without `pupil.export`; not_found for a pupil of another school. */
export async function askExport(deps: Deps, person: Person, input: AskExport): Promise<ExportAsked> {
  const { schoolId, pupilId, requestKey } = input;
  requireMay(person, 'pupil.export', schoolId, deps.clock.now());
  const reference = input.reference.trim();
  const issue = (code: string) => block('export', code, 'reference', 'R-86');
  if (reference === '') return { ok: false, issues: [issue('reference_missing')] };
  if (reference.length > MAX_REFERENCE) return { ok: false, issues: [issue('reference_too_long')] };
  return inOneTransaction(deps, person, async (work) => {
    found(await findPupil(work.db, input, pupilId), 'pupil');
    const row = await insertExport(work.db, {
      schoolId,
      pupilId,
      reference,
      askedBy: person.userId,
      askedAt: work.at,
      state: 'waiting',
      requestKey,
    });
    if (!row) {
      const earlier = await exportByRequest(work.db, input, requestKey);
      return { ok: true, exportId: found(earlier, 'export').id };
    }
    work.record({ type: 'subject_export.moved', schoolId, pupilId, exportId: row.id, to: 'waiting' });
    work.afterCommit(() =>
      deps.queue.enqueue('work-export', { schoolId, exportId: row.id }, { jobId: `export-${row.id}` }),
    );
    return { ok: true, exportId: row.id };
  });
}

export interface ExportLine {
  id: string;
  pupilId: string;
  name: string;
  reference: string;
  state: SubjectExportRow['state'];
  askedAt: Date;
  askedBy: string;
  readyAt: Date | null;
  expiresAt: Date | null;
  fetchedAt: Date | null;
  destroyedAt: Date | null;
  bytes: number | null;
  photos: number | null;
  photosLeftOut: number | null;
}

/** A page of the school's exports, the newest first. Errors: AppError forbidden without `pupil.export`; not_found. */
export async function listExports(
  db: Database,
  person: Person,
  schoolId: string,
  page: number,
  at: Date,
): Promise<{ lines: ExportLine[]; more: boolean }> {
  requireMay(person, 'pupil.export', schoolId, at);
  const asked = { limit: A_PAGE + 1, offset: A_PAGE * page };
  const rows = await exportsOfSchool(db, { schoolId }, asked);
  return {
    lines: await linesOf(db, person, schoolId, rows.slice(0, A_PAGE)),
    more: rows.length > A_PAGE,
  };
}

/** Errors: AppError forbidden without `pupil.export`; not_found for another school or no such export. */
export async function readExport(
  db: Database,
  person: Person,
  ref: ExportRef,
  at: Date,
): Promise<ExportLine> {
  requireMay(person, 'pupil.export', ref.schoolId, at);
  const row = found(await findExport(db, ref, ref.exportId), 'export');
  const [line] = await linesOf(db, person, ref.schoolId, [row]);
  return found(line, 'export');
}

async function linesOf(
  db: Database,
  person: Person,
  schoolId: string,
  rows: readonly SubjectExportRow[],
): Promise<ExportLine[]> {
  const pupils = await pupilsByIds(db, { schoolId }, [...new Set(rows.map(({ pupilId }) => pupilId))]);
  const names = new Map(pupils.map((pupil) => [pupil.id, pupilName(pupil)]));
  const staff = await namesOf(
    db,
    person.trustId,
    rows.map(({ askedBy }) => askedBy),
  );
  return rows.map((row) => ({
    id: row.id,
    pupilId: row.pupilId,
    name: names.get(row.pupilId) ?? '',
    reference: row.reference,
    state: row.state,
    askedAt: row.askedAt,
    askedBy: staff.get(row.askedBy) ?? 'somebody who has left',
    readyAt: row.readyAt,
    expiresAt: row.expiresAt,
    fetchedAt: row.fetchedAt,
    destroyedAt: row.destroyedAt,
    bytes: row.bytes,
    photos: row.photos,
    photosLeftOut: row.photosLeftOut,
  }));
}
