// A person says how a file is to be read: which column is which, how its dates are written, whether it is complete, and from which
// day it is. The words are kept for the next file when they wish.
import { savePreset } from '#db/queries/imports.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { type ImportRef, moveImport, stepImport } from './find-import.ts';
import { COLUMN_ROLES, type ImportMapping } from './mapping.ts';
import { possibleDates } from './presets.ts';
import type { ImportProfile } from './profile.ts';
import type { ReadingChoices } from './table.ts';

/** Longest name of a kept description, in UTF-16 units. */
const LONGEST_NAME = 60;

/** Reads the same file again in another way. Errors: as {@link mapImport}. */
export async function readAgain(
  deps: Deps,
  person: Person,
  ref: ImportRef,
  choices: ReadingChoices,
): Promise<void> {
  await stepImport(deps, person, ref, 'import.upload', async (work, row) => {
    await moveImport(work, row, 'uploaded', { choices, mapping: null, profile: null, rowsHash: null });
  });
}

/**
 * Takes the description of the file, or says what is wrong with it. Without consents in the file there is nothing to sign.
 * Errors: AppError forbidden without `import.upload`; not_found; illegal_move `import_moved_on`.
 */
export async function mapImport(
  deps: Deps,
  person: Person,
  ref: ImportRef,
  input: { mapping: ImportMapping; keepAs: string },
): Promise<Issue[]> {
  return stepImport(deps, person, ref, 'import.upload', async (work, row) => {
    if (row.state !== 'read' && row.state !== 'mapped') throw new AppError('illegal_move', 'import_moved_on');
    const school = found(await findSchool(work.db, ref), 'school');
    const mapping = tidy(input.mapping);
    const today = dateInSchool(work.at, school.zone);
    const last = school.consentExportedAt && dateInSchool(school.consentExportedAt, school.zone);
    const issues = mappingIssues(mapping, found(row.profile, 'profile'), { today, last });
    if (issues.length > 0) return issues;
    const to = mapping.layout === 'none' ? 'signed' : 'mapped';
    await moveImport(work, row, to, { mapping, mappedBy: person.userId, reached: null, done: 0, total: 0 });
    const name = input.keepAs.trim().slice(0, LONGEST_NAME);
    const kept = { schoolId: ref.schoolId, name, mapping, savedBy: person.userId, savedAt: work.at };
    if (name !== '') await savePreset(work.db, kept);
    return [];
  });
}

/** Columns of consents that are mapped as something else, or do not belong to the layout, are no columns of consents. */
function tidy(mapping: ImportMapping): ImportMapping {
  const columns = { ...mapping.columns };
  if (mapping.layout !== 'long') {
    delete columns.consentType;
    delete columns.answer;
  }
  const taken = new Set(Object.values(columns));
  const typeColumns = mapping.layout === 'wide' ? mapping.typeColumns.filter((each) => !taken.has(each)) : [];
  return { ...mapping, columns, typeColumns };
}

/** What stands in the way of using this description for this file. */
export function mappingIssues(
  mapping: ImportMapping,
  profile: ImportProfile,
  days: { today: string; last: string | null },
): Issue[] {
  const issues: Issue[] = [];
  const issue = (code: string, field: string, context = {}) =>
    void issues.push(block('import', code, field, 'R-63', context));
  const headers = new Set(profile.columns.map(({ header }) => header));
  const used = COLUMN_ROLES.flatMap((role) => mapping.columns[role] ?? []);
  if ([...used, ...mapping.typeColumns].some((header) => !headers.has(header)))
    issue('no_such_column', 'columns');
  if (new Set(used).size < used.length) issue('column_twice', 'columns');
  if (!mapping.columns.misId) issue('id_column_missing', 'misId');
  if (mapping.layout === 'long' && !mapping.columns.consentType) issue('type_column_missing', 'consentType');
  if (mapping.layout === 'long' && !mapping.columns.answer) issue('answer_column_missing', 'answer');
  if (mapping.layout === 'wide' && mapping.typeColumns.length === 0)
    issue('type_columns_missing', 'typeColumns');
  if (mapping.columns.parentalResponsibility && !mapping.columns.giver)
    issue('giver_column_missing', 'giver');
  const ways = possibleDates(profile, mapping.columns);
  if (ways.length > 0 && !ways.includes(mapping.dateFormat)) issue('dates_not_so', 'dateFormat');
  const { exportedOn } = mapping;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(exportedOn) || Number.isNaN(Date.parse(exportedOn)))
    issue('export_date_missing', 'exportedOn');
  else if (exportedOn > days.today) issue('export_date_to_come', 'exportedOn');
  else if (days.last && exportedOn < days.last) issue('older_than_last', 'exportedOn');
  return issues;
}
