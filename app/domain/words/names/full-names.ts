// Full names of pupils in a text: forename and surname in either order, with what people put between them, two who share a surname,
// and names written without any space.
import { EVERYDAY_SURNAMES } from './everyday-names.ts';
import {
  type NameHit,
  type NamesRead,
  namesWithin,
  pupilsWithBoth,
  together,
  type WordOfNames,
} from './name-hits.ts';
import { isOrdinal, mayBeSurname, PARTICLES, TITLES } from './name-surroundings.ts';
import { type NameAtom, type NameToken, splitsOf } from './name-tokens.ts';
import type { PupilNamed } from './names-ground.ts';

export interface NameSpan {
  from: number;
  to: number;
  pupils: readonly PupilNamed[];
  /** stands in a list in which the two may as well be two children */
  inList: boolean;
  /** the forename is not the pupil's own, but nearly */
  near?: boolean;
}

/** Atoms between forename and surname, at most. */
const MOST_BETWEEN = 4;
/** Words of the same name behind it that are marked with it, at most: a name written again and again is many names. */
const MOST_FOLLOWING = 6;

export function fullNamesIn(read: NamesRead, everyday: ReadonlySet<string>): NameSpan[] {
  const spans: NameSpan[] = [];
  const forenames = read.hits.filter(({ part, token }) => part === 'forename' && !token.plural);
  const surnames = new Map<number, NameHit[]>();
  for (const hit of read.hits) {
    if (hit.part !== 'surname') continue;
    const here = surnames.get(hit.token.first);
    if (here) here.push(hit);
    else surnames.set(hit.token.first, [hit]);
  }
  for (const forename of forenames) {
    const { first, end } = forename.token;
    for (let at = first - MOST_BETWEEN; at <= end + MOST_BETWEEN; at++)
      for (const surname of surnames.get(at) ?? []) {
        if (!bothLookLikeNames(forename, surname, everyday)) continue;
        if (forename.like === 'near' && !sideBySide(forename, surname)) continue;
        for (const pupils of pupilsWithBoth(forename.of, surname.of)) {
          const inList = standTogether(read, forename, surname, pupils);
          if (inList === null) continue;
          const span = spanOf(read, forename, surname, pupils, inList);
          spans.push(forename.like === 'near' ? { ...span, near: true } : span);
        }
      }
  }
  return [...spans, ...runTogether(read), ...pairedIn(read, everyday)];
}

const sideBySide = ({ token: one }: NameHit, { token: other }: NameHit): boolean =>
  one.end === other.first || other.end === one.first;

/** Two everyday words are a name only with capitals, and so are two of two letters. */
function bothLookLikeNames(f: NameHit, s: NameHit, everyday: ReadonlySet<string>): boolean {
  const short = f.token.key.length <= 2 || s.token.key.length <= 2;
  const [plainF, plainS] = [everyday.has(f.token.key), EVERYDAY_SURNAMES.has(s.token.key)];
  if ((short || (plainF && plainS)) && !(f.token.capital && s.token.capital)) return false;
  return !(plainS && f.token.capital && !s.token.capital);
}

/** Null: they are no name of these pupils, whose names have the same words; else whether they stand like two of a list. */
function standTogether(read: NamesRead, f: NameHit, s: NameHit, pupils: Alike): boolean | null {
  if (f.token.end <= s.token.first) return forenameFirst(read, f, s, pupils);
  if (s.token.end <= f.token.first) return surnameFirst(read, f, s, pupils);
  return null;
}

type Alike = readonly PupilNamed[];

