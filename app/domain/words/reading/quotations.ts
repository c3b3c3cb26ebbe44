// Where a text quotes somebody: the stretches between quotation marks, in the English ways of writing them, without taking an
// apostrophe for one. Read in one pass, and once for all checks.
import type { FoldedText } from './folded-text.ts';

export interface Quotation {
  /** UTF-16 offsets of what stands between the marks, end exclusive */
  from: number;
  to: number;
}

const CLOSED_BY: Readonly<Record<string, string>> = { '“': '”', '„': '”', '«': '»', '‘': '’' };
const LONGEST = 600;

const known = new WeakMap<FoldedText, readonly Quotation[]>();

/** The quotations of a text that was read, in order. */
export function quotationsOf(folded: FoldedText): readonly Quotation[] {
  const before = known.get(folded);
  if (before) return before;
  const found = quotationsIn(folded.text);
  known.set(folded, found);
  return found;
}

/** Every quotation in order; one inside another is not told apart. A mark that is never closed opens nothing. */
export function quotationsIn(text: string): Quotation[] {
  const found: Quotation[] = [];
  const neverCloses = new Set<string>();
  for (let at = 0; at < text.length; at++) {
    const closing = closingOf(text, at);
    if (!closing || neverCloses.has(closing)) continue;
    if (!text.includes(closing, at + 1)) {
      neverCloses.add(closing);
      continue;
    }
    const end = closedAt(text, at + 1, closing);
    if (end < 0) continue;
    found.push({ from: at + 1, to: end });
    at = end;
  }
  return found;
}

/** Whether a place in the text stands inside one of its quotations. */
export const isQuoted = (quotations: readonly Quotation[], at: number): boolean =>
  quotations.some(({ from, to }) => at >= from && at < to);

/** The mark that would close the quotation that begins here, or null where none begins. */
function closingOf(text: string, at: number): string | null {
  const mark = text.charAt(at);
  if (mark === '"' || mark === '＂') return mark;
  if (mark === "'" || mark === '‘') return opensWord(text, at) ? (CLOSED_BY[mark] ?? mark) : null;
  return CLOSED_BY[mark] ?? null;
}

const isLetter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
const opensWord = (text: string, at: number): boolean =>
  !isLetter(text.charAt(at - 1)) && isLetter(text.charAt(at + 1));

function closedAt(text: string, from: number, closing: string): number {
  const single = closing === "'" || closing === '’';
  for (let at = from; at < text.length && at - from <= LONGEST; at++) {
    if (text.charAt(at) !== closing) continue;
    if (!single || closesWord(text, at)) return at;
  }
  return -1;
}

/** An apostrophe stands before a letter (`don’t`) or after the s of a plural (`the boys’ team`); a closing mark after all else. */
function closesWord(text: string, at: number): boolean {
  if (isLetter(text.charAt(at + 1))) return false;
  const before = text.charAt(at - 1);
  return !(
    before === 's' &&
    text.charAt(at + 1) === ' ' &&
    isLetter(text.charAt(at + 2)) &&
    hasCloserLater(text, at)
  );
}

const hasCloserLater = (text: string, at: number): boolean => {
  const mark = text.charAt(at);
  const next = text
    .slice(at + 1, at + 200)
    .search(mark === "'" ? /[.,!?]'|'(?:[\s.,!?)]|$)/u : /[.,!?]’|’(?:[\s.,!?)]|$)/u);
  return next >= 0;
};
