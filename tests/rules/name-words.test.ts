// The words of a pupil's names, as texts are searched for them: folded like the texts, each part also run together.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { earlierNameWords, nameWords, type NamesOfPupil } from '#app/domain/pupils/name-words.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';

const pupil = (differs: Partial<NamesOfPupil>): NamesOfPupil => ({
  legalForename: 'Jane',
  legalSurname: 'Smith',
  preferredForename: null,
  preferredSurname: null,
  knownAs: null,
  ...differs,
});
const lines = (names: Partial<NamesOfPupil>) =>
  nameWords(pupil(names)).map(({ name, part, place, of, word }) => `${name} ${part} ${place}/${of} ${word}`);

it('are one row for each word, and one more for a part of several words run together', () => {
  expect(lines({ legalForename: 'Zoë', legalSurname: 'O’Neill-Al Hassan' })).toEqual([
    'legal forename 0/1 zoe',
    'legal surname 0/3 oneill',
    'legal surname 1/3 al',
    'legal surname 2/3 hassan',
    'legal surname 3/3 oneillalhassan',
  ]);
});

it('are those of every name the pupil goes by, and a known-as name gives the surname only once', () => {
  expect(lines({ preferredForename: 'Janey', knownAs: 'JJ Smith' })).toEqual([
    'legal forename 0/1 jane',
    'legal surname 0/1 smith',
    'preferred forename 0/1 janey',
    'known forename 0/1 jj',
  ]);
});

it('of an earlier name are closed, and may be forename or surname wherever that is not known', () => {
  const closed = earlierNameWords('Mary Jane Old', 'id', (word) => `<${word}>`);
  const words = (part: string) => closed.filter((row) => row.part === part).map(({ word }) => word);
  expect(words('forename')).toEqual(['<mary>', '<jane>', '<maryjane>']);
  expect(words('surname')).toEqual(['<jane>', '<old>', '<janeold>']);
});

it('are the words that the texts themselves are read as', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (name) => {
      const read = foldText(name).words.map(({ key, possessive }) => (possessive ? `${key}s` : key));
      const written = nameWords(pupil({ legalForename: name })).filter(
        ({ part, place, of }) => part === 'forename' && place < of,
      );
      expect(written.map(({ word }) => word)).toEqual(read);
    }),
  );
});