function forenameFirst(read: NamesRead, f: NameHit, s: NameHit, pupils: Alike): boolean | null {
  const { atoms } = read;
  const before = atoms[f.token.first - 1];
  const sainted = before && SAINTS.has(before.key) && !isOrdinal(read.text, before);
  if (sainted && before.sentence === atoms[f.token.first]?.sentence) return null;
  if (setApart(read, f.token.end, s.token, s)) return false;
  const gap = atoms.slice(f.token.end, s.token.first);
  let strangers = 0;
  for (const [index, atom] of gap.entries()) {
    const own = isOwn(read, f.token.end + index, pupils);
    if (own || PARTICLES.has(atom.key) || (atom.key.length === 1 && atom.key !== 'i')) continue;
    const shared = index === 0 && gap.length === 2 && (atom.key === 'and' || atom.key === 'n');
    if (shared && !TITLES.has(gap[1]?.key ?? '')) continue;
    const allSmall = !f.token.capital && !s.token.capital && !atom.capital && gap.length === 1;
    if (!(allSmall ? bothRare(f, s) : mayBeSurname(atom)) || ++strangers > 2) return null;
  }
  const apart = atoms.slice(f.token.end - 1, s.token.first + 1);
  if (gap.at(-1)?.key === 'and' || gap[0]?.possessive || atoms[f.token.end - 1]?.possessive) return null;
  return parted(read, apart, false) ? null : listed(read, apart, s);
}

/** "St Thomas More" is a saint's name, and a school's. */
const SAINTS = new Set(['st', 'saint', 'san', 'santa']);
/** What parts them in rows that were copied from a list or a page. */
const IN_ROWS = new Set([',', ';', '","', '";"', '\t', '&nbsp;', '&#160;', '%20', '+']);
const BRACKETED =
  /^\s?(?:\([^()]{1,30}\)|\[[^[\]]{1,30}\]|“[^“”]{1,30}”|"[^"]{1,30}"|‘[^‘’]{1,30}’|'[^']{1,30}')\s?$/u;

/**
 * `Jane (7B) Smith`, `Jane (Smith)`, `Jane;Smith;4H`: what stands between is an aside, brackets, or the mark between two columns.
 * `end`: index after the last word of the first of the two; `second`: the other.
 */
function setApart({ atoms, text, index }: NamesRead, end: number, second: NameToken, s: NameHit): boolean {
  const [last, next, closing] = [atoms[end - 1], atoms[second.first], atoms[second.end - 1]];
  if (!last || !next || !closing || last.possessive || EVERYDAY_SURNAMES.has(s.token.key)) return false;
  const between = text.slice(last.to, next.from);
  if (between.length > 34) return false;
  if (BRACKETED.test(between)) return true;
  if (second.first === end && /^ ?[([]$/.test(between)) return /[)\]]/.test(text[closing.to] ?? '');
  return IN_ROWS.has(between) && !hasForename({ index }, s);
}

/** Words that mean nothing else, so that a word in small letters between them is a middle name. */
const bothRare = (f: NameHit, s: NameHit): boolean =>
  f.token.key.length > 2 && s.token.key.length > 2 && !EVERYDAY_SURNAMES.has(s.token.key);

function surnameFirst(read: NamesRead, f: NameHit, s: NameHit, pupils: Alike): boolean | null {
  const { atoms, text } = read;
  const title = TITLES.has(atoms[s.token.first - 1]?.key ?? '');
  if (!title && setApart(read, s.token.end, f.token, s)) return false;
  const gap = atoms.slice(s.token.end, f.token.first);
  if (gap.length > 1) return null;
  if (gap.some((atom, index) => atom.key.length > 1 && !isOwn(read, s.token.end + index, pupils)))
    return null;
  const apart = atoms.slice(s.token.end - 1, f.token.first + 1);
  if (atoms[s.token.end - 1]?.possessive || parted(read, apart, true)) return null;
  const [before, after] = [atoms[s.token.first - 1], atoms[f.token.end]];
  if (before && TITLES.has(before.key)) return null;
  const comma = apart.some((atom, index) => {
    const next = apart[index + 1];
    return next !== undefined && text.slice(atom.to, next.from).includes(',');
  });
  // "Tom Smith, Jane Brown" is two people, each with a surname of their own.
  const ownSurname =
    after !== undefined &&
    mayBeSurname(after) &&
    /^[ -]$/.test(text.slice(atoms[f.token.end - 1]?.to, after.from));
  const othersSurname =
    before !== undefined &&
    mayBeSurname(before) &&
    /^[ -]$/.test(text.slice(before.to, atoms[s.token.first]?.from));
  if (ownSurname && (comma || othersSurname) && !isOwn(read, f.token.end, pupils)) return null;
  if (othersSurname && comma) return null;
  return listed(read, apart, s) || (comma && hasForename(read, s));
}

