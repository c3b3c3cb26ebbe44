// Finds a place in a text among its words, without walking over all of them.
import type { FoldedText } from './folded-text.ts';

/** Index of the first word that ends after an offset; the number of words where none does. */
export function wordAfter({ words }: Pick<FoldedText, 'words'>, offset: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.to ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
