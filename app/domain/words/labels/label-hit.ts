// What is found when a class is found in a text, and how the pieces of a text are walked for it.
import type { Atom } from '#app/domain/words/reading/atoms.ts';
import type { FoldedText, Word } from '#app/domain/words/reading/folded-text.ts';

export interface LabelHit {
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  /** the year group that may stand there instead; null where it cannot be told */
  year: string | null;
  /** the pieces of a class that the records know; null for a pattern */
  known: string | null;
}

/** Texts of a piece and its neighbours, so that a rule reads as a sentence. */
export interface Walk {
  folded: FoldedText;
  atoms: readonly Atom[];
}

export const wordAt = ({ folded }: Walk, index: number): Word | undefined => folded.words[index];

/** The word before the one a piece stands in, where nothing ends a sentence between them. */
export function keyBefore(walk: Walk, atom: Atom): string {
  const [here, before] = [walk.folded.words[atom.word], walk.folded.words[atom.word - 1]];
  return before && here && before.sentence === here.sentence ? before.key : '';
}

/** The word after the one a piece stands in, in the same sentence. */
export function keyAfter(walk: Walk, atom: Atom): string {
  const [here, after] = [walk.folded.words[atom.word], walk.folded.words[atom.word + 1]];
  return after && here && after.sentence === here.sentence ? after.key : '';
}

/** Two pieces stand together: in one word, or with no more than a space, a hyphen, a slash or the like between. */
export function together({ folded }: Walk, before: Atom | undefined, after: Atom | undefined): boolean {
  if (!before || !after) return false;
  if (before.word === after.word) return true;
  const gap = folded.text.slice(before.to, after.from);
  return gap.length <= 3 && !/[.!?;,\n]/.test(gap);
}

/** Nothing in a handle, which is looked at by itself. */
export const readable = (walk: Walk, atom: Atom): boolean => walk.folded.words[atom.word]?.within !== '@';