const isOwn = ({ at }: NamesRead, index: number, [pupil]: Alike): boolean =>
  pupil !== undefined && at.get(index)?.some(({ has, token }) => !token.plural && has.has(pupil)) === true;

/** The end of a sentence, or a mark that parts, stands between two of them. A full stop without a space parts nothing. */
function parted({ text }: NamesRead, atoms: readonly NameAtom[], commaAllowed: boolean): boolean {
  return atoms.some((atom, index) => {
    const next = atoms[index + 1];
    if (!next) return false;
    const between = text.slice(atom.to, next.from);
    if (between === '.') return false;
    if (atom.sentence !== next.sentence || between.length > 40) return true;
    return /[;:!?/()]/u.test(between) || (!commaAllowed && between.includes(','));
  });
}

/** On two lines, where the surname is a forename of a pupil too, they may be two children. */
const listed = (read: NamesRead, atoms: readonly NameAtom[], s: NameHit): boolean =>
  atoms.some((atom, index) => {
    const next = atoms[index + 1];
    return next !== undefined && read.text.slice(atom.to, next.from).includes('\n');
  }) && hasForename(read, s);

const hasForename = ({ index }: Pick<NamesRead, 'index'>, { token }: NameHit): boolean =>
  index.get(token.key)?.some(({ part, alone, like }) => part === 'forename' && !like && alone.length > 0) ===
  true;

/** With the words of the same name that follow. */
function spanOf(read: NamesRead, f: NameHit, s: NameHit, pupils: Alike, inList: boolean): NameSpan {
  const { atoms } = read;
  const first = Math.min(f.token.first, s.token.first);
  let end = Math.max(f.token.end, s.token.end);
  const furthest = end + MOST_FOLLOWING;
  while (
    end < furthest &&
    atoms[end]?.sentence === atoms[end - 1]?.sentence &&
    end < atoms.length &&
    isOwn(read, end, pupils)
  ) {
    if (parted(read, atoms.slice(end - 1, end + 1), false)) break;
    end++;
  }
  return { from: atoms[first]?.from ?? 0, to: atoms[end - 1]?.to ?? 0, pupils, inList };
}

/** `janesmith.jpg`: a word that is forename and surname, in either order, and nothing else. */
function pairedIn({ pairs, index }: NamesRead, everyday: ReadonlySet<string>): NameSpan[] {
  return pairs.flatMap(({ key, from, to }) => {
    const pupils = splitsOf(key).flatMap(([before, after]) =>
      (index.get(before) ?? []).flatMap((one) =>
        (index.get(after) ?? []).flatMap((other) => {
          if (one.part === other.part || one.like === 'near' || other.like === 'near') return [];
          const [forename, surname] = one.part === 'forename' ? [before, after] : [after, before];
          // "Rosewood" is a wood.
          if (everyday.has(forename) && EVERYDAY_SURNAMES.has(surname)) return [];
          return pupilsWithBoth(one, other);
        }),
      ),
    );
    return pupils.length > 0 ? [{ from, to, pupils: together(pupils), inList: false }] : [];
  });
}

/** `#janesmith`, `J-a-n-e S-m-i-t-h`: forename and surname of one pupil next to each other in one run of letters. */
function runTogether({ runs, index, text }: NamesRead): NameSpan[] {
  return runs.flatMap((run) => {
    const { key, from, to } = run;
    const ends = new Map<number, WordOfNames[]>();
    const pieces = namesWithin(index, run).flatMap((piece) => {
      const words = piece.words.filter(({ like }) => like !== 'near');
      if (words.length > 0) ends.set(piece.end, [...(ends.get(piece.end) ?? []), ...words]);
      return words.map((word) => ({ ...piece, word }));
    });
    const pupils = pieces.flatMap(({ word, start, end, key: piece }) =>
      piece.length > 2 || end === key.length
        ? (ends.get(start) ?? []).flatMap((before) =>
            before.part === word.part ? [] : pupilsWithBoth(word, before),
          )
        : [],
    );
    if (pupils.length === 0) return [];
    const tag = text[from - 1] === '#' || text[from - 1] === '＃' ? 1 : 0;
    return [{ from: from - tag, to, pupils: together(pupils), inList: false }];
  });
}
