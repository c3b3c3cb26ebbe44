// Which names a change gives up: whole words, without regard to case and accents, of what a pupil goes by and of what is on record.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWords } from '#app/domain/pupils/folded-name.ts';
import { hasWord, namesGone } from '#app/domain/pupils/name-change.ts';

const called = (legal: string, preferred = '') => {
  const [legalForename = '', ...surname] = legal.split(' ');
  const [preferredForename = '', ...known] = preferred.split(' ');
  return {
    legalForename,
    legalSurname: surname.join(' '),
    preferredForename: preferredForename || null,
    preferredSurname: known.join(' ') || null,
  };
};
const gone = (before: ReturnType<typeof called>, after: ReturnType<typeof called>) => {
  const found = namesGone(before, after);
  return found && { names: found.names, words: [...found.words].sort() };
};

describe('a change of name', () => {
  it.each([
    ['a new forename', called('Sam Reed'), called('Alex Reed'), { names: ['Sam Reed'], words: ['sam'] }],
    ['a new surname', called('Sam Reed'), called('Sam Khan'), { names: ['Sam Reed'], words: ['reed'] }],
    [
      'a name that they go by, while the record keeps the old one',
      called('Samantha Reed'),
      called('Samantha Reed', 'Sam'),
      { names: ['Samantha Reed'], words: ['samantha'] },
    ],
    [
      'another name on the record, while they go by the same',
      called('Samantha Reed', 'Alex'),
      called('Samuel Reed', 'Alex'),
      { names: ['Samantha Reed'], words: ['samantha'] },
    ],
    [
      'both at once',
      called('Samantha Reed', 'Mia Hart'),
      called('Samuel Khan', 'Leo Khan'),
      { names: ['Samantha Reed', 'Mia Hart'], words: ['hart', 'mia', 'reed', 'samantha'] },
    ],
    [
      'one half of two surnames dropped',
      called('Ana Silva-Costa'),
      called('Ana Costa'),
      { names: ['Ana Silva-Costa'], words: ['silva'] },
    ],
  ])('gives up %s', (_, before, after, what) => expect(gone(before, after)).toEqual(what));

  it.each([
    ['letters in another case', called('ZOE REED'), called('Zoe Reed')],
    ['an accent put right', called('Zoe Reed'), called('Zoë Reed')],
    ['a middle name', called('Zoe Reed'), called('Zoe Anne Reed')],
    ['an apostrophe', called('Zoe ONeill'), called('Zoe O’Neill')],
    [
      'what was the preferred name, now on the record',
      called('Alexandra Reed', 'Zoe'),
      called('Zoe Reed', 'Zoe'),
    ],
  ])('%s', (what, before, after) => {
    // The last one gives up the old record's forename and nothing of what they go by.
    const words = what.startsWith('what was') ? ['alexandra'] : null;
    expect(gone(before, after)?.words ?? null).toEqual(words);
  });

  it('never gives up a word that they still go by, and nothing without a change', () => {
    const word = fc.constantFrom('Sam', 'Alex', 'Zoë', 'Lee', 'Reed', 'Khan', 'O’Neill', 'Silva-Costa');
    const names = fc.record({
      legalForename: word,
      legalSurname: word,
      preferredForename: fc.option(word),
      preferredSurname: fc.option(word),
    });
    fc.assert(
      fc.property(names, names, (before, after) => {
        expect(namesGone(before, before)).toBeNull();
        const found = namesGone(before, after);
        const now = `${after.preferredForename ?? after.legalForename} ${after.preferredSurname ?? after.legalSurname}`;
        if (found) {
          expect(hasWord(foldedWords(now), found.words)).toBe(false);
          for (const name of found.names) expect(hasWord(foldedWords(name), found.words)).toBe(true);
        }
        const was = `${before.preferredForename ?? before.legalForename}`;
        if (!now.includes(was)) expect(found).not.toBeNull();
      }),
    );
  });
});

describe('a text', () => {
  const words = new Set(['sam', 'oneill', 'zoe']);
  it.each([
    ['Well done, Sam!', true],
    ['WELL DONE SAM', true],
    ['Zoë won', true],
    ['O’Neill’s run', false],
    ['The O’Neill run', true],
    ['Same again', false],
    ['Samuel', false],
    ['', false],
  ])('%j has one of the words: %s', (text, has) => expect(hasWord(foldedWords(text), words)).toBe(has));
});
