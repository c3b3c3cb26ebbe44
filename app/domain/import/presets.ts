// What is known beforehand about exports: the headings that usually mean something, and the ways of each system. A guess to be
// confirmed, never applied by itself.
import { answerFrom, isUnticked } from './values.ts';
import {
  COLUMN_ROLES,
  type ColumnRole,
  DATE_FORMATS,
  type DateFormat,
  type ImportMapping,
  keyOf,
  type System,
} from './mapping.ts';
import type { ColumnProfile, ImportProfile } from './profile.ts';

/** Headings as they are compared, best first: a number that never changes before one that may. */
const ALIASES: Readonly<Record<ColumnRole, readonly string[]>> = {
  misId: ['mis id', 'student id', 'pupil id', 'person id', 'upn', 'admission number', 'adno'],
  legalForename: ['legal forename', 'forename', 'first name', 'legal first name'],
  legalSurname: ['legal surname', 'surname', 'last name', 'legal last name'],
  preferredForename: ['preferred forename', 'preferred first name', 'known as'],
  preferredSurname: ['preferred surname', 'preferred last name'],
  // Where a file has no other preferred forename, “known as” is that: roles are settled in their order.
  knownAs: ['known as', 'nickname', 'also known as'],
  yearGroup: ['year group', 'year', 'year name', 'current nc year', 'nc year'],
  registrationGroup: ['reg group', 'registration form', 'tutor group', 'registration name', 'class', 'form'],
  dateOfBirth: ['date of birth', 'dob', 'birth date'],
  startsOn: ['start date', 'date of admission', 'admission date'],
  leavesOn: ['leaving date', 'date of leaving', 'leave date', 'end date'],
  consentType: ['consent type', 'permission', 'consent', 'parental consent'],
  answer: ['state', 'status', 'consent status', 'response', 'consent given'],
  giver: ['informed by', 'confirmed by', 'contact name', 'parent name', 'given by', 'guardian name'],
  answeredOn: ['date', 'consent date', 'date informed', 'response date', 'confirmed on'],
  relationship: ['relationship', 'relation'],
  parentalResponsibility: ['parental responsibility', 'par resp', 'parental resp'],
  giverEmail: ['email', 'e mail', 'contact email', 'email address'],
};

/** Systems that write an empty box for a consent that nobody has answered. */
const UNTICKED_IS_BLANK: readonly System[] = ['sims'];

/** Headings that only one system writes so. */
const SIGNS: readonly (readonly [System, readonly string[]])[] = [
  ['sims', ['adno', 'reg group', 'parental consent']],
  ['arbor', ['student id', 'consent status', 'registration form']],
  ['bromcom', ['person id', 'tutor group', 'informed by']],
  ['scholarpack', ['mis id', 'registration name', 'current nc year', 'par resp']],
  ['juniper', ['pupil id', 'confirmed by', 'registration name']],
];

/** What the headings and cells suggest; every part of it is shown to a person before it counts. */
export function suggestedMapping(profile: ImportProfile, today: string): ImportMapping {
  const system = systemOf(profile.columns);
  const columns = columnsOf(profile.columns);
  const long = columns.consentType !== undefined && columns.answer !== undefined;
  const typeColumns = long ? [] : typeColumnsOf(profile.columns, columns);
  return {
    system,
    layout: long ? 'long' : typeColumns.length > 0 ? 'wide' : 'none',
    columns,
    typeColumns,
    dateFormat: dateFormatOf(profile.columns, columns) ?? 'dmy',
    untickedIsBlank: UNTICKED_IS_BLANK.includes(system),
    isFull: false,
    exportedOn: today,
  };
}

function systemOf(columns: readonly ColumnProfile[]): System {
  const keys = new Set(columns.map(({ header }) => keyOf(header)));
  const scores = SIGNS.map(
    ([system, signs]) => [signs.filter((sign) => keys.has(sign)).length, system] as const,
  );
  const [best] = [...scores].sort(([a], [b]) => b - a);
  return best && best[0] >= 2 ? best[1] : 'other';
}

function columnsOf(columns: readonly ColumnProfile[]): ImportMapping['columns'] {
  const taken = new Set<string>();
  const found: ImportMapping['columns'] = {};
  for (const role of COLUMN_ROLES)
    for (const alias of ALIASES[role]) {
      const column = columns.find(({ header }) => keyOf(header) === alias && !taken.has(header));
      if (!column || found[role] !== undefined) continue;
      found[role] = column.header;
      taken.add(column.header);
    }
  return found;
}

/** Never a kind of consent, though their cells may look like answers. */
const NO_CONSENTS: readonly string[] = [
  'gender',
  'sex',
  'sen',
  'fsm',
  'eal',
  'pp',
  'in care',
  'looked after',
];

/** Columns without a role in which most filled cells are answers. */
function typeColumnsOf(columns: readonly ColumnProfile[], mapped: ImportMapping['columns']): string[] {
  const taken = new Set(Object.values(mapped));
  const looksAnswered = ({ header, filled, values }: ColumnProfile): boolean => {
    if (taken.has(header) || values === null || NO_CONSENTS.includes(keyOf(header))) return false;
    const known = values.filter(([value]) => answerFrom(value, true) !== null);
    return known.reduce((sum, [, count]) => sum + count, 0) * 2 > filled;
  };
  return columns.filter(looksAnswered).map(({ header }) => header);
}

const DATE_ROLES = ['dateOfBirth', 'startsOn', 'leavesOn', 'answeredOn'] as const;

/** The ways of writing that every date column allows. */
export function possibleDates(
  profile: ImportProfile,
  columns: ImportMapping['columns'],
): readonly DateFormat[] {
  const dated = DATE_ROLES.flatMap(
    (role) => profile.columns.find(({ header }) => header === columns[role]) ?? [],
  );
  return DATE_FORMATS.filter((format) =>
    dated.every(({ filled, dates }) => filled === 0 || dates.length === 0 || dates.includes(format)),
  );
}

function dateFormatOf(
  columns: readonly ColumnProfile[],
  mapped: ImportMapping['columns'],
): DateFormat | null {
  const possible = DATE_ROLES.flatMap((role) => columns.find(({ header }) => header === mapped[role]) ?? []);
  return (
    DATE_FORMATS.find((format) =>
      possible.every(({ filled, dates }) => filled === 0 || dates.includes(format)),
    ) ?? null
  );
}

/** Whether a column has empty boxes, whose meaning a person has to say. */
export const hasUnticked = (profile: ImportProfile, headers: readonly string[]): boolean =>
  profile.columns.some(
    ({ header, values }) => headers.includes(header) && (values ?? []).some(([value]) => isUnticked(value)),
  );
