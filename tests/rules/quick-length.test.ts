// The count a phone makes at each key agrees with the one that decides, for what schools write.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weightedLength } from '#app/domain/posts/post-length.ts';
import { quickLength } from '#app/domain/posts/quick-length.ts';

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
  expect(quickLength(words)).toBe(weightedLength(words));
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
        expect(quickLength(words)).toBe(weightedLength(words));
      }),
      { numRuns: 500 },
    );
  });
});
