// How long all checks of words take for texts made to be slow: 10,000 characters of each kind, against the whole roster. Beside it what
// reading the text into words takes by itself, which no check can be without.
import { checkWords } from '#app/domain/words/check-words.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import type { TextGround } from '#app/domain/words/text-ground.ts';

export const LENGTH = 10_000;
/** ms of CPU time that all checks may take for one such text. */
export const MOST_MS = 50;

const filled = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);

export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'ordinary words': filled('Thank you to everyone who came to our summer fair on Saturday afternoon. '),
  'one long word': filled('a'),
  'words of one letter': filled('a b c d '),
  'a pupil’s name again and again': filled('Ada Byrne '),
  'forenames only': filled('Grace Will May Rose Summer Hope '),
  'names misspelt and cut short': filled('Jayne Hollowell Vicky Malinowska '),
  'tags run together': filled('#AdaByrneAndJodieHarbottle'),
  'one endless tag': `#${filled('AaBb').slice(1)}`,
  digits: filled('0770090'),
  'digits with spaces': filled('07 70 0 9 '),
  'the beginnings of addresses': filled('http://a.'),
  'handles and addresses': filled('@a.b@c.d '),
  'marks on one letter': `a${filled('\u0323').slice(1)}`,
  'letters that look alike': filled('Аdа Вуrnе '),
  'nothing but apostrophes': filled('a’’’’’’’s '),
  'signs that nobody sees': filled('a\u200b\u00ad'),
  'text from right to left': filled('\u202eсловоשלום '),
  'emoji of many parts': filled('👩‍👩‍👧‍👦'),
  'strong words in disguise': filled('f*c.k sh1t '),
  'class labels': filled('7B Year 3 Oak '),
  'quotation marks': filled('"to be" “or not” '),
  'dates and money': filled('12/03/2015 £1,2 '),
  'line breaks': filled('a\n'),
};

export interface Speed {
  kind: string;
  /** ms of CPU time */
  median: number;
  worst: number;
  /** of foldText alone */
  foldMedian: number;
}

/** CPU time, so that what else the machine does counts less; ms. */
const timed = (work: () => unknown): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** In: what a text is compared with, how many times. Out: the times of each kind of text. */
export function measureSpeed(
  around: (text: string) => { ground: TextGround; about: TextAbout },
  rounds = 9,
): Speed[] {
  return Object.entries(HOSTILE_TEXTS).map(([kind, text]) => {
    const { ground, about } = around(text);
    const parts = [{ kind: 'words' as const, field: 'words', text }];
    const whole = () => checkWords(parts, ground, about);
    for (let i = 0; i < 3; i++) whole();
    const times = Array.from({ length: rounds }, () => timed(whole));
    const folds = Array.from({ length: rounds }, () => timed(() => foldText(text)));
    return {
      kind,
      worst: Math.max(...times),
      median: median(times),
      foldMedian: Math.max(0.1, median(folds)),
    };
  });
}
