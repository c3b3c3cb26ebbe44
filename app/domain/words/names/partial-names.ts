// Parts of pupils' names that still tell who is meant: an initial with a surname, a forename with an initial, `the Smith twins`, and
// a surname that stands alone.
import { EVERYDAY_SURNAMES } from './everyday-names.ts';
import { type NameHit, type NamesRead, together } from './name-hits.ts';
import { HALLOWED, isOrdinal, isThing, mayBeSurname, TITLES, touch } from './name-surroundings.ts';
import { meeting } from '#app/domain/words/reading/spans.ts';
import type { NameSpan } from './full-names.ts';
import type { PupilNamed } from './names-ground.ts';

const KIN = new Set(
  'twins twin triplets triplet quadruplets siblings sibling brothers sisters bros'.split(' '),
);
/** The same of a surname that is no everyday word: "the Brook girls" are a team. */
const YOUNG_KIN = new Set('girls boys children kids'.split(' '));
/** Brothers and sisters whom every school teaches about. */
const FAMOUS_KIN = new Set(
  'wright grimm marx bronte bronté warner williams weasley kray everly jonas andrews bell mann koch'.split(
    ' ',
  ),
);

/** A captain at a school is mostly a pupil: `Captain Thorneycroft leads the team out`. */
const isTitle = ({ key }: { key: string }): boolean => TITLES.has(key) && key !== 'captain';

/** Before a place, and hardly before a person. */
const AT_PLACES = new Set(['at', 'in', 'near']);

/** Surnames of pupils on roll here, with a capital, each place once. */
const surnames = ({ hits, atoms }: NamesRead, plural = false): NameHit[] =>
  hits.filter(
    ({ part, alone, token, leads }) =>
      part === 'surname' && alone.length > 0 && hasCapital(atoms, token) && token.plural === plural && leads,
  );

/** `van der Berg`, `ap Rhys`: the capital stands in the last of its words. */
const hasCapital = (atoms: NamesRead['atoms'], { first, end, capital }: NameHit['token']): boolean =>
  capital || (end > first + 1 && atoms[end - 1]?.capital === true);

/** `J Smith`, `J. K. Smith`, `Smith, J`, `SMITH J`. */
export function initialsAndSurnames(read: NamesRead): NameSpan[] {
  const { atoms, text } = read;
  return surnames(read).flatMap(({ token, alone }): NameSpan[] => {
    let first = token.first;
    while (touch(read, atoms[first - 1], atoms[first]) && isInitial(read, first - 1)) first--;
    if (first === token.first && isInitials(read, first - 1, token)) first--;
    const letters = atoms.slice(first, token.first).map(({ key }) => key.slice(0, 1));
    const [start, last, next] = [atoms[first], atoms[token.end - 1], atoms[token.end]];
    if (!start || !last) return [];
    const before = atoms[token.first - 1];
    const titled = TITLES.has(atoms[first - 1]?.key ?? '') && atoms[first - 1]?.sentence === start.sentence;
    const initialed = titled ? [] : withInitial(alone, 'forename', letters);
    if (initialed.length > 0) return [{ from: start.from, to: last.to, pupils: initialed, inList: false }];
    const between = next ? text.slice(last.to, next.from) : '';
    const follows =
      next?.key.length === 1 &&
      next.capital &&
      between.includes(',') &&
      between.length < 4 &&
      next.sentence === last.sentence;
    const inRegister =
      between === ' ' &&
      !titled &&
      letters.length === 0 &&
      isInitial(read, token.end) &&
      !mayBeSurname(before);
    const pupils = next && (follows || inRegister) ? withInitial(alone, 'forename', [next.key]) : [];
    return pupils.length > 0 ? [{ from: start.from, to: next?.to ?? last.to, pupils, inList: false }] : [];
  });
}

const withInitial = (
  pupils: readonly PupilNamed[],
  part: 'forename' | 'surname',
  letters: readonly string[],
): PupilNamed[] =>
  letters.length === 0
    ? []
    : pupils.filter(({ initials }) => letters.some((letter) => initials[part].includes(letter)));

/** One capital letter; `A` and `I` are words too and need a full stop. */
function isInitial({ atoms, text }: NamesRead, at: number): boolean {
  const atom = atoms[at];
  if (!atom || atom.key.length !== 1 || !atom.capital || !/^\p{L}$/u.test(atom.key)) return false;
  if (atom.key !== 'a' && atom.key !== 'i') return true;
  return text[atom.to] === '.' || /^-\p{Lu}(?!\p{L})/u.test(text.slice(atom.to, atom.to + 4));
}

/** `JK` in `JK Smith`: capitals run together right before a surname that is no everyday word. */
function isInitials(read: NamesRead, at: number, surname: NameHit['token']): boolean {
  const { atoms, text, shouted } = read;
  const atom = atoms[at];
  if (!atom || shouted.has(atom.sentence) || TITLES.has(atom.key) || EVERYDAY_SURNAMES.has(surname.key))
    return false;
  return INITIALS.test(text.slice(atom.from, atom.to)) && touch(read, atom, atoms[surname.first]);
}

