// One character as it is compared: lower case, without accents, and a letter that only looks like a Latin one as that Latin one.
import anyAscii from 'any-ascii';

/** Letters of other alphabets by the Latin letter that they look like (Unicode's table of confusable characters, the common ones). */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ғ: 'f',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  ё: 'e',
  ї: 'i',
  ѐ: 'e',
  ќ: 'k',
  ў: 'y',
  ӓ: 'a',
  ө: 'o',
  ү: 'y',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'u',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  γ: 'y',
  ζ: 'z',
  ϲ: 'c',
  ϳ: 'j',
  ա: 'w',
  օ: 'o',
  ո: 'n',
  ս: 'u',
  հ: 'h',
  ց: 'g',
  զ: 'q',
  յ: 'j',
  ք: 'p',
  ե: 't',
  լ: 'l',
  ꓮ: 'a',
  ꓐ: 'b',
  ꓚ: 'c',
  ꓓ: 'd',
  ꓰ: 'e',
  ꓝ: 'f',
  ꓖ: 'g',
  ꓧ: 'h',
  ꓲ: 'i',
  ꓙ: 'j',
  ꓗ: 'k',
  ꓡ: 'l',
  ꓟ: 'm',
  ꓠ: 'n',
  ꓳ: 'o',
  ꓑ: 'p',
  ꓣ: 'r',
  ꓢ: 's',
  ꓔ: 't',
  ꓴ: 'u',
  ꓦ: 'v',
  ꓪ: 'w',
  ꓫ: 'x',
  ꓬ: 'y',
  ꓜ: 'z',
  // Cherokee, in its small letters: each is looked up in lower case.
  ꭺ: 'a',
  ᏼ: 'b',
  ꮯ: 'c',
  ꭰ: 'd',
  ꭼ: 'e',
  ꮐ: 'g',
  ꮋ: 'h',
  ꭵ: 'i',
  ꭻ: 'j',
  ꮶ: 'k',
  ꮮ: 'l',
  ꮇ: 'm',
  ꮲ: 'p',
  ꭱ: 'r',
  ꮪ: 's',
  ꭲ: 't',
  ꮩ: 'v',
  ꮃ: 'w',
  ꮓ: 'z',
  ⲁ: 'a',
  ⲉ: 'e',
  ⲓ: 'i',
  ⲕ: 'k',
  ⲙ: 'm',
  ⲛ: 'n',
  ⲟ: 'o',
  ⲣ: 'p',
  ⲥ: 'c',
  ⲧ: 't',
  ⲩ: 'y',
  ⲭ: 'x',
};

const known = new Map<string, string>();

/**
 * The folded form of one code point: letters and digits, `''` for what nobody sees and for marks on the letter before, and the
 * character itself where it parts words.
 */
export function foldedCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = fold(character);
  // Only so many characters are ever met; a text made to meet all of them is not remembered.
  if (known.size < 20_000) known.set(character, folded);
  return folded;
}

function fold(character: string): string {
  const plain = character
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .toLowerCase();
  return [...plain].map(latin).join('');
}

/** First of 26 capital letters that are white on a black circle or square, which Unicode does not fold itself. */
const WHITE_ON_BLACK = [0x1f150, 0x1f170];

function latin(character: string): string {
  if (character >= 'a' && character <= 'z') return character;
  const code = character.codePointAt(0) ?? 0;
  for (const first of WHITE_ON_BLACK)
    if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first);
  const alike = LOOKS_LIKE[character];
  if (alike) return alike;
  // Digits of every script are the digits they stand for.
  if (/\p{Nd}/u.test(character)) return anyAscii(character);
  if (!/\p{L}/u.test(character)) return character;
  return /\p{Script=Latin}/u.test(character) ? anyAscii(character).toLowerCase() : character;
}
