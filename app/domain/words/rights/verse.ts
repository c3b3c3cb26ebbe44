// Verses in a text: lines of a song or a poem set one under another, told from a list of reminders by their rhymes.

interface Span {
  from: number;
  to: number;
}

const NO_VERSE =
  /[\d#@•●▪✅✔️:£]|https?|\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|year|class|pm|am)\b/iu;

/** Stretches of four or more short lines of which two at least rhyme. */
export function versesIn(text: string): Span[] {
  const verses: Span[] = [];
  let lines: (Span & { words: string })[] = [];
  const close = () => {
    const [first, last] = [lines[0], lines.at(-1)];
    if (first && last && lines.length >= 4 && rhymes(lines.map(({ words }) => words)) >= 1)
      verses.push({ from: first.from, to: last.to });
    lines = [];
  };
  let at = 0;
  for (const line of text.split('\n')) {
    const words = line.trim();
    if (isLineOfVerse(words))
      lines.push({ from: at + line.indexOf(words), to: at + line.indexOf(words) + words.length, words });
    else close();
    at += line.length + 1;
  }
  close();
  return verses;
}

/** Words of a line, at most. */
const MOST_WORDS = 10;

function isLineOfVerse(line: string): boolean {
  const count = line === '' ? 0 : line.split(/\s+/u, MOST_WORDS + 1).length;
  return count >= 3 && count <= MOST_WORDS && !/^[-*–—]/u.test(line) && !NO_VERSE.test(line);
}

/** Pairs of lines, next to each other or with one between, that end alike on different words. */
function rhymes(lines: readonly string[]): number {
  const ends = lines.map(lastWord);
  return ends.filter((end, index) =>
    [ends[index + 1], ends[index + 2]].some((other) => other !== undefined && rhyme(end, other)),
  ).length;
}

const lastWord = (line: string): string =>
  line
    .toLowerCase()
    .match(/\p{L}+/gu)
    ?.at(-1) ?? '';

const VOWELS = new Set('aeiouy');
const ALIKE: Readonly<Record<string, string>> = {
  ie: 'y',
  igh: 'y',
  ee: 'ea',
  ow: 'o',
  ew: 'ue',
  ar: 'are',
  ore: 'oor',
};

/** The end of a word from its last sounded vowel on: `night` → `ight`, `shine` → `ine`. */
function soundOf(word: string): string {
  let from = word.length - (word.endsWith('e') ? 2 : 1);
  while (from > 0 && !VOWELS.has(word.charAt(from))) from--;
  while (from > 0 && VOWELS.has(word.charAt(from - 1))) from--;
  return word.slice(Math.max(0, from));
}

function rhyme(one: string, other: string): boolean {
  const [a, b] = [soundOf(one), soundOf(other)];
  if (one === other || a.length < 2 || b.length < 2) return false;
  return a === b || (ALIKE[a] ?? a) === (ALIKE[b] ?? b);
}
