// Full names of pupils in a text, however they are written, and nothing where there is none (T-01, R-33, R-36).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_AGREED } from '#app/domain/words/names/names-ground.ts';
import { aboutText, marks, namesFound, roster, WITH_CHILD } from '#tests/support/named-texts.ts';

const names = roster([
  'Jane|Smith',
  'Matilda|Okafor|Tilly||MattyO',
  'Zoë|O’Neill',
  'Ibrahim|Al Hassan',
  'Anne-Marie|Smith-Jones',
  'Jan|van der Berg',
  'Seán|Ó Briain',
  'Owain|ap Rhys',
  'Wei|Zhang',
  'Will|Young',
  'Grace|Wood',
  'Chukwuemeka Daniel|Adeyemi',
  'Thomas|James',
  'James|Bello',
  'Layla|bint Yusuf',
  'Niall|Mac Giolla',
  'Lucia|de la Cruz',
]);
const found = (text: string, about = {}) => marks(text, namesFound(text, names, about));
const full = (text: string) => found(text).filter((line) => line.startsWith('pupil_full_name:'));

describe('a full name', () => {
  it.each([
    ['Jane Smith won', 'Jane Smith'],
    ['well done jane smith', 'jane smith'],
    ['WELL DONE JANE SMITH', 'JANE SMITH'],
    ['Smith, Jane', 'Smith, Jane'],
    ['Smith Jane came first', 'Smith Jane'],
    ['Jane’s and Jane Smith’s goals', 'Jane Smith’s'],
    ['Jane Elizabeth Smith', 'Jane Elizabeth Smith'],
    ['Jane E. Smith', 'Jane E. Smith'],
    ['jane marie smith', 'jane marie smith'],
    ['Jane 🎉 Smith', 'Jane 🎉 Smith'],
    ['Jane\nSmith', 'Jane\nSmith'],
    ['Jane\n\n  Smith', 'Jane\n\n  Smith'],
    ['J\u200ba\u200bne Sm\u00adith', 'J\u200ba\u200bne Sm\u00adith'],
    ['Jаne Ѕmіth', 'Jаne Ѕmіth'],
    ['Jane_Smith', 'Jane_Smith'],
    ['Jane.Smith', 'Jane.Smith'],
    ['Jane “JJ” Smith', 'Jane “JJ” Smith'],
    ['Jane and Tom Smith sang', 'Jane and Tom Smith'],
    ['Jane & Tom Smith sang', 'Jane & Tom Smith'],
    ['J Smith', 'J Smith'],
    ['J. Smith', 'J. Smith'],
    ['J. K. Smith', 'J. K. Smith'],
    ['Smith, J', 'Smith, J'],
    ['the Smith twins', 'Smith twins'],
    ['#JaneSmith', '#JaneSmith'],
    ['#janesmith', '#janesmith'],
    ['#welldonejanesmith', '#welldonejanesmith'],
    ['#WellDoneJaneSmith', '#WellDoneJaneSmith'],
    ['@jane_smith08', 'jane_smith'],
    ['J-a-n-e S-m-i-t-h', 'J-a-n-e S-m-i-t-h'],
    ['Tilly Okafor', 'Tilly Okafor'],
    ['Matilda Okafor', 'Matilda Okafor'],
    ['MattyO Okafor', 'MattyO Okafor'],
    ['Zoe O Neill', 'Zoe O Neill'],
    ["Zoe O'Neill", "Zoe O'Neill"],
    ['Ibrahim Alhassan', 'Ibrahim Alhassan'],
    ['Ibrahim al-Hassan', 'Ibrahim al-Hassan'],
    ['Ibrahim Hassan', 'Ibrahim Hassan'],
    ['Al Hassan Ibrahim', 'Al Hassan Ibrahim'],
    ['Anne-Marie SmithJones', 'Anne-Marie SmithJones'],
    ['Annemarie Jones', 'Annemarie Jones'],
    ['Marie Smith', 'Marie Smith'],
    ['Jan van der Berg', 'Jan van der Berg'],
    ['Jan Vanderberg', 'Jan Vanderberg'],
    ['Jan Berg', 'Jan Berg'],
    ['Sean O Briain', 'Sean O Briain'],
    ['Owain ap Rhys', 'Owain ap Rhys'],
    ['Niall Mac Giolla', 'Niall Mac Giolla'],
    ['Lucía de la Cruz', 'Lucía de la Cruz'],
    ['Layla bint Yusuf', 'Layla bint Yusuf'],
    ['Layla Yusuf', 'Layla Yusuf'],
    ['Zhang Wei', 'Zhang Wei'],
    ['Wei Zhang', 'Wei Zhang'],
    ['Adeyemi Chukwuemeka', 'Adeyemi Chukwuemeka'],
    ['Daniel Adeyemi', 'Daniel Adeyemi'],
    ['Will Young scored', 'Will Young'],
    ['Mrs Jane Smith', 'Jane Smith'],
    ['Jane (Smith)', 'Jane (Smith'],
    ['Smith (Jane)', 'Smith (Jane'],
    ['Jane (7B) Smith', 'Jane (7B) Smith'],
    ['Jane (the rocket) Smith', 'Jane (the rocket) Smith'],
    ['Jane "our little star" Smith', 'Jane "our little star" Smith'],
    ['Jane,Smith,7B', 'Jane,Smith'],
    ['Jane;Smith;7B', 'Jane;Smith'],
    ['"Smith";"Jane"', 'Smith";"Jane'],
    ['Jane&nbsp;Smith', 'Jane&nbsp;Smith'],
    ['Jane%20Smith', 'Jane%20Smith'],
    ['janesmith.jpg', 'janesmith'],
    ['see school.example/okafortilly', 'okafortilly'],
    ['JANEEEE SMITH!!!', 'JANEEEE SMITH'],
    ['Tillllly Okaaaafor', 'Tillllly Okaaaafor'],
    ['tIlLy oKaFoR', 'tIlLy oKaFoR'],
    ['🅙🅐🅝🅔 🆂🅼🅸🆃🅷', '🅙🅐🅝🅔 🆂🅼🅸🆃🅷'],
    ['SMITH J', 'SMITH J'],
    ['the Smith girls', 'Smith girls'],
    ['https://example.org/news/jane-smith-wins', 'jane-smith'],
  ])('%j has %j', (text, marked) => expect(full(text)).toContain(`pupil_full_name: ${marked}`));

  it.each([
    'Will young people join us?',
    'We hope young readers enjoy it. The wood was full of grace.',
    'Jane played. Smith scored',
    'Tom Smith, Jane Brown',
    'Mr Smith and Jane',
    'Jane met Mr Smith',
    'The blacksmith and Janet',
    'A Berg in the sea',
    'Jane visited the Smith family of teachers',
    'The Wright brothers flew',
    'St Thomas James Day',
    'Jane (and Mr Smith) sang',
    'Mrs Smith (Jane’s teacher)',
    'Will (young and old) we meet',
    'Tom Brown; Jane; Smith House',
    'rosewood, willyoung and gracewood',
    'Mr Smith J',
    'The Young girls and the Wood boys',
    'Jane, Smith and Brown: our three houses',
  ])('%j has none', (text) => expect(full(text)).toEqual([]));

  it('in a list of first names, one of them a surname too, is pointed out, and each is a first name', () => {
    expect(found('Thomas\nJames')).toEqual([
      'pupil_names_in_list: Thomas\nJames',
      'pupil_first_name_alone: Thomas',
      'pupil_first_name_alone: James',
    ]);
  });

  it('of a teacher with an initial is no pupil’s', () => expect(full('Mr J Smith')).toEqual([]));
});

