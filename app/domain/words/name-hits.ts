// Which pupils' forenames and surnames a text has, and where: looked up word by word, once for a text.
import { type NameText, type NameToken, nameTextOf } from './name-tokens.ts';
import type { FoldedText } from './folded-text.ts';
import type { NamesInText, PupilNamed } from './names-ground.ts';
import { PARTICLES } from './name-surroundings.ts';

/** A word of one pupil's name, where it stands in the text. */
export interface NameHit {
  pupil: PupilNamed;
  part: 'forename' | 'surname';
  token: NameToken;
  /** a word by which the pupil alone may be called: the first forename, or the whole part */
  leads: boolean;
}

export interface NamesRead extends NameText {
  hits: readonly NameHit[];
  /** hits by the index of their first atom */
  at: ReadonlyMap<number, readonly NameHit[]>;
  /** pupils' words by word */
  index: NameIndex;
}

export interface IndexedWord {
  pupil: PupilNamed;
  part: 'forename' | 'surname';
  leads: boolean;
}
export type NameIndex = ReadonlyMap<string, readonly IndexedWord[]>;

const indexes = new WeakMap<NamesInText, NameIndex>();
const reads = new WeakMap<FoldedText, { ground: NamesInText; read: NamesRead }>();

/** Reads the names in one text; the same text and ground are read once. */
export function namesIn(folded: FoldedText, ground: NamesInText): NamesRead {
  const known = reads.get(folded);
  if (known?.ground === ground) return known.read;
  const index = indexOf(ground);
  const text = nameTextOf(folded);
  const hits = text.tokens.flatMap((token): NameHit[] =>
    (index.get(token.key) ?? []).map((word) => ({ ...word, token })),
  );
  const at = new Map<number, NameHit[]>();
  for (const hit of hits) {
    const here = at.get(hit.token.first);
    if (here) here.push(hit);
    else at.set(hit.token.first, [hit]);
  }
  const read = { ...text, hits, at, index };
  reads.set(folded, { ground, read });
  return read;
}

function indexOf(ground: NamesInText): NameIndex {
  const known = indexes.get(ground);
  if (known) return known;
  const index = new Map<string, IndexedWord[]>();
  for (const pupil of ground.pupils)
    for (const { part, place, of, word } of pupil.words) {
      // A particle tells nobody from another, and a middle name alone calls nobody.
      if (of > 1 && place < of && PARTICLES.has(word)) continue;
      const leads = place === 0 || place === of || (of === 2 && place === 1);
      const here = index.get(word);
      if (here) here.push({ pupil, part, leads });
      else index.set(word, [{ pupil, part, leads }]);
    }
  indexes.set(ground, index);
  return index;
}
