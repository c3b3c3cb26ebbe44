// Finds the classes that the school's records know, in the pieces of a text: codes and names with a year wherever they stand, names
// that are ordinary words (`Maple`) only where a class is plainly meant.
import { type Atom, inCapitals } from '#app/domain/words/reading/atoms.ts';
import { codeStands, isYearNumber, saysClass } from './code-stands.ts';
import { keyAfter, keyBefore, type LabelHit, readable, together, type Walk, wordAt } from './label-hit.ts';
import {
  CLASS_NAMES,
  HOUSES,
  NO_CLASS_AFTER,
  PEOPLE_AFTER,
  SAYS_CLASS_AFTER,
  SAYS_CLASS_BEFORE,
} from './label-words.ts';
import type { KnownLabel, LabelsOfSchool } from './labels-ground.ts';

type Looked = ReadonlyMap<string, readonly { label: KnownLabel; pieces: readonly string[] }[]>;
const looked = new WeakMap<LabelsOfSchool, Looked>();

/** Every class of the school in the text, each where it begins; the longest where several begin together. */
export function knownLabels(walk: Walk, labels: LabelsOfSchool): LabelHit[] {
  if (labels.groups.length === 0) return [];
  const byFirst = byFirstPiece(labels);
  return walk.atoms.flatMap((atom): LabelHit[] => {
    const found = (byFirst.get(atom.key) ?? []).find(({ pieces }) => stands(walk, atom, pieces));
    const last = found && walk.atoms[atom.index + found.pieces.length - 1];
    if (!found || !last) return [];
    const { label } = found;
    return [{ from: atom.from, to: last.to, year: label.year, known: label.pieces.join(' ') }];
  });
}

/** Each label under its first piece, the longer first; `4 Hazel` also under its name alone. */
function byFirstPiece(labels: LabelsOfSchool): Looked {
  const before = looked.get(labels);
  if (before) return before;
  const map = new Map<string, { label: KnownLabel; pieces: readonly string[] }[]>();
  for (const label of labels.groups) {
    const name = label.pieces.slice(1);
    const alone = isYearNumber(label.pieces[0] ?? '') && (name[0]?.length ?? 0) > 2 ? [name] : [];
    for (const pieces of [label.pieces, ...alone]) {
      const key = pieces[0] ?? '';
      map.set(key, [...(map.get(key) ?? []), { label, pieces }]);
    }
  }
  for (const [key, list] of map)
    map.set(
      key,
      list.sort((a, b) => b.pieces.length - a.pieces.length),
    );
  looked.set(labels, map);
  return map;
}

function stands(walk: Walk, first: Atom, pieces: readonly string[]): boolean {
  const atoms = walk.atoms.slice(first.index, first.index + pieces.length);
  const last = atoms.at(-1);
  if (!last || atoms.length < pieces.length || !readable(walk, first)) return false;
  if (!atoms.every(({ key }, index) => key === pieces[index])) return false;
  if (!atoms.every((atom, index) => index === 0 || together(walk, atoms[index - 1], atom))) return false;
  if (!last.ends && wordAt(walk, last.word)?.within !== '#') return false;
  if (atoms.every(({ digits }) => digits)) return false;
  if (first.digits) return numbered(walk, first, atoms[1] ?? last, last, pieces.length);
  return pieces.length > 1 ? true : named(walk, first);
}

/** `7B`, `4 Hazel`, `10X/Ma2`. */
function numbered(walk: Walk, first: Atom, second: Atom, last: Atom, count: number): boolean {
  if (count > 2) return saysClass(walk, first, last) || inCapitals(walk.folded.text, second);
  if (second.key.length <= 2) return codeStands(walk, first, second, true);
  const capital = wordAt(walk, second.word)?.capital === true || second.word === first.word;
  // `8 brunel`, typed in a hurry: a name that is no tree and no colour means the class alone.
  const rare =
    second.key.length > 3 && !CLASS_NAMES.has(second.key) && !CLASS_NAMES.has(second.key.replace(/s$/, ''));
  return saysClass(walk, first, last) || ((capital || rare) && !NO_CLASS_AFTER.has(keyAfter(walk, last)));
}

/** `Maple`, only where a class is meant: `Maple class`, `Class Maple`, `Year 4 Maple`, `in Maple`. */
function named(walk: Walk, atom: Atom): boolean {
  const [before, after] = [keyBefore(walk, atom), keyAfter(walk, atom)];
  if (SAYS_CLASS_BEFORE.has(before) || SAYS_CLASS_AFTER.has(after)) return true;
  const [word, next] = [wordAt(walk, atom.word), wordAt(walk, atom.word + 1)];
  if (!word?.capital) return false;
  const earlier = walk.atoms[atom.index - 1];
  const saysYear = earlier && (earlier.digits ? isYearNumber(earlier.key) : EARLY_YEARS.has(earlier.key));
  if (saysYear && together(walk, earlier, atom)) return true;
  if (word.within === '#')
    return word.parts.length === 0 || SAYS_CLASS_AFTER.has(walk.atoms[atom.index + 1]?.key ?? '');
  if (HOUSES.has(after) || atom.key.length < 3) return false;
  const place = next?.capital === true && next.sentence === word.sentence;
  if (place) return false;
  return (
    (NAMES_FOLLOW.has(before) && !NO_CLASS_AFTER.has(after)) ||
    (PEOPLE_NAMED.has(after) && PEOPLE_AFTER.has(after))
  );
}

/** `Reception Acorns`: years that have no number. */
const EARLY_YEARS = new Set(['reception', 'nursery']);

/** `in Maple`, `from Kingfishers`, `our Kingfishers`. */
const NAMES_FOLLOW = new Set(['in', 'from', 'for', 'by', 'our', 'with']);
const PEOPLE_NAMED = new Set(['pupils', 'children', 'students']);
