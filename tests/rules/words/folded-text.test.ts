// A text as the checks read it: what is compared, and that every mark stands on the very letters.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';

const keys = (text: string) => foldText(text).words.map(({ key }) => key);

describe('a folded text', () => {
  it.each([
    ['Zoë O’Neill', ['zoe', 'oneill']],
    ['ŁUKASZ Bjørn Đặng', ['lukasz', 'bjorn', 'dang']],
    ['Ja\u200bne Sm\u00adith', ['jane', 'smith']],
    ['Jаne Ѕmіth', ['jane', 'smith']],
    ['Ｊａｎｅ 𝐒𝐦𝐢𝐭𝐡', ['jane', 'smith']],
    ['Smith-Jones', ['smith', 'jones']],
    ['Jane🎉\nSmith', ['jane', 'smith']],
  ])('reads %j as %j', (text, words) => expect(keys(text)).toEqual(words));

  it('takes a possessive ending off, and marks it', () => {
    const [ada, james] = foldText('Ada’s James’').words;
    expect(ada).toMatchObject({ key: 'ada', possessive: true, from: 0, to: 5 });
    expect(james).toMatchObject({ key: 'james', possessive: true });
  });

  it('takes a tag apart at its capitals', () => {
    const [tag] = foldText('#WellDoneAda').words;
    expect(tag).toMatchObject({ within: '#', key: 'welldoneada' });
    expect(tag?.parts.map(({ key }) => key)).toEqual(['well', 'done', 'ada']);
  });

  it('reads what is spelt out letter by letter', () => {
    expect(foldText('J-a-n-e').spelt).toEqual([{ key: 'jane', from: 0, to: 7 }]);
  });

  it('takes a decimal point for no end of a sentence', () => {
    expect(foldText('It is 91.2% here. 9 more at 3.30pm').words.map(({ sentence }) => sentence)).toEqual([
      0, 0, 0, 0, 0, 1, 1, 1, 1, 1,
    ]);
  });

  it('knows sentences, and that an initial or a title ends none', () => {
    expect(
      foldText('Hello. J. Smith and Mrs. Patel won! Next one').words.map(({ sentence }) => sentence),
    ).toEqual([0, 1, 1, 1, 1, 1, 1, 2, 2]);
  });

  it('marks words in order, inside the text, without overlap, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let end = 0;
        for (const word of foldText(text).words) {
          expect(word.from).toBeGreaterThanOrEqual(end);
          expect(word.to).toBeGreaterThan(word.from);
          expect(word.key).not.toBe('');
          end = word.to;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('reads the same words when what nobody sees is put between the letters', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/u), { minLength: 1, maxLength: 5 }), (words) => {
        const hidden = words.map((word) => [...word].join('\u200b')).join(' ');
        expect(keys(hidden)).toEqual(words);
      }),
    );
  });
});

describe('phrases', () => {
  const find = phraseFinder({ school: ['free school meals', 'free'], person: ['exclu*'] });
  const found = (text: string) =>
    find(foldText(text)).map(({ kind, from, to }) => [kind, text.slice(from, to)]);

  it('are found as whole words, the longest of a kind', () => {
    expect(found('Free  School-Meals for all, freely')).toEqual([['school', 'Free  School-Meals']]);
  });
  it('find longer words where the list says so', () => {
    expect(found('She was excluded')).toEqual([['person', 'excluded']]);
  });
  it('are found in a tag', () => {
    expect(found('#FreeSchoolMeals')).toEqual([['school', 'FreeSchoolMeals']]);
  });
});
