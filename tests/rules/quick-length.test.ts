// The count a phone makes at each key agrees with the one that decides, for what schools write.
import { RichText } from '@atproto/api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLATFORMS } from '#app/domain/accounts/platforms.ts';
import { lengthOn } from '#app/domain/posts/post-length.ts';
import { graphemeLength, quickLength } from '#app/domain/posts/quick-length.ts';

test.each([
  '',
  'We fed the lambs.',
  'Llongyfarchiadau i Flwyddyn 4! Ŵy, tŷ, môr.',
  'Café, naïve, Zoë — “quoted” … and a dash – here',
  'Read more: https://www.ashwick.sch.uk/news/a-very-long-address?with=query#and-hash.',
  'See ashwick-lane.org.uk/tickets and http://example.com, then come.',
  'Mail office@ashwick.sch.uk for tickets',
  '🎉 Well done 👩🏽‍🏫 and 👨‍👩‍👧‍👦! ❤️ 🇬🇧 1️⃣',
  '日本語のあいさつ',
  'two\nlines\n\nand a gap',
  'e\u0301 composed and decomposed',
])('%j', (words) => {
  for (const platform of PLATFORMS) expect(quickLength(platform, words)).toBe(lengthOn(platform, words));
});

describe('whatever is put together from words, links, emoji and other scripts', () => {
  const piece = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9'’,;:()!?£&%-]{1,12}$/),
    fc.constantFrom(
      'https://school.sch.uk/a?b=1',
      'www.example.com',
      'ashwick.org.uk',
      '🎓',
      '👍🏿',
      '🏳️‍🌈',
      'Zoë',
    ),
    fc.constantFrom('ありがとう', 'Привет', 'مرحبا', '—', '…', '“yes”', '@AshwickLanePri', '#Year4'),
  );
  test('both count the same', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const words = pieces.join(' ');
        for (const platform of PLATFORMS)
          expect(quickLength(platform, words)).toBe(lengthOn(platform, words));
      }),
      { numRuns: 500 },
    );
  });
});

describe('letters as Bluesky counts them', () => {
  test.each([
    ['', 0],
    ['Bore da', 7],
    ['ŵyn bach', 8],
    ['e\u0301', 1],
    ['👩🏽‍🏫', 2],
    ['🇬🇧🇬🇧', 2],
    ['a\r\nb', 3],
  ])('%j counts %i', (words, length) => {
    expect(graphemeLength(words)).toBe(length);
  });

  test('never fewer than the platform’s own library', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (words) => {
        expect(graphemeLength(words)).toBeGreaterThanOrEqual(new RichText({ text: words }).graphemeLength);
      }),
      { numRuns: 500 },
    );
  });

  test('never more than 3,000 bytes in 300', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (words) => {
        if (graphemeLength(words) <= 300) expect(Buffer.byteLength(words)).toBeLessThanOrEqual(3_000);
      }),
    );
  });
});
