// What in a text would tell where a trip is or where it will be: its own place and name, tags, and times to come. It knows
// only what the school wrote down for the trip; the author answers for the rest.
import { linksIn } from '#app/domain/posts/post-length.ts';
import { type FoldedText, foldText, type WordPart } from '#app/domain/words/reading/folded-text.ts';

export interface TripWords {
  name: string;
  place: string;
  /** other words that the school says would tell */
  placeWords: readonly string[];
}

export interface Telling {
  kind: 'place' | 'tag' | 'time';
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
}

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

const wordsIn = (text: string): string[] => foldText(text).words.map(({ key }) => key);

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
const TAG = /(?<!\w)[@#][\p{L}\p{N}_]{1,200}/u;

/** The first of each kind that the text tells; empty when it tells none of what is looked for. */
export function tellingWords(folded: FoldedText, trip: TripWords): Telling[] {
  const { text } = folded;
  const [tag, time] = [TAG.exec(text), FUTURE.exec(text)];
  const link = linksIn(text)[0];
  return [
    ...placeTold(folded, runsOf(trip)),
    ...(tag
      ? [at('tag', tag.index, tag[0])]
      : link === undefined
        ? []
        : [at('tag', Math.max(0, text.indexOf(link)), link)]),
    ...(time ? [at('time', time.index, time[0])] : []),
  ];
}

const at = (kind: Telling['kind'], from: number, { length }: string): Telling => ({
  kind,
  from,
  to: from + length,
});

/** The longest run that stands in the text, apart, drawn together, in a tag or spelt out. */
function placeTold({ words, spelt }: FoldedText, runs: readonly string[][]): Telling[] {
  const plain = words.map(({ key, from, to }) => ({ key, from, to }));
  const inParts = words.flatMap((word): readonly WordPart[] => (word.parts.length > 0 ? word.parts : [word]));
  const hits = runs
    .map((run) => ({ run, hit: runIn(plain, run) ?? runIn(inParts, run) ?? runIn(spelt, run) }))
    .sort((a, b) => b.run.length - a.run.length);
  const longest = hits.find(({ hit }) => hit !== null)?.hit;
  return longest ? [{ kind: 'place', ...longest }] : [];
}

function runIn(words: readonly WordPart[], run: readonly string[]): { from: number; to: number } | null {
  const joined = run.join('');
  for (let index = 0; index < words.length; index++) {
    const first = words[index];
    if (!first) continue;
    if (first.key === joined) return { from: first.from, to: first.to };
    const last = words[index + run.length - 1];
    if (last && run.every((word, place) => words[index + place]?.key === word))
      return { from: first.from, to: last.to };
  }
  return null;
}
