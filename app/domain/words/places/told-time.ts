// At what time of day children are back: right behind "back at", or behind the place to which they come.
import type { SpokenWord } from '#app/domain/words/reading/spoken-words.ts';

const keyAt = (words: readonly SpokenWord[], index: number): string => words[index]?.key ?? '';
const ABOUT = new Set(['about', 'around', 'approximately', 'approx', 'roughly']);

/** Index after a time of day at `index`; null where none stands there. */
export function timeAt(words: readonly SpokenWord[], index: number): number | null {
  const about = ABOUT.has(keyAt(words, index)) || keyAt(words, index) === 'is' ? 1 : 0;
  const key = keyAt(words, index + about);
  if (/^\d{1,2}(?:am|pm)$/.test(key) || key === 'noon' || key === 'midday' || key === 'half')
    return index + about + 1;
  if (!/^\d{1,2}$/.test(key) || Number(key) > 23) return null;
  const after = keyAt(words, index + about + 1);
  if (/^[0-5]\d(?:am|pm)?$/.test(after)) return index + about + 2;
  return /^(?:am|pm|oclock)$/.test(after) || index + about + 1 === words.length ? index + about + 1 : null;
}

/** Before "back", it is told when they come. */
const COMING = new Set(['be', 'due', 'expected', 'arrive', 'arriving', 'get', 'getting']);
const BEFORE_A_TIME = new Set([...ABOUT, 'at', 'by', 'for']);
/** Words of the place, at most, between "back at" and the time. */
const MOST_OF_PLACE = 6;

/**
 * Index after the time in `we should be back at the bus bay about 4.15pm`; null where no return is told, or none with a time. `from`:
 * offset of the wording with "back"; `next`: index of the word after it.
 */
export function timeOfReturn(words: readonly SpokenWord[], from: number, next: number): number | null {
  const start = words.findIndex((word) => word.from >= from);
  if (!COMING.has(keyAt(words, start)) && !COMING.has(keyAt(words, start - 1))) return null;
  for (let at = next + 1; at <= next + MOST_OF_PLACE; at++) {
    if (!BEFORE_A_TIME.has(keyAt(words, at))) continue;
    const end = timeAt(words, at) ?? timeAt(words, at + 1);
    if (end !== null) return end;
  }
  return null;
}