describe('what it means', () => {
  const of = (agreed: Partial<typeof NOTHING_AGREED>, about = {}, differs = {}) => {
    const one = roster(['Jane|Smith'], { agreed: { ...NOTHING_AGREED, ...agreed }, ...differs });
    return namesFound('Jane Smith won', one, about)[0];
  };
  it('beside a child nobody may open it, whatever was agreed', () =>
    expect(of({ fullName: true, nameWithImage: true }, WITH_CHILD)).toMatchObject({
      code: 'pupil_full_name_with_image',
      level: 'block',
      opener: 'nobody',
      fix: 'one of our pupils',
    }));
  it('without a child and not agreed to, nobody may', () =>
    expect(of({ firstName: true })).toMatchObject({ code: 'pupil_full_name', opener: 'nobody' }));
  it('without a child and agreed to, the headteacher may', () =>
    expect(of({ fullName: true })).toMatchObject({
      code: 'pupil_full_name_agreed',
      level: 'block',
      opener: 'head',
      pupilIds: ['Jane|Smith'],
    }));
  it('where no pupil is ever named, nobody may', () => {
    const settings = { ...aboutText().settings, pupilIdentity: 'never' as const };
    expect(of({ fullName: true }, { settings })).toMatchObject({
      code: 'pupil_named_never',
      opener: 'nobody',
    });
  });
  it('of a pupil elsewhere in the trust is the same finding as one who has not agreed, and holds no id', () => {
    const elsewhere = of({}, {}, { ours: false, alone: false });
    expect(elsewhere).toEqual({ ...of({}), pupilIds: [] });
  });
  it('of two pupils of the same name needs both to have agreed', () => {
    const { pupils } = roster(['Jane|Smith']);
    const yes = { ...NOTHING_AGREED, fullName: true };
    const two = pupils.flatMap((pupil) => [
      { ...pupil, agreed: yes },
      { ...pupil, id: 'other' },
    ]);
    expect(namesFound('Jane Smith won', { pupils: two })[0]).toMatchObject({ code: 'pupil_full_name' });
  });
});

