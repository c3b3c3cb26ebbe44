// What changed between two texts, word by word, so that a head reads the changed words again and not the whole post.

/** A run of text: in both, only in the new one, or only in the old one. */
export interface WordsRun {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Texts whose changed middle would need more comparisons than this are shown as wholly replaced. */
const MOST_COMPARISONS = 4_000_000;

const words = new Intl.Segmenter('en-GB', { granularity: 'word' });
const split = (text: string): string[] => Array.from(words.segment(text), ({ segment }) => segment);

/**
 * Runs that, put together, give `before` (same + removed) and `after` (same + added), with as much the same as possible.
 * Within a change the old words stand before the new ones; changes with only a space between them are one.
 */
export function diffWords(before: string, after: string): WordsRun[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const [a, b] = [split(before), split(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const middle = changedRuns(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return joinRuns([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...middle,
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ]);
}

/** The longest common subsequence of two lists of words, walked forwards. */
function changedRuns(a: string[], b: string[]): WordsRun[] {
  if (a.length * b.length > MOST_COMPARISONS)
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const runs: WordsRun[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      runs.push({ kind: 'same', text: a[i] ?? '' });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      runs.push({ kind: 'removed', text: a[i++] ?? '' });
    else runs.push({ kind: 'added', text: b[j++] ?? '' });
  }
  return runs;
}

/** Neighbours of one kind become one run, and a lone space between two changes becomes part of both. */
function joinRuns(runs: readonly WordsRun[]): WordsRun[] {
  const joined: WordsRun[] = [];
  let [removed, added] = ['', ''];
  const flush = (): void => {
    if (removed) joined.push({ kind: 'removed', text: removed });
    if (added) joined.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  const plain = runs.filter(({ text }) => text !== '');
  for (const [index, { kind, text }] of plain.entries()) {
    const next = plain[index + 1];
    const inChange = removed !== '' || added !== '';
    const toNext = next !== undefined && next.kind !== 'same';
    const between = kind === 'same' && text.trim() === '' && inChange && toNext;
    if (kind === 'removed' || between) removed += text;
    if (kind === 'added' || between) added += text;
    if (kind !== 'same' || between) continue;
    flush();
    const last = joined.at(-1);
    if (last?.kind === 'same') last.text += text;
    else joined.push({ kind, text });
  }
  flush();
  return joined;
}
