// The same words, or nearly the same, on a second account: forbidden by the platform, found by numbers alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameWordsCheck } from '#app/domain/words/other-posts/same-words.ts';
import { likenessOf, printOf, type TextPrint } from '#app/domain/words/reading/text-print.ts';
import { foundBy } from '#tests/support/words.ts';

const FARM =
  'Year 4 had a wonderful morning at the farm: we fed the lambs, dug up carrots and learned how milk gets from the cow to the table.';
const print = (text: string): TextPrint => {
  const made = printOf(text);
  if (!made) throw new Error('too few words');
  return made;
};
const against = (other: string, text: string): string[] =>
  foundBy(sameWordsCheck, text, { ground: { others: { posts: [print(other)] } } }).map(({ code }) => code);

describe('words on a second account', () => {
  it('stops the same words, however they are written', () => {
    for (const text of [
      FARM,
      FARM.toUpperCase(),
      `🐑 ${FARM.replace(/,/g, ' —')}`,
      FARM.replace('farm', 'f\u0430rm'),
    ])
      expect(against(FARM, text)).toEqual(['same_words_elsewhere']);
  });

  it('stops nearly the same words, for everyone', () => {
    expect(against(FARM, FARM.replace('wonderful', 'lovely'))).toEqual(['nearly_same_words_elsewhere']);
    expect(against(FARM, `${FARM} Thank you!`)).toEqual(['nearly_same_words_elsewhere']);
    const [found] = foundBy(sameWordsCheck, FARM, { ground: { others: { posts: [print(FARM)] } } });
    expect(found).toMatchObject({ level: 'block', opener: 'nobody', from: 0, to: FARM.length });
  });

  it('lets each account tell of the same day in its own words', () => {
    const own =
      'What a morning at the farm for Year 4! Lambs were fed, carrots dug up, and we know now where milk comes from.';
    expect(against(FARM, own)).toEqual([]);
    expect(
      against(
        'Our Year 3 team won the hockey cup on Friday',
        'Our Year 6 team won the netball cup on Monday',
      ),
    ).toEqual([]);
  });

  it('lets everybody say hello: very short words are the same only when they are', () => {
    expect(printOf('Happy Christmas!')).toBeNull();
    expect(against('Good luck to everyone today', 'Good luck to everybody today')).toEqual([]);
    expect(against('Good luck to everyone today', 'Good luck to everyone today!')).toEqual([
      'same_words_elsewhere',
    ]);
  });

  it('is looked for by rare words, so that what everybody writes brings up nobody', () => {
    const end = 'and it was just what we all needed to see in the week';
    const vikings = print(`Brave Vikings rowed home across stormy seas ${end}`);
    const robots = print(`Clever robots danced home beyond purple hills ${end}`);
    expect(vikings.pairs.filter((pair) => robots.pairs.includes(pair)).length).toBeGreaterThan(10);
    expect(vikings.marks.filter((mark) => robots.marks.includes(mark))).toEqual([]);
  });

  it('finds every text that is like another by a mark they share', () => {
    const word = fc.constantFrom(
      'we',
      'fed',
      'the',
      'lambs',
      'and',
      'dug',
      'up',
      'carrots',
      'at',
      'farm',
      'today',
      'all',
    );
    const words = fc.array(word, { minLength: 6, maxLength: 45 });
    const edits = fc.array(fc.tuple(fc.nat(44), word), { maxLength: 4 });
    let alike = 0;
    fc.assert(
      fc.property(words, edits, (keys, changes) => {
        const changed = [...keys];
        for (const [at, to] of changes) if (at < changed.length) changed[at] = to;
        const [one, other] = [print(keys.join(' ')), print(changed.join(' '))];
        if (likenessOf(one, other) === 'other') return;
        alike++;
        expect(one.marks.some((mark) => other.marks.includes(mark))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(alike).toBeGreaterThan(100);
  });

  it('measures likeness the same both ways', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 30 }), fc.lorem({ maxCount: 30 }), (a, b) => {
        const [one, other] = [printOf(a), printOf(b)];
        if (one && other) expect(likenessOf(one, other)).toBe(likenessOf(other, one));
        if (one) expect(likenessOf(one, one)).toBe('same');
      }),
    );
  });
});
