// Forenames that are no pupil where they stand: in a name everybody knows, in a title, among things of a kind, of a pet, of an adult on
// record, in Welsh. The same forenames are found as soon as they stand for somebody (T-02, R-36).
import { describe, expect, it } from 'vitest';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { firstNames } from '#app/domain/words/names/names-first.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import { aboutText, marks, namesFound, roster, WITH_CHILD } from '#tests/support/named-texts.ts';

const names = roster(
  'Oliver|Brackley Victoria|Shah Robert|Finch Harry|Cole Amber|Nyland Ruby|Osei Jack|Tarn Kit|Vose Henry|Lunt Seren|Pugh Mali|Rees Alfie|Dunn Joy|Adler Grace|Holt Alice|Mercer Zara|Khan'.split(
    ' ',
  ),
);
const found = (text: string) => marks(text, namesFound(text, names, WITH_CHILD));

describe('nobody of ours', () => {
  it.each([
    'Victoria sponge won by two votes',
    'Robert Burns and his haggis',
    'We read Harry Potter',
    'Our scones beat Alice in Wonderland’s',
    'Jack and the Beanstalk is our panto',
    'Amber, ruby and scarlet leaves',
    'PE KIT PLEASE',
    'BRING KIT TODAY',
    'Henry VIII and his wives',
    'Henry I came before him',
  ])('is found in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is found in the name of an adult on record, with a title or a forename', () => {
    const of = (text: string, words: readonly string[]) => {
      const part = { kind: 'words' as const, field: 'words', text, folded: foldText(text) };
      const adults = [{ words, staff: true, job: '', named: { full: true, anyWay: true } }];
      const ground = { ...NO_GROUND, names, adults: { adults, mailHosts: [] } };
      return firstNames.inPart?.(part, { ground, about: aboutText(WITH_CHILD), parts: [part] }) ?? [];
    };
    expect(of('Mr Grace led the maths', ['will', 'grace'])).toEqual([]);
    expect(of('Harry Stone sang', ['harry', 'stone'])).toEqual([]);
    expect(of('Mr Grace led the maths', ['helen', 'arkley'])).toMatchObject([
      { code: 'first_name_of_somebody' },
    ]);
  });
});

describe('who it is, is asked', () => {
  it.each([
    ['Year 6 performed Oliver!', 'first_name_of_somebody: Oliver'],
    ['Auditions for Oliver on Monday', 'first_name_of_somebody: Oliver'],
    ['Alfie the office cat is back', 'first_name_of_somebody: Alfie'],
    ['Our therapy dog, Alfie, starts today', 'first_name_of_somebody: Alfie'],
    ['Seren yr wythnos i bawb', 'first_name_or_word: Seren'],
    ['We found Mali and Niger', 'first_name_or_word: Mali'],
    ['We are so proud of Joy today', 'first_name_or_word: Joy'],
    ['Amber kept wicket', 'first_name_or_word: Amber'],
    ['WELL DONE KIT', 'first_name_or_word: KIT'],
  ])('of %s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
    const [asked] = namesFound(text, names, WITH_CHILD);
    expect(asked).toMatchObject({ opener: 'author', level: 'block' });
  });
});

describe('a child', () => {
  it.each([
    ['Oliver performed on Monday', 'Oliver'],
    ['A tune performed by Oliver', 'Oliver'],
    ['Victoria baked a sponge', 'Victoria'],
    ['Harry and the potter’s wheel', 'Harry'],
    ['Seren won the cup', 'Seren'],
    ['Henry led the way', 'Henry'],
    ['Alfie and the cat', 'Alfie'],
  ])('is still stopped: %s', (text, marked) => {
    expect(found(text)).toEqual([`pupil_first_name: ${marked}`]);
  });

  it('is asked about once in a handle, by the check of handles', () => {
    expect(namesFound('Well swum @zara_k_2011', names)).toEqual([]);
    expect(namesFound('Well swum Zara', names)).toHaveLength(1);
  });
});