/** Two or three capitals that may be initials without full stops. */
export const INITIALS = /^\p{Lu}{2,3}$/u;

/** `#jsmith`: an initial and a surname that is no everyday word, and nothing else. */
export function initialsInTags({ runs, index, text }: NamesRead): NameSpan[] {
  return runs.flatMap(({ key, from, to }): NameSpan[] => {
    if (!/[#＃]/u.test(text[from - 1] ?? '')) return [];
    const surname = key.slice(1);
    if (surname.length < 4 || EVERYDAY_SURNAMES.has(surname)) return [];
    const alone = (index.get(surname) ?? []).flatMap((word) =>
      word.part === 'surname' && word.leads ? word.alone : [],
    );
    const pupils = withInitial(alone, 'forename', [key.slice(0, 1)]);
    return pupils.length > 0 ? [{ from: from - 1, to, pupils, inList: false }] : [];
  });
}

/** `Jane S`, with the first letter of her own surname. */
export function forenamesAndInitials(read: NamesRead): NameSpan[] {
  const { atoms } = read;
  return read.hits.flatMap(({ part, alone, token, leads, like }): NameSpan[] => {
    if (
      part !== 'forename' ||
      like === 'near' ||
      !leads ||
      alone.length === 0 ||
      token.plural ||
      !token.capital
    )
      return [];
    const [start, last, next] = [atoms[token.first], atoms[token.end - 1], atoms[token.end]];
    if (!start || !touch(read, last, next) || !next || !isInitial(read, token.end)) return [];
    const pupils = withInitial(alone, 'surname', [next.key]);
    return pupils.length > 0 ? [{ from: start.from, to: next.to, pupils, inList: false }] : [];
  });
}

/** `the Smith twins`, `the Khan sisters`. */
export function kinOf(read: NamesRead): NameSpan[] {
  const { atoms } = read;
  return read.hits.flatMap(({ part, alone, token, leads }): NameSpan[] => {
    if (part !== 'surname' || !leads || alone.length === 0 || token.plural || FAMOUS_KIN.has(token.key))
      return [];
    const [start, last, next] = [atoms[token.first], atoms[token.end - 1], atoms[token.end]];
    if (!start || !next || !touch(read, last, next)) return [];
    const everyday = EVERYDAY_SURNAMES.has(token.key);
    if (!KIN.has(next.key) && !(YOUNG_KIN.has(next.key) && token.capital && !everyday)) return [];
    if (everyday && !token.capital) return [];
    return [{ from: start.from, to: next.to, pupils: alone, inList: false }];
  });
}

/** A surname by itself, or `the Smiths`: not a teacher's, a place's, another person's, or a word that means something else. */
export function surnamesAlone(read: NamesRead, schoolWords: ReadonlySet<string>): NameSpan[] {
  const { atoms, text } = read;
  const families = surnames(read, true).filter(({ token }) => atoms[token.first - 1]?.key === 'the');
  return [...surnames(read), ...families].flatMap(({ token, alone }): NameSpan[] => {
    const [before, start, last, after] = [
      atoms[token.first - 1],
      atoms[token.first],
      atoms[token.end - 1],
      atoms[token.end],
    ];
    if (!start || !last || token.key.length < 3 || start.within !== null) return [];
    if (EVERYDAY_SURNAMES.has(token.key) || schoolWords.has(token.key) || isThing(after)) return [];
    if (before && before.sentence === start.sentence) {
      if (isTitle(before) || (HALLOWED.has(before.key) && !isOrdinal(text, before))) return [];
      if (AT_PLACES.has(before.key) && !last.possessive) return [];
      if (touch(read, before, start) && (mayBeSurname(before) || before.key.length === 1)) return [];
    }
    return [{ from: start.from, to: last.to, pupils: alone, inList: false }];
  });
}

/** Spans that meet become one; pupils of each are put together. */
export function merged(spans: readonly NameSpan[]): NameSpan[] {
  const out: (Omit<NameSpan, 'pupils'> & { pupils: (readonly PupilNamed[])[] })[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = out.at(-1);
    if (last && span.from < last.to) {
      last.to = Math.max(last.to, span.to);
      last.pupils.push(span.pupils);
      last.inList &&= span.inList;
      if (!span.near) delete last.near;
    } else out.push({ ...span, pupils: [span.pupils] });
  }
  return out.map(({ pupils, ...span }) => ({ ...span, pupils: together(pupils) }));
}

/** Those that do not meet any of the others. */
export const apartFrom = (spans: readonly NameSpan[], others: readonly NameSpan[]): NameSpan[] => {
  const meets = meeting(others);
  return spans.filter((span) => !meets(span));
};
