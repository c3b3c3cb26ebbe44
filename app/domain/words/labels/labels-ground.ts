// The school's classes, forms and year groups, as its records call them (T-03).
import { type Atom, atomsOf } from '#app/domain/words/reading/atoms.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';

/** One class or form, in the pieces in which it is looked for. */
export interface KnownLabel {
  /** the pieces that make it this class, without `Year`, `Class` and the like: `4 Hazel` → 4, hazel */
  pieces: readonly string[];
  /** the year it belongs to, as a post would say it (`Year 4`); null where several share the label or it has none */
  year: string | null;
}

export interface LabelsOfSchool {
  /** every class, form and registration group of pupils on roll */
  readonly groups: readonly KnownLabel[];
  /** how many of them each year group has: by `Year 4` */
  readonly perYear: ReadonlyMap<string, number>;
}

export const NO_LABELS: LabelsOfSchool = { groups: [], perYear: new Map() };

/** Words before a number or name that say that a class is meant and are no part of what it is called. */
export const LABEL_PREFIXES: ReadonlySet<string> = new Set([
  'year',
  'yr',
  'y',
  'class',
  'form',
  'group',
  'tutor',
  'tg',
  'set',
  'reception',
  'nursery',
  'r',
  'n',
]);

/** Labels as they are looked for, from each pair of registration group and year group that stands in the records. */
export function labelsOf(rows: readonly { group: string; year: string }[]): LabelsOfSchool {
  const byKey = new Map<string, KnownLabel>();
  const classes = new Map<string, Set<string>>();
  for (const row of rows) {
    const pieces = corePieces(row.group);
    const year = yearName(row.year) ?? yearName(row.group);
    if (pieces.length === 0) continue;
    const key = pieces.join(' ');
    const known = byKey.get(key);
    byKey.set(key, { pieces, year: known && known.year !== year ? null : year });
    if (year) classes.set(year, (classes.get(year) ?? new Set()).add(key));
  }
  return {
    groups: [...byKey.values()],
    perYear: new Map([...classes].map(([year, labels]) => [year, labels.size])),
  };
}

function corePieces(group: string): string[] {
  const atoms = atomsOf(foldText(group));
  const first = atoms.findIndex((atom, index) => !isPrefix(atom, index, atoms));
  return first < 0 ? [] : atoms.slice(first).map(({ key }) => key);
}

/** `Year 4` and `Reception` by themselves are year groups, which is what is left when no more pieces follow. */
const isPrefix = ({ key }: Atom, index: number, atoms: readonly Atom[]): boolean =>
  LABEL_PREFIXES.has(key) && (key.length > 1 || index < atoms.length - 1) && !isWholeCode(index, atoms);

/** `R` of `RB` is no prefix: it stands in one word with what follows. */
const isWholeCode = (index: number, atoms: readonly Atom[]): boolean =>
  atoms[index]?.key.length === 1 &&
  atoms[index + 1]?.word === atoms[index]?.word &&
  atoms[index + 1]?.digits === false;

/** `4`, `Y4`, `Year 4`, `4 Hazel` → `Year 4`; `R`, `Reception Acorns` → `Reception`; null where no year can be told. */
export function yearName(written: string): string | null {
  const atoms = atomsOf(foldText(written));
  const number = atoms.find(({ digits }) => digits)?.key.replace(/^0+/, '');
  if (number && Number(number) >= 1 && Number(number) <= 13) return `Year ${number}`;
  const [first] = atoms;
  if (first?.key === 'r' || first?.key === 'reception' || number === '') return 'Reception';
  if (first?.key === 'n' || first?.key.startsWith('nursery')) return 'Nursery';
  return null;
}
