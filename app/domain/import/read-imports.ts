// What the pages about imports show: the school's files, one file with what may be said about it, and its report, a page at a time.
import type { Database } from '#db/client.server.ts';
import {
  importRowsAfter,
  importsOfSchool,
  openImport,
  presetsOfSchool,
  type ImportRow,
  signedTypes,
  type TypeMapRow,
} from '#db/queries/imports.server.ts';
import { doubtfulPupils } from '#db/queries/pupils-on-record.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { closedDatesKnown } from '#app/domain/consent/consent-ground.ts';
import { daysUntilStale } from '#app/domain/consent/export-age.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { found } from '#app/domain/errors.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { type ImportRef, readImport } from './find-import.ts';
import { type ImportMapping, sourceOf } from './mapping.ts';
import type { AskTwice } from './plan-summary.ts';
import { suggestedMapping } from './presets.ts';
import { typesIn } from './sign-types.ts';

/** Rows of the report read at once. */
const REPORT_PAGE = 5_000;

export interface ImportsPage {
  open: ImportRow | null;
  all: ImportRow[];
  /** the date of the records that are in use, or null while they are kept by hand */
  exportedAt: Date | null;
  /** days until they are too old to rely on, 0 when they are; null while they are kept by hand */
  staleInDays: number | null;
  doubtful: { missing: number; unclear: number };
}

/** Errors: AppError forbidden without `import.upload`; not_found for another school. */
export async function listImports(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<ImportsPage> {
  requireMay(person, 'import.upload', schoolId, at);
  const scope = { schoolId };
  const school = found(await findSchool(db, scope), 'school');
  const closedDates = await closedDatesKnown(db, scope);
  return {
    open: await openImport(db, scope),
    all: await importsOfSchool(db, scope),
    exportedAt: school.consentExportedAt,
    staleInDays:
      school.consentExportedAt && daysUntilStale(school.consentExportedAt, { ...school, closedDates }, at),
    doubtful: await doubtfulPupils(db, scope),
  };
}

export interface ImportPage {
  row: ImportRow;
  /** the description as it stands, or the one that is suggested; null while the file is being read */
  mapping: ImportMapping | null;
  presets: { name: string; mapping: ImportMapping }[];
  /** kinds of consent with what was signed last; null when they are too many */
  types: { type: string; label: string; signed: TypeMapRow | null }[] | null;
  ask: AskTwice;
}

/** Errors: as {@link listImports}; not_found for no such import. */
export async function readImportPage(
  db: Database,
  person: Person,
  ref: ImportRef,
  at: Date,
): Promise<ImportPage> {
  const row = await readImport(db, person, ref, at);
  const school = found(await findSchool(db, ref), 'school');
  const presets = await presetsOfSchool(db, ref);
  const { profile } = row;
  const mapping = row.mapping ?? (profile && suggestedMapping(profile, dateInSchool(at, school.zone)));
  const kinds = profile && mapping ? typesIn(profile, mapping) : new Map<string, string>();
  const signed = mapping ? await signedTypes(db, ref, sourceOf(mapping.system)) : [];
  const { importAskTwiceCount: count, importAskTwicePercent: percent } = settingsOf(school.settings);
  return {
    row,
    mapping,
    presets: presets.map(({ name, mapping: kept }) => ({ name, mapping: kept })),
    types:
      kinds &&
      [...kinds].map(([type, label]) => ({
        type,
        label,
        signed: signed.find((each) => each.type === type) ?? null,
      })),
    ask: { count, percent },
  };
}

/** Every row's fate, in the order of the file. Errors: as {@link readImportPage}. */
export async function* readReport(
  db: Database,
  ref: ImportRef,
): AsyncGenerator<{ row: number; misId: string; fate: string }[]> {
  let after = { row: -1, misId: '' };
  for (;;) {
    const rows = await importRowsAfter(db, ref, ref.importId, after, REPORT_PAGE);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last;
  }
}
