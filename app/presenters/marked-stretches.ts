// A text cut where marks begin and end, so that a page can draw each stretch once, however the marks overlap. Pure.

/** One mark as a page was given it. */
export interface Mark {
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  kind: 'stopped' | 'needs-you';
  /** shown after the marked words and before its sentence, from 1 */
  number: number;
}

export interface Stretch {
  text: string;
  /** the worst kind of the marks over it; null = plain text */
  kind: Mark['kind'] | null;
  /** numbers of the marks that begin, and that end with it */
  begins: number[];
  ends: number[];
}

/** Stretches in order; together they are the text. Marks outside it are cut to it, and empty ones are left out. */
export function markedStretches(text: string, marks: readonly Mark[]): Stretch[] {
  const inside = marks
    .map((mark) => ({ ...mark, from: Math.max(0, mark.from), to: Math.min(text.length, mark.to) }))
    .filter(({ from, to }) => from < to);
  const cuts = [...new Set([0, text.length, ...inside.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  const numbers = (these: readonly Mark[]): number[] =>
    these.map(({ number }) => number).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    const over = inside.filter((mark) => mark.from <= from && mark.to >= to);
    return {
      text: text.slice(from, to),
      kind: over.some(({ kind }) => kind === 'stopped') ? 'stopped' : over.length > 0 ? 'needs-you' : null,
      begins: numbers(over.filter((mark) => mark.from === from)),
      ends: numbers(over.filter((mark) => mark.to === to)),
    };
  });
}
