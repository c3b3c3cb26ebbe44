// What may be written in place of a letter to slip a word past whoever reads along: digits and signs that look like it, a star that
// blanks it out, a dot or dash put between or in its place.
import { foldedCharacter } from '#app/domain/words/reading/folded-characters.ts';

/** One character of a chunk as it may be read. */
export interface Glyph {
  /** letters that it may be; `*` any letter, `~` any vowel */
  letters: string;
  /** it may also be nothing at all */
  optional: boolean;
  kind: 'letter' | 'digit' | 'sign' | 'star' | 'gap';
  /** UTF-16 offsets in its chunk, end exclusive */
  from: number;
  to: number;
}

const DIGITS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'gb',
  '7': 't',
  '8': 'b',
  '9': 'g',
};
const SIGNS: Readonly<Record<string, string>> = {
  $: 's',
  '§': 's',
  '@': 'a~',
  '!': 'il',
  '|': 'il',
  '¡': 'i',
  '+': 't',
  '†': 't',
  '€': 'e',
  '£': 'l',
  '¢': 'c',
  '¥': 'y',
  '#': '~',
  '%': '~',
  '&': '~',
  '^': '~',
  '?': '~',
  '=': '~',
};
type Reading = Pick<Glyph, 'letters' | 'kind' | 'optional'>;
const known = new Map<string, readonly Reading[]>();

/** How a character may be read; none for what nobody sees, anything else only stands in between. */
export function glyphsOf(character: string, from: number): Glyph[] {
  const to = from + character.length;
  const read = known.get(character) ?? readingsOf(character);
  // Only so many characters are ever met; a text made to meet all of them is not remembered.
  if (known.size < 5_000) known.set(character, read);
  return read.map(({ letters, kind, optional }) => ({ letters, kind, optional, from, to }));
}

function readingsOf(character: string): Reading[] {
  const folded = foldedCharacter(character);
  if (folded === '') return [];
  if (/^[a-z]+$/u.test(folded))
    return [...folded].map((letter) => ({ letters: letter, kind: 'letter', optional: false }));
  const [digit, sign] = [DIGITS[folded], SIGNS[character]];
  if (digit) return [{ letters: digit, kind: 'digit', optional: false }];
  if (sign) return [{ letters: sign, kind: 'sign', optional: false }];
  if (character === '*') return [{ letters: '*', kind: 'star', optional: true }];
  return [{ letters: '~', kind: 'gap', optional: true }];
}
