// Whatever anybody types, the checks of words answer, the same each time, and mark whole letters inside the text: binary rubbish,
// halves of letters, floods of marks, text that runs the other way, and the longest that is taken.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWords } from '#app/domain/words/check-words.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';
import type { TextPart } from '#app/domain/words/text-part.ts';
import { labelledPosts } from '../../../bench/labelled-posts.ts';
import { schoolOfPosts } from '../../../bench/school-of-posts.ts';

const school = schoolOfPosts();
function find(text: string, parts: TextPart[] = [{ kind: 'words', field: 'words', text }]): TextFinding[] {
  const all = parts.map((part) => part.text).join('\n');
  const { ground, about } = school.around({ childShown: true, account: 'department' }, all);
  return checkWords(parts, ground, about);
}

/** Things that make a reader of texts stumble, to be mixed with names, labels and numbers that are found. */
const HOSTILE = fc.constantFrom(
  '\ud83d',
  '\udc00',
  '\u0000',
  '\u200b',
  '\u200d',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\u00ad',
  '\u0301'.repeat(40),
  '\u{e0061}',
  '\u{1f1ec}\u{1f1e7}',
  '👩‍👩‍👧‍👦',
  'ﷺ',
  'İ',
  'ß',
  'ŉ',
  '’',
  "'",
  '-',
  '_',
  '#',
  '@',
  '\r\n',
  '\u2028',
  '.',
  '://',
  '½',
  '٣',
);
const TELLING = fc.constantFrom(
  'Ada Byrne',
  'Niamh O’Shaughnessy',
  'Llŷr ap Gwilym',
  '7B',
  'Mrs Patel’s class',
  '07700 900123',
  'a@b.example',
  'YO97 3ND',
  'https://bit.ly/x',
  '@zara_k_2011',
  'Ofsted',
  'Mr Danvers',
  'f*ck',
  'DM us',
  'Summer',
);
const ANY_TEXT = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary-ascii', maxLength: 300 }),
  fc
    .array(fc.oneof(HOSTILE, TELLING, fc.constant(' '), fc.string({ unit: 'grapheme', maxLength: 6 })), {
      maxLength: 40,
    })
    .map((pieces) => pieces.join('')),
  // Halves of letters anywhere.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 })
    .map((units) => String.fromCharCode(...units)),
);

const CAPITALISED = /(?<!\p{L})\p{Lu}\p{L}*/gu;

/** A mark may not begin or end in the middle of a letter that needs two units. */
const splits = (text: string, at: number): boolean =>
  /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1)) && at > 0;

describe('any text at all', () => {
  it('is answered, with marks on whole letters inside it, the same each time', () => {
    fc.assert(
      fc.property(ANY_TEXT, (text) => {
        const found = find(text);
        for (const { from, to } of found) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(from).toBeLessThanOrEqual(to);
          expect([splits(text, from), splits(text, to)]).toEqual([false, false]);
        }
        expect(find(text)).toEqual(found);
      }),
      { numRuns: 400 },
    );
  });

  it('is answered in every field of a post, and a field does not change what another says', () => {
    fc.assert(
      fc.property(ANY_TEXT, ANY_TEXT, (words, altText) => {
        const parts: TextPart[] = [
          { kind: 'words', field: 'words', text: words },
          { kind: 'alt_text', field: 'photo:0', text: altText },
        ];
        for (const { field, to } of find('', parts))
          expect(to).toBeLessThanOrEqual((field === 'words' ? words : altText).length);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['marks without letters', '\u0301'.repeat(10_000)],
    ['one letter with ten thousand marks', `a${'\u0323'.repeat(9_999)}`],
    ['ends of one word', "'".repeat(10_000)],
    ['tags', '#@'.repeat(5_000)],
    ['halves of letters', '\ud83d'.repeat(10_000)],
    ['text that runs the other way', '\u202e\u2066'.repeat(5_000)],
    ['digits', '0'.repeat(10_000)],
    ['spelt out', 'a '.repeat(5_000)],
    ['the beginnings of addresses', 'http://'.repeat(1_428)],
    ['a name again and again', 'Ada Byrne '.repeat(1_000)],
  ])('of 10,000 characters is answered too: %s', (_what, text) => {
    expect(() => find(text)).not.toThrow();
  });

  it('finds the same, whether accents are part of a letter or stand behind it', () => {
    const told = (found: TextFinding[]) => found.map(({ check, code, level }) => `${check} ${code} ${level}`);
    const texts = labelledPosts().map(({ text }) => text);
    // Few posts have accents, and of the others both forms are the very same text: in some of them names and other words with a capital
    // are given accents. Handles and addresses can have none.
    const given = texts
      .filter((text, index) => index % 12 === 0 && !/[@/]/.test(text))
      .map((text) => text.replace(CAPITALISED, (word) => word.replace(/[aeiou]/gi, '$&\u0301')));
    const accented = [...texts, ...given].filter((text) => text.normalize('NFC') !== text.normalize('NFD'));
    expect(accented.length).toBeGreaterThan(50);
    const differing = accented.filter(
      (text) =>
        JSON.stringify(told(find(text.normalize('NFC')))) !==
        JSON.stringify(told(find(text.normalize('NFD')))),
    );
    expect(differing).toEqual([]);
    fc.assert(
      fc.property(fc.array(fc.oneof(TELLING, fc.string({ unit: 'grapheme', maxLength: 8 }))), (pieces) => {
        const text = pieces.join(' ');
        expect(told(find(text.normalize('NFC')))).toEqual(told(find(text.normalize('NFD'))));
      }),
      // The last is one capital with a small letter below it, and as two a capital like any other.
      { numRuns: 100, examples: [[['Ada Byrne', 'Summer', 'ĩ\u1fa8']]] },
    );
  });
});
