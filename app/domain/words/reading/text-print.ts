// A text in numbers, by which the same words, or nearly the same, are found among a million posts and compared without being read.
import { foldText } from './folded-text.ts';

export interface TextPrint {
  /** how many words it has */
  words: number;
  /** hash of the whole folded text, a signed 32-bit number like all the others */
  whole: number;
  /** numbers of each two words that follow one another, ascending, each once; rarer words have the lower numbers */
  pairs: readonly number[];
  /** two texts that are the same, or nearly (see NEARLY), share at least one of these */
  marks: readonly number[];
}

/** Shared pairs in a hundred of all pairs, from which on two texts are nearly the same (Jaccard's measure). */
export const NEARLY = 85;
/** Nearly the same is said only of texts with as many words; of shorter ones, only that they are the same. */
const NEARLY_FROM_WORDS = 6;
/** Two accounts may both say "Happy Christmas!". */
const SAME_FROM_WORDS = 3;

/** The print of a text; null where it has too few words to be compared. */
export function printOf(text: string): TextPrint | null {
  const keys = foldText(text).words.map(({ key }) => key);
  if (keys.length < SAME_FROM_WORDS) return null;
  const whole = hashOf(keys.join(' '));
  const pairs = [...new Set(keys.slice(1).map((key, index) => pairOf(keys[index] ?? '', key)))].sort(
    (a, b) => a - b,
  );
  // Of two sets that share so much, in one order, one of the first few of each is in both; rare words first, so that few texts have it.
  const first = pairs.length - Math.ceil((pairs.length * NEARLY) / 100) + 1;
  const near = keys.length < NEARLY_FROM_WORDS ? [] : pairs.slice(0, first);
  return { words: keys.length, whole, pairs, marks: [...new Set([whole, ...near])] };
}

export type Likeness = 'same' | 'nearly' | 'other';

/** How like each other two texts are. */
export function likenessOf(one: Omit<TextPrint, 'marks'>, other: Omit<TextPrint, 'marks'>): Likeness {
  const shared = sharedPairs(one.pairs, other.pairs);
  const all = one.pairs.length + other.pairs.length - shared;
  if (one.whole === other.whole && one.words === other.words && shared === all) return 'same';
  const long = Math.min(one.words, other.words) >= NEARLY_FROM_WORDS;
  return long && shared * 100 >= all * NEARLY ? 'nearly' : 'other';
}

function sharedPairs(one: readonly number[], other: readonly number[]): number {
  const known = new Set(other);
  return one.filter((pair) => known.has(pair)).length;
}

/** The words that English is mostly made of, and those that schools write about most. */
const EVERYDAY = new Set(
  `a about after all also am an and are as at back be because been but by can come day did do for from get go good great had has have he
  her here his how i if in into is it its just like look made make may me more morning much must my new next no not now of off on one
  only or our out over pupils school see she so some still such take than thank thanks that the their them then there these they this
  time to today tomorrow too two up us very was way we week well were what when where which who will with would year you your`.split(
    /\s+/,
  ),
);

/** One of a thousand million numbers for two words, above them those of pairs with one everyday word, then those with two. */
function pairOf(one: string, other: string): number {
  const everyday = Number(EVERYDAY.has(one)) + Number(EVERYDAY.has(other));
  return everyday * 2 ** 30 + (hashOf(`${one} ${other}`) >>> 2) - 2 ** 31;
}

/** FNV-1a over UTF-16 units, signed 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash | 0;
}
