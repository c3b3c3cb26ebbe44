// A text as the checks read it: its words, folded, each with where it stands, so that every check compares the same way and can
// mark the very letters. Read once, in one pass, however long the text is.
import { foldedCharacter } from './folded-characters.ts';
import { speltOut } from './spelt-words.ts';

export interface Word {
  /** folded: lower case, no accents, no apostrophes, look-alike letters as Latin ones, without a possessive `’s` */
  key: string;
  /** UTF-16 offsets in the text, end exclusive; a possessive ending is inside */
  from: number;
  to: number;
  /** it was written with a capital first letter, or in letters of which there are no capitals */
  capital: boolean;
  /** it was written with a possessive ending: `Ada’s`, `James’` */
  possessive: boolean;
  /** number of the sentence it stands in, from 0; a line break alone ends none */
  sentence: number;
  /** it is (part of) a tag, a handle or an address */
  within: '#' | '@' | 'address' | null;
  /** the words it was run together from by its capitals: `WellDoneAda` → well, done, ada; empty for an ordinary word */
  parts: readonly WordPart[];
}

export interface WordPart {
  key: string;
  from: number;
  to: number;
}

export interface FoldedText {
  text: string;
  words: readonly Word[];
  /** words spelt out letter by letter: `J-a-n-e`, in flags, or backwards, each as one word */
  spelt: readonly WordPart[];
}

const APOSTROPHES = new Set("'’‘ʼ`´＇ʹ′");
const SHORT_FOR = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'dr',
  'st',
  'rev',
  'prof',
  'sir',
  'no',
  'vs',
  'yr',
  'approx',
  'dept',
]);
type Shape = 'capital' | 'small' | 'digit';

interface Letter {
  key: string;
  from: number;
  shape: Shape;
}

/** Reads a text into words. Offsets are UTF-16 code units of `text` exactly as given. */
export function foldText(text: string): FoldedText {
  const reader = new Reader(text);
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    reader.take(character, at);
    at += character.length;
  }
  reader.end(text.length);
  return { text, words: reader.words, spelt: speltOut(reader.words, text, wordsBackwards) };
}

/** The letters of a stretch that is shown from its end, as they are seen. */
const wordsBackwards = (stretch: string): string[] => {
  const reader = new Reader('');
  for (const character of [...stretch].reverse()) reader.take(character, 0);
  reader.end(0);
  return reader.words.map(({ key }) => key);
};

class Reader {
  readonly words: Word[] = [];
  readonly #addresses: [number, number][];
  #sentence = 0;
  #mayEnd = false;
  /** offset after the mark that may have ended a sentence */
  #marked = 0;
  #tag: '#' | '@' | null = null;
  #letters: Letter[] = [];
  #to = 0;
  #apostrophe = -1;

  constructor(text: string) {
    this.#addresses = [...text.matchAll(ADDRESS)].map((match) => [
      match.index,
      match.index + match[0].length,
    ]);
  }

  take(character: string, at: number): void {
    const folded = foldedCharacter(character);
    if (folded === '') {
      if (this.#letters.length > 0) this.#to = at + character.length;
      return;
    }
    const shape = shapeOf(character, folded);
    if (shape) return this.#takeLetter({ key: folded, from: at, shape }, at + character.length);
    if (APOSTROPHES.has(character) && this.#letters.length > 0) {
      // Between letters an apostrophe joins them; at the end it may be possessive, which the end of the word settles.
      this.#apostrophe = this.#letters.length;
      return;
    }
    this.end(at);
    this.#marked = at + character.length;
    this.#takeMark(character);
  }

  #takeLetter(letter: Letter, to: number): void {
    // Between digits it is a decimal point, or parts hours from minutes.
    const number = letter.shape === 'digit' && letter.from === this.#marked && this.#afterDigit;
    if (this.#mayEnd && letter.shape !== 'small' && !number) this.#sentence++;
    this.#mayEnd = false;
    this.#letters.push(letter);
    this.#to = to;
  }

  get #afterDigit(): boolean {
    return /[0-9]$/.test(this.words.at(-1)?.key ?? '');
  }

  #takeMark(character: string): void {
    if (character === '#' || character === '＃') this.#tag = '#';
    else if (character === '@' || character === '＠') this.#tag = '@';
    else if (character !== '_') this.#tag = null;
    if (ENDS.has(character)) this.#mayEnd = !this.#isShortForm(character);
    else if (this.#mayEnd && !/[\s"”’)\]\p{Extended_Pictographic}]/u.test(character)) this.#mayEnd = false;
  }

  /** A full stop after an initial or a title ends no sentence. */
  #isShortForm(character: string): boolean {
    const last = this.words.at(-1);
    return character === '.' && last !== undefined && (last.key.length === 1 || SHORT_FOR.has(last.key));
  }

  /** The word before `at` is over. */
  end(at: number): void {
    const [letters, apostrophe] = [this.#letters, this.#apostrophe];
    this.#letters = [];
    this.#apostrophe = -1;
    const [first] = letters;
    if (!first) return;
    const last = letters.length - 1;
    const possessive =
      apostrophe > last || (apostrophe === last && apostrophe > 0 && letters[last]?.key === 's');
    const body = possessive ? letters.slice(0, apostrophe) : letters;
    this.words.push({
      key: body.map(({ key }) => key).join(''),
      from: first.from,
      to: apostrophe > last ? Math.min(at, this.#to + 1) : this.#to,
      capital: first.shape === 'capital' || hasNoCapital(first.key),
      possessive,
      sentence: this.#sentence,
      within: this.#addresses.some(([from, to]) => first.from >= from && first.from < to)
        ? 'address'
        : this.#tag,
      parts: partsOf(body, this.#to),
    });
  }
}

/** A letter of an alphabet without capitals, such as Arabic or Chinese. */
const hasNoCapital = (letter: string): boolean => /^\p{Lo}/u.test(letter);

const ENDS = new Set('.!?…');

/** Anything with a scheme or `www.`: only so that its words are known to be no prose. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"]{1,2000}/giu;

/** What kind of letter it is, or null for what parts words. */
function shapeOf(character: string, folded: string): Shape | null {
  if (character >= 'a' && character <= 'z') return 'small';
  if (character >= 'A' && character <= 'Z') return 'capital';
  if (character >= '0' && character <= '9') return 'digit';
  if (character < '\u0080' || !/^[\p{L}\p{N}]+$/u.test(folded)) return null;
  if (/^\p{N}/u.test(folded)) return 'digit';
  return /[\p{Lu}\p{Lt}]/u.test(character) ? 'capital' : 'small';
}

/** Where a small letter meets a capital, or letters meet digits, another word was run on. */
function partsOf(letters: readonly Letter[], to: number): WordPart[] {
  const parts: WordPart[] = [];
  let start = 0;
  for (let index = 1; index <= letters.length; index++) {
    if (index < letters.length && !turnsAt(letters, index)) continue;
    const piece = letters.slice(start, index);
    parts.push({
      key: piece.map(({ key }) => key).join(''),
      from: piece[0]?.from ?? 0,
      to: letters[index]?.from ?? to,
    });
    start = index;
  }
  return parts.length > 1 ? parts : [];
}

function turnsAt(letters: readonly Letter[], index: number): boolean {
  const [before, here, next] = [letters[index - 1]?.shape, letters[index]?.shape, letters[index + 1]?.shape];
  if ((here === 'digit') !== (before === 'digit')) return true;
  return here === 'capital' && (before === 'small' || (before === 'capital' && next === 'small'));
}
