// The stretches of a text that may be a word in disguise: letters with digits, signs, stars or dots among them. Each that is written the
// same is taken apart once.
import { type Glyph, glyphsOf } from './disguised-characters.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { once } from '#app/domain/words/reading/once.ts';

/** Glyphs of the longest stretch that is read. */
export const LONGEST = 60;

const HARD = /[^\s/\\,;:()[\]{}<>"“”„«»…‘]+/gu;
/** A letter with something else before or behind it that could be meant for a letter, or three stars. */
const DISGUISE = /[\p{L}\p{N}][^\p{L}\s]{1,12}\p{L}|[$@§€¢+|\d]\p{L}|\p{L}[$€@+*\d]|\*{3}/u;

/** What may be read as a word. */
export type Stretch = readonly Glyph[];

/** What stands between two spaces or hard marks, wherever it stands. */
export interface Chunk {
  /** where it begins: offsets of its glyphs count from here */
  at: number;
  /** those of it that may be read as words; the very same for the same letters */
  stretches: readonly Stretch[];
}
const chunked = new WeakMap<FoldedText, readonly Chunk[]>();

/** The chunks of a text that hold more than letters; worked out once for each text, however many lists are looked for in it. */
export function chunksOf(folded: FoldedText): readonly Chunk[] {
  const before = chunked.get(folded);
  if (before) return before;
  const stretches = once(stretchesOf);
  const chunks = [...folded.text.matchAll(HARD)].flatMap(({ 0: chunk, index }): Chunk[] => {
    const found = stretches(chunk);
    return found.length > 0 ? [{ at: index, stretches: found }] : [];
  });
  chunked.set(folded, chunks);
  return chunks;
}

/** A chunk without the marks around it, and its pieces between dashes and dots. */
function stretchesOf(chunk: string): Stretch[] {
  if (!DISGUISE.test(chunk)) return [];
  const whole = trimmed(glyphsIn(chunk));
  const pieces = split(whole);
  return [whole, ...(pieces.length > 1 ? pieces.map(trimmed) : [])].filter(
    (stretch) =>
      stretch.length >= 3 &&
      stretch.length <= LONGEST &&
      stretch.some(({ kind }) => kind === 'letter') &&
      stretch.some(({ kind }) => kind !== 'letter'),
  );
}

function glyphsIn(chunk: string): Glyph[] {
  let at = 0;
  return [...chunk].flatMap((character) => {
    const glyphs = glyphsOf(character, at);
    at += character.length;
    return glyphs;
  });
}

/** Without quotes, stars and exclamation marks around it; stars at the end alone blank out the rest of a word. */
function trimmed(glyphs: readonly Glyph[]): Glyph[] {
  let [from, to] = [0, glyphs.length];
  while (from < to && isAround(glyphs[from])) from++;
  while (to > from && isAround(glyphs[to - 1])) to--;
  const stars = glyphs.slice(to).filter(({ kind }) => kind === 'star').length;
  return glyphs.slice(from, stars > 0 && glyphs[0]?.kind !== 'star' ? to + stars : to);
}

const isAround = (glyph: Glyph | undefined): boolean =>
  glyph !== undefined &&
  (glyph.kind === 'gap' ||
    glyph.kind === 'star' ||
    (glyph.kind === 'sign' && ['~', 'il', 'i'].includes(glyph.letters)));

function split(glyphs: readonly Glyph[]): Glyph[][] {
  const pieces: Glyph[][] = [[]];
  for (const glyph of glyphs)
    if (glyph.kind === 'gap') pieces.push([]);
    else pieces.at(-1)?.push(glyph);
  return pieces;
}
