// Pupils named by a form of their forename that the records do not hold, or by one misspelt beside their own surname (T-01, T-02, R-36).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { otherFormsOf } from '#app/domain/words/lexicons/short-forms.ts';
import { rosterGround, type RosterPupil } from '#app/domain/words/names/roster-ground.ts';
import { soundsAlike } from '#app/domain/words/names/sounds-alike.ts';
import { fullNames } from '#app/domain/words/names/names-full.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import { marks, namesFound, pupilNames, WITH_CHILD } from '#tests/support/named-texts.ts';
import { ABOUT } from '#tests/support/words.ts';

const pupils = [
  'Victoria|Malinowska',
  'Oliver|Brackley',
  'Jane|Hollowell',
  'Zachary|Thorneycroft',
  'Siobhán|McGlinchey',
  'Ffion|Tudor-Rees',
  'Tilly|Okafor',
  'Mike|Green',
  'William|Ashby',
].map((line): RosterPupil => ({
  ...pupilNames(line),
  ...{ id: line, yearGroup: '4', registrationGroup: '4 Oak' },
}));
const found = (text: string, about = {}): string[] =>
  marks(text, namesFound(text, rosterGround(pupils, [{ text }]).names, about));

describe('another form of a forename', () => {
  it.each([
    ['Vicky Malinowska won gold', 'Vicky Malinowska'],
    ['Malinowska, Vicky', 'Malinowska, Vicky'],
    ['well done vicky malinowska', 'vicky malinowska'],
    ['#WellDoneVickyMalinowska', '#WellDoneVickyMalinowska'],
    ['#vickymalinowska', '#vickymalinowska'],
    ['Ollie Brackley’s tower', 'Ollie Brackley’s'],
    ['Matilda Okafor, goalkeeper', 'Matilda Okafor'],
    ['Shiv McGlinchey plays the harp', 'Shiv McGlinchey'],
    ['Will Ashby sang', 'Will Ashby'],
  ])('beside the surname is the full name: %s', (text, marked) => {
    expect(found(text)).toEqual([`pupil_full_name: ${marked}`]);
    expect(found(text, WITH_CHILD)).toEqual([`pupil_full_name_with_image: ${marked}`]);
  });

  it('alone is asked about beside a child, and pointed out without one', () => {
    const [asked] = namesFound('Ollie scored', rosterGround(pupils, [{ text: 'Ollie' }]).names, WITH_CHILD);
    expect(asked).toMatchObject({ code: 'first_name_short', opener: 'author', level: 'block' });
    expect(asked?.pupilIds).toEqual(['Oliver|Brackley']);
    const [told] = namesFound('Ollie scored', rosterGround(pupils, [{ text: 'Ollie' }]).names);
    expect(told).toMatchObject({ code: 'first_name_short', level: 'warn' });
  });

  it('of a pupil who can be seen is stopped like the name', () => {
    const shown = { ...WITH_CHILD, pupilsShown: new Set(['Oliver|Brackley']) };
    expect(found('Ollie scored', shown)).toEqual(['pupil_first_name: Ollie']);
  });

  it.each(['the ollie is a skateboard trick', 'Will you join us?', 'a bill of rights', 'The Tory vote'])(
    'is not found in words that only look like one: %s',
    (text) => {
      expect(found(text, WITH_CHILD).filter((line) => line.includes('short'))).toEqual([]);
    },
  );

  it('goes both ways for every form', () => {
    for (const name of ['oliver', 'victoria', 'sebastian', 'muhammad', 'siobhan', 'alasdair', 'myfanwy'])
      for (const form of otherFormsOf(name)) expect(otherFormsOf(form)).toContain(name);
    expect(otherFormsOf('oliver')).toContain('ollie');
    expect(otherFormsOf('nobody')).toEqual([]);
  });
});

describe('a forename misspelt beside its surname', () => {
  it.each([
    ['Jayne Hollowell came first', 'Jayne Hollowell'],
    ['Hollowell, Jayne', 'Hollowell, Jayne'],
    ['Well done to Zachery Thorneycroft!', 'Zachery Thorneycroft'],
    ['well done zachery thorneycroft', 'zachery thorneycroft'],
    ['Vicktoria Malinowska danced', 'Vicktoria Malinowska'],
    ['Fion Tudor-Rees', 'Fion Tudor-Rees'],
  ])('is asked about, with a child and without: %s', (text, marked) => {
    for (const about of [{}, WITH_CHILD])
      expect(found(text, about).filter((line) => !line.startsWith('pupil_surname'))).toEqual([
        `pupil_name_nearly: ${marked}`,
      ]);
    const [asked] = namesFound(text, rosterGround(pupils, [{ text }]).names, WITH_CHILD);
    expect(asked).toMatchObject({ level: 'block', opener: 'author' });
  });

  it.each([
    'Jayne came first',
    'Jayne and the Hollowell family',
    'Judith Hollowell',
    'Mrs Hollowell',
    'Have Green bags ready',
    'make green choices',
  ])('is nothing away from it, or where nothing is alike: %s', (text) => {
    expect(found(text, WITH_CHILD).filter((line) => line.includes('nearly'))).toEqual([]);
  });

  it('gives way to the very name of an adult whom the school knows', () => {
    const text = 'Thank you Jayne Hollowell for the cakes';
    const part = { kind: 'words' as const, field: 'words', text, folded: foldText(text) };
    const adult = {
      words: ['jayne', 'hollowell'],
      staff: false,
      job: '',
      named: { full: true, anyWay: true },
    };
    const of = (adults: (typeof adult)[]) =>
      fullNames.inPart?.(part, {
        ground: {
          ...NO_GROUND,
          names: rosterGround(pupils, [part]).names,
          adults: { adults, mailHosts: [] },
        },
        about: ABOUT,
        parts: [part],
      });
    expect(of([])).toMatchObject([{ code: 'pupil_name_nearly' }]);
    expect(of([adult])).toEqual([]);
  });

  it('is one letter away, or sounds the same; never only alike in length', () => {
    for (const [one, other] of [
      ['jayne', 'jane'],
      ['sofia', 'sophia'],
      ['jaxon', 'jackson'],
      ['steven', 'stephen'],
      ['michael', 'micheal'],
      ['hanna', 'hannah'],
    ] as const)
      expect([one, other, soundsAlike(one, other)]).toEqual([one, other, true]);
    for (const [one, other] of [
      ['jane', 'jane'],
      ['harry', 'larry'],
      ['sam', 'pam'],
      ['oliver', 'olivia'],
      ['grace', 'george'],
    ] as const)
      expect([one, other, soundsAlike(one, other)]).toEqual([one, other, false]);
    const letters = fc.string({ unit: fc.constantFrom(...'abcehinorstxyz'), maxLength: 9 });
    fc.assert(fc.property(letters, letters, (a, b) => soundsAlike(a, b) === soundsAlike(b, a)));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{5,9}$/), fc.nat(8), (name, at) => {
        const cut = 1 + (at % (name.length - 1));
        const shorter = name.slice(0, cut) + name.slice(cut + 1);
        return shorter === name || soundsAlike(name, shorter);
      }),
    );
  });
});