describe('part of a name', () => {
  it.each([
    ['Well done Okafor', ['pupil_surname: Okafor']],
    ['Captain Okafor leads them out', ['pupil_surname: Okafor']],
    ['Away at Okafor tonight', []],
    ['Lost in Okafor’s notes', ['pupil_surname: Okafor’s']],
    ['Mrs Okafor leads them out', []],
    ['The Okafors came', ['pupil_surname: Okafors']],
    ['Mr Okafor and Dr Okafor', []],
    ['Okafor Road is closed', []],
    ['Young people enjoyed King’s Wood', []],
    ['Ngozi Okafor is our headteacher', []],
    ['Tilly O. was first', ['pupil_forename_initial: Tilly O', 'pupil_first_name_alone: Tilly']],
  ])('in %j is %j', (text, lines) => expect(found(text)).toEqual(lines));
});

const FORENAMES = ['Jane', 'Zoë', 'Ibrahim', 'Oluwaseun', 'Siân', 'Anne-Marie', 'Wei', 'Mohammed', 'Jo'];
const SURNAMES = [
  'Smith',
  'O’Neill',
  'Al Hassan',
  'Featherstonehaugh',
  'van der Berg',
  'Ó Briain',
  'Zhang',
  'Khan',
];
const name = fc.record({ f: fc.constantFrom(...FORENAMES), s: fc.constantFrom(...SURNAMES) });

const CYRILLIC: Record<string, string> = { a: 'а', e: 'е', o: 'о', i: 'і', c: 'с', p: 'р', h: 'һ' };
const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
const DISGUISES: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in capitals': (text) => text.toUpperCase(),
  'without accents': plain,
  'with straight quotes': (text) => text.replaceAll('’', "'"),
  'with nothing between letters': (text) => [...text].join('\u200b'),
  'with soft hyphens': (text) => [...text].join('\u00ad'),
  'with letters that look alike': (text) => [...text].map((letter) => CYRILLIC[letter] ?? letter).join(''),
  'in full width': (text) =>
    [...text].map((l) => (/[a-zA-Z]/.test(l) ? String.fromCodePoint(l.charCodeAt(0) + 0xfee0) : l)).join(''),
  decomposed: (text) => text.normalize('NFD'),
};
const JOINS = [' ', '  ', '\n', ' 🎉 ', '-', '_', ' - ', ' B. ', '\u00a0', ' 👩‍👧 '];
const AROUND: [string, string][] = [
  ['', ''],
  ['Well done to ', ' who won the cup'],
  ['We loved the work of ', '!'],
  ['(', ')'],
];

describe('whatever it is disguised as', () => {
  it('is found, in either order', () => {
    fc.assert(
      fc.property(
        name,
        fc.constantFrom(...Object.keys(DISGUISES)),
        fc.constantFrom(...JOINS),
        fc.constantFrom(...AROUND),
        fc.boolean(),
        ({ f, s }, disguise, join, [before, after], turned) => {
          const disguised = DISGUISES[disguise] ?? ((text: string) => text);
          const [a, b] = turned && join === ' ' ? [s, f] : [f, s];
          const text = `${before}${disguised(a)}${join}${disguised(b)}${after}`;
          const hits = namesFound(text, roster([`${f}|${s}`]));
          expect(
            hits.map(({ code }) => code),
            text,
          ).toContain('pupil_full_name');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is found in a tag, with capitals or without', () => {
    fc.assert(
      fc.property(
        name,
        fc.boolean(),
        fc.constantFrom('', 'WellDone', 'welldone'),
        ({ f, s }, small, praise) => {
          const tag = `#${praise}${plain(`${f}${s}`).replaceAll(/[^a-zA-Z]/g, '')}`;
          const text = `So proud ${small ? tag.toLowerCase() : tag} today`;
          expect(
            namesFound(text, roster([`${f}|${s}`])).map(({ code }) => code),
            text,
          ).toContain('pupil_full_name');
        },
      ),
    );
  });

  it('is not found where no word of the roster stands', () => {
    const word = fc.stringMatching(/^[b-df-hj-np-tv-z]{4,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), fc.boolean(), (words, shown) => {
        const text = words
          .map((each, index) => (index % 3 ? each : each.charAt(0).toUpperCase() + each.slice(1)))
          .join(' ');
        expect(namesFound(text, names, { childShown: shown })).toEqual([]);
      }),
    );
  });
});
