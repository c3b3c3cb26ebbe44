// Digits however they are written, as one run with the place of each: `07700 900 123`, `o7700.900.123`, `oh double seven oh oh, nine`, `oh seven seven
// hundred`.
import type { FoldedText, Word } from '#app/domain/words/reading/folded-text.ts';

export interface DigitRun {
  /** the digits, with a `+` before them where one was written */
  digits: string;
  from: number;
  to: number;
  /** groups as written, each with its digits: whole numbers, or a spoken word */
  groups: readonly { digits: string; from: number; to: number }[];
}

const SPOKEN = new Map([
  ['zero', '0'],
  ['oh', '0'],
  ['o', '0'],
  ['nought', '0'],
  ['naught', '0'],
  ['nil', '0'],
  ['one', '1'],
  ['two', '2'],
  ['three', '3'],
  ['four', '4'],
  ['five', '5'],
  ['six', '6'],
  ['seven', '7'],
  ['eight', '8'],
  ['nine', '9'],
  ['ten', '10'],
  ['eleven', '11'],
  ['twelve', '12'],
  ['thirteen', '13'],
  ['fourteen', '14'],
  ['fifteen', '15'],
  ['sixteen', '16'],
  ['seventeen', '17'],
  ['eighteen', '18'],
  ['nineteen', '19'],
  ['twenty', '20'],
  ['thirty', '30'],
  ['forty', '40'],
  ['fifty', '50'],
  ['sixty', '60'],
  ['seventy', '70'],
  ['eighty', '80'],
  ['ninety', '90'],
]);
/** `seven hundred`, `two thousand`: noughts behind what was said before. */
const NOUGHTS = new Map([
  ['hundred', '00'],
  ['thousand', '000'],
]);
const TIMES = new Map([
  ['double', 2],
  ['treble', 3],
  ['triple', 3],
]);
/** Letters that stand for a digit inside a number: `O77OO`, `l23`. */
const FOR_DIGITS: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1', s: '5', b: '8' };

/** Runs of digits with nothing but spaces and a mark or two between the groups; a new line, or words, end one. */
export function digitRuns(folded: FoldedText): DigitRun[] {
  const runs: DigitRun[] = [];
  let groups: { digits: string; from: number; to: number }[] = [];
  let times: { count: number; from: number } | null = null;
  const end = () => {
    const [first, last] = [groups[0], groups.at(-1)];
    if (first && last) {
      const digits = groups.map((group) => group.digits).join('');
      const plus = /\+\s?\(?$/.test(folded.text.slice(Math.max(0, first.from - 3), first.from)) ? '+' : '';
      runs.push({ digits: plus + digits, from: first.from, to: last.to, groups });
    }
    groups = [];
    times = null;
  };
  let before: Word | null = null;
  for (const word of folded.words) {
    const begun = groups.length > 0 || times !== null;
    if (begun && before && !joins(folded.text.slice(before.to, word.from))) end();
    before = word;
    const count = TIMES.get(word.key);
    if (count !== undefined) {
      times = { count, from: word.from };
      continue;
    }
    const noughts = NOUGHTS.get(word.key);
    const said = groups.at(-1);
    if (noughts !== undefined && said?.digits.length === 1) {
      groups[groups.length - 1] = { ...said, digits: said.digits + noughts, to: word.to };
      continue;
    }
    const digits = digitsOf(word);
    if (digits === null) {
      if (begun) end();
      continue;
    }
    if (times && digits.length === 1)
      groups.push({ digits: digits.repeat(times.count), from: times.from, to: word.to });
    else groups.push({ digits, from: word.from, to: word.to });
    times = null;
  }
  end();
  return runs;
}

/** Spaces on one line, and at most three marks such as dots, hyphens and brackets. */
function joins(gap: string): boolean {
  if (gap === ' ') return true;
  if (gap.length > 8 || /[\n\r:;!?£$%]/.test(gap)) return false;
  return gap.replace(/\s/g, '').length <= 3;
}

function digitsOf({ key }: Word): string | null {
  if (/^\d{1,20}$/.test(key)) return key;
  const spoken = SPOKEN.get(key);
  if (spoken !== undefined) return spoken;
  if (key.length < 3 || key.length > 16 || !/^[0-9olisb]{3,16}$/.test(key)) return null;
  const written = key.replace(/\D/g, '').length;
  return written >= 2 ? [...key].map((each) => FOR_DIGITS[each] ?? each).join('') : null;
}
