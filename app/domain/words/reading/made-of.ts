// Whether letters written without a space are words one after the other, each of which fits: `welldone` is well, done.

const LONGEST = 24;

/** For each place in the letters, from 0 to their length: whether the letters before it, and those after it, are such words. */
export function madeOf(
  letters: string,
  fits: (word: string) => boolean,
): { before: readonly boolean[]; after: readonly boolean[] } {
  const end = letters.length;
  const before = [true, ...Array.from({ length: end }, () => false)];
  const after = [...before].reverse();
  for (let from = 0; from < end; from++)
    for (let to = from + 1; before[from] && to <= Math.min(end, from + LONGEST); to++)
      before[to] ||= fits(letters.slice(from, to));
  for (let to = end; to > 0; to--)
    for (let from = to - 1; after[to] && from >= Math.max(0, to - LONGEST); from--)
      after[from] ||= fits(letters.slice(from, to));
  return { before, after };
}
