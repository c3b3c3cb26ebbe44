// Which pupils' forenames and surnames a text has, and where: looked up word by word, once for a text.
import { type NameText, type NameToken, nameTextOf, piecesOf } from './name-tokens.ts';
import type { FoldedText, WordPart } from '#app/domain/words/reading/folded-text.ts';
import type { NamesInText, NameWordHere, PupilNamed } from './names-ground.ts';
import { PARTICLES } from './name-surroundings.ts';

/** Pupils who have one word in the same part of their names: all who share a forename are looked at as one. */
export interface WordOfNames {
  part: 'forename' | 'surname';
  /** a word by which the pupil alone may be called: the first forename, or the whole part */
  leads: boolean;
  /** not as records have it: another form of a forename, or one misspelt beside its surname */
  like?: NameWordHere['like'];
  pupils: readonly PupilNamed[];
  /** of them those on roll here */
  alone: readonly PupilNamed[];
  has: ReadonlySet<PupilNamed>;
}

/** A word of pupils' names, where it stands in the text. */
export interface NameHit extends WordOfNames {
  /** one and the same for the same word, wherever it stands */
  of: WordOfNames;
  token: NameToken;
}

export interface NamesRead extends NameText {
  hits: readonly NameHit[];
  /** hits by the index of their first atom */
  at: ReadonlyMap<number, readonly NameHit[]>;
  /** pupils' words by word */
  index: NameIndex;
}

export type NameIndex = ReadonlyMap<string, readonly WordOfNames[]>;

const indexes = new WeakMap<NamesInText, NameIndex>();
const reads = new WeakMap<FoldedText, { ground: NamesInText; read: NamesRead }>();

/** Reads the names in one text; the same text and ground are read once. */
export function namesIn(folded: FoldedText, ground: NamesInText): NamesRead {
  const known = reads.get(folded);
  if (known?.ground === ground) return known.read;
  const index = indexOf(ground);
  const text = nameTextOf(folded);
  const hits: NameHit[] = [];
  const at = new Map<number, NameHit[]>();
  for (const token of text.tokens)
    for (const of of index.get(token.key) ?? []) {
      const hit = { ...of, of, token };
      const here = at.get(token.first);
      hits.push(hit);
      if (here) here.push(hit);
      else at.set(token.first, [hit]);
    }
  const read = { ...text, hits, at, index };
  reads.set(folded, { ground, read });
  return read;
}

function indexOf(ground: NamesInText): NameIndex {
  const known = indexes.get(ground);
  if (known) return known;
  const index = new Map<
    string,
    Map<string, Pick<WordOfNames, 'part' | 'leads' | 'like'> & { has: Set<PupilNamed> }>
  >();
  for (const pupil of ground.pupils)
    for (const { part, place, of, word, like } of pupil.words) {
      // A particle tells nobody from another, and a middle name alone calls nobody.
      if (of > 1 && place < of && PARTICLES.has(word)) continue;
      const leads = place === 0 || place === of || (of === 2 && place === 1);
      const here = index.get(word) ?? new Map<string, never>();
      index.set(word, here);
      const key = `${part} ${leads} ${like}`;
      const same = here.get(key);
      if (same) same.has.add(pupil);
      else here.set(key, { part, leads, ...(like ? { like } : {}), has: new Set([pupil]) });
    }
  const grouped = new Map(
    [...index].map(([word, here]) => [
      word,
      [...here.values()].map((each) => {
        const pupils = [...each.has];
        return { ...each, pupils, alone: pupils.filter(({ alone }) => alone) };
      }),
    ]),
  );
  indexes.set(ground, grouped);
  return grouped;
}

/** A stretch of a run that is a word of pupils' names. */
export interface PieceOfRun {
  key: string;
  /** offsets in the run's letters, end exclusive */
  start: number;
  end: number;
  words: readonly WordOfNames[];
}

const pieces = new WeakMap<
  NameIndex,
  { beginnings: ReadonlySet<string>; byRun: WeakMap<WordPart, PieceOfRun[]> }
>();

/** Every stretch of a run that is such a word, found once for each run, and only where one of the words begins so. */
export function namesWithin(index: NameIndex, run: WordPart): readonly PieceOfRun[] {
  const known = pieces.get(index) ?? {
    beginnings: new Set([...index.keys()].map((word) => word.slice(0, 2))),
    byRun: new WeakMap(),
  };
  pieces.set(index, known);
  const before = known.byRun.get(run);
  if (before) return before;
  const { beginnings } = known;
  const found = piecesOf(run.key, beginnings).flatMap((piece) => {
    const words = index.get(piece.key);
    return words ? [{ ...piece, words }] : [];
  });
  known.byRun.set(run, found);
  return found;
}

const shared = new WeakMap<WordOfNames, Map<WordOfNames, readonly (readonly PupilNamed[])[]>>();

/** Pupils who have both words; those whose names have the very same words in the texts stand together. */
export function pupilsWithBoth(one: WordOfNames, other: WordOfNames): readonly (readonly PupilNamed[])[] {
  const known = shared.get(one)?.get(other);
  if (known) return known;
  const [fewer, more] = one.pupils.length < other.pupils.length ? [one, other] : [other, one];
  const alike = new Map<string, PupilNamed[]>();
  for (const pupil of fewer.pupils) {
    if (!more.has.has(pupil)) continue;
    const words = pupil.words.map(({ part, word }) => `${part} ${word}`).sort();
    const key = words.join('|');
    const here = alike.get(key);
    if (here) here.push(pupil);
    else alike.set(key, [pupil]);
  }
  const found = [...alike.values()];
  shared.set(one, (shared.get(one) ?? new Map<WordOfNames, never>()).set(other, found as never));
  return found;
}

/** Each pupil once; the very same list where there is but one, so that what is known of it is not found out again. */
export function together(lists: readonly (readonly PupilNamed[])[]): readonly PupilNamed[] {
  const [first = [], ...others] = new Set(lists);
  return others.length === 0 ? first : [...new Set([first, ...others].flat())];
}
