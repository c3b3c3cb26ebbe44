// What in a text would tell where a trip is or where it will be: its own place and name, tags, and times to come. It knows
// only what the school wrote down for the trip; the author answers for the rest.
import { linksIn } from '#app/domain/posts/post-length.ts';

export interface TripWords {
  name: string;
  place: string;
  /** other words that the school says would tell */
  placeWords: readonly string[];
}

export type Telling =
  { kind: 'place'; word: string } | { kind: 'tag'; word: string } | { kind: 'time'; word: string };

/** Words that are in many names of trips and places, and tell nothing by themselves. */
const ORDINARY = new Set(
  (
    'a an and at by for from in of on our the to with year years class form group school trip visit day days week weekend ' +
    'residential outing holiday camp term pupils old new great little big high low upper lower north south east west ' +
    'river hill hills farm mill museum centre center park country county castle church house hall manor science art gallery ' +
    'zoo beach sea seaside lake forest wood woods island hotel hostel lodge outdoor activity adventure study field national ' +
    'royal saint st street road lane city town village water sports garden gardens theatre university college'
  ).split(' '),
);

/** Lower case without accents, wide letters or signs that nobody sees; everything but letters and digits parts words. */
export const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** What is looked for: whole runs, each two words that stand together, and single words that are not ordinary. */
function runsOf({ name, place, placeWords }: TripWords): string[][] {
  const told = [name, place].map(wordsIn);
  const pairs = told.flatMap((words) => words.slice(1).map((word, index) => [words[index] ?? '', word]));
  const parts = [...pairs.filter((pair) => pair.every((word) => !SMALL.has(word))), ...told.flatMap(singles)];
  return [...placeWords.map(wordsIn), wordsIn(place), ...parts].filter((run) => run.length > 0);
}

const SMALL = new Set('a an and at by for from in of on our the to with year class form'.split(' '));
const singles = (words: readonly string[]): string[][] =>
  words.filter((word) => word.length > 2 && !ORDINARY.has(word) && !/^\d+$/.test(word)).map((word) => [word]);

const FUTURE =
  /\b(tomorrow|tonight|later today|this (?:afternoon|evening)|next (?:day|week|stop)|(?:on|until|by) (?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\b|(?:[01]?\d|2[0-3]):[0-5]\d|o.clock)/iu;

/** The first of each kind that the text tells; empty when it tells none of what is looked for. */
export function tellingWords(text: string, trip: TripWords): Telling[] {
  const found: Telling[] = [];
  const place = placeTold(wordsIn(text), runsOf(trip));
  if (place) found.push({ kind: 'place', word: place });
  const tag = /(?:^|\W)([@#][\p{L}\p{N}_]+)/u.exec(text)?.[1] ?? linksIn(text)[0];
  if (tag) found.push({ kind: 'tag', word: tag });
  const time = FUTURE.exec(text)?.[0];
  if (time) found.push({ kind: 'time', word: time });
  return found;
}

/** The longest run that stands in the text, apart or written as one word. */
function placeTold(words: readonly string[], runs: readonly string[][]): string | null {
  const hits = runs.filter((run) => stands(words, run));
  const longest = hits.sort((a, b) => b.length - a.length)[0];
  return longest ? longest.join(' ') : null;
}

const stands = (words: readonly string[], run: readonly string[]): boolean =>
  words.includes(run.join('')) ||
  words.some((_, from) => run.every((word, index) => words[from + index] === word));
