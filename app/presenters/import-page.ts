// One import as its page shows it: which step it is at, and the forms of that step filled in with what is known.
import type { MappingView } from '#app/components/import-mapping.tsx';
import type { TypesView } from '#app/components/import-types.tsx';
import { CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import { confirmsMany, startsMany } from '#app/domain/import/decide-import.ts';
import { COLUMN_ROLES, DATE_FORMATS, type ImportMapping, SYSTEMS } from '#app/domain/import/mapping.ts';
import { hasUnticked } from '#app/domain/import/presets.ts';
import type { ImportProfile } from '#app/domain/import/profile.ts';
import type { ImportPage } from '#app/domain/import/read-imports.ts';
import { PLACE_WORDS, PURPOSE_WORDS, USE_WORDS } from './consent-labels.ts';
import { DATE_WORDS, problemWords, ROLE_WORDS, summaryLines, SYSTEM_WORDS } from './imports.ts';
import { whenWords } from './when.ts';

/** The description form; `mapping` is what it is filled in with. */
export function mappingView(profile: ImportProfile, mapping: ImportMapping): MappingView {
  const headers = profile.columns.map(({ header }) => header);
  return {
    headers,
    sample: profile.sample.map((row) => [...row]),
    roles: COLUMN_ROLES.map((role) => {
      const chosen = mapping.columns[role] ?? '';
      return { role, label: ROLE_WORDS[role], chosen: headers.includes(chosen) ? chosen : '' };
    }),
    systems: SYSTEMS.map((value) => ({ value, label: SYSTEM_WORDS[value] })),
    system: mapping.system,
    layout: mapping.layout,
    dateFormats: DATE_FORMATS.map((value) => ({ value, label: DATE_WORDS[value] })),
    dateFormat: mapping.dateFormat,
    typeColumns: mapping.typeColumns.filter((header) => headers.includes(header)),
    asksUnticked: hasUnticked(profile, headers),
    untickedIsBlank: mapping.untickedIsBlank,
    isFull: mapping.isFull,
    exportedOn: mapping.exportedOn,
  };
}

const DELIMITER_WORDS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };

/** How the bytes were read, in one sentence, and the other ways there are. */
export function readAsView({ as, rows }: ImportProfile) {
  const read =
    as.kind === 'xlsx'
      ? `Read as Excel, sheet “${as.sheet}”`
      : `Read as CSV in ${as.encoding === 'utf-8' ? 'UTF-8' : 'Windows letters'}, cells parted by ${DELIMITER_WORDS[as.delimiter]}`;
  return {
    sentence: `${read}: ${rows} ${rows === 1 ? 'row' : 'rows'}.`,
    sheets: as.kind === 'xlsx' ? as.sheets.map((sheet) => ({ value: sheet, label: sheet })) : [],
    sheet: as.kind === 'xlsx' ? as.sheet : '',
    encoding: as.kind === 'csv' ? as.encoding : null,
    delimiter: as.kind === 'csv' ? as.delimiter : null,
  };
}

const words = <T extends string>(all: readonly T[], label: Readonly<Record<T, string>>) =>
  all.map((value) => ({ value, label: label[value] }));

/** The signing form, filled in with what was signed last; null when the kinds of consent are too many. */
export function typesView({ types }: ImportPage, zone: string, at: Date): TypesView | null {
  if (!types) return null;
  return {
    subjects: words(SUBJECTS, USE_WORDS),
    channels: words(CHANNELS, PLACE_WORDS),
    purposes: words(PURPOSES, PURPOSE_WORDS),
    types: types.map(({ type, label, signed }) => ({
      type,
      label,
      use: signed ? !signed.ignored : false,
      subjects: signed?.subjects ?? [],
      channels: signed?.channels ?? [],
      purposes: signed?.purposes ?? [],
      accountScope: signed?.accountScope ?? 'own_school',
      bare: signed?.bareReachesSocial ?? false,
      signed: signed
        ? `Signed ${whenWords(signed.signedAt, zone, at).text}, version ${signed.version}. It stands unless you change it.`
        : null,
    })),
  };
}

/** Numbers, examples and problems of a preview or a result; null before there are any. */
export function previewView({ row, ask }: ImportPage) {
  const { summary } = row;
  if (!summary) return null;
  return {
    ...summaryLines(summary),
    startTwice: startsMany(summary, ask),
    confirmTwice: confirmsMany(summary, ask),
    flips: summary.flips,
    problems: summary.problems.map(([code, count]) => ({ label: problemWords(code), value: count })),
    ignored: [...summary.ignoredTypes],
    examples: summary.examples.map(({ misId, rows, added, fields, now, waits }) => ({
      misId,
      rows: rows.join(', '),
      what: [
        added ? 'New pupil' : '',
        fields.map((field) => ROLE_WORDS[field as keyof typeof ROLE_WORDS] ?? field).join(', '),
        now > 0 ? `${now} that ${now === 1 ? 'takes' : 'take'} permission away` : '',
        waits > 0 ? `${waits} that ${waits === 1 ? 'gives' : 'give'} permission` : '',
      ]
        .filter(Boolean)
        .join('; '),
    })),
  };
}
