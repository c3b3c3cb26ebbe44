// First names as people type them in a hurry or in a tag, and names that stand in the title of a book: found beside a child, and asked
// about where they may be somebody else's (T-02, R-36, F-17).
import { expect, it } from 'vitest';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { nameTextOf, wordsToLookFor } from '#app/domain/words/names/name-tokens.ts';
import { marks, namesFound, roster, WITH_CHILD } from '#tests/support/named-texts.ts';

const names = roster([
  'Jane|Smith',
  'Amelia|Asante',
  'Tom|Brown',
  'Grace|Wetherby',
  'Jo|Hallam',
  'Matilda|Okafor',
  'Noah|Bellamy',
  'Leo|Dunmore',
]);
const found = (text: string) => marks(text, namesFound(text, names, WITH_CHILD));

it.each([
  ['#janewins', '#janewins'],
  ['#goodluckjane', '#goodluckjane'],
  ['#weloveyoujane', '#weloveyoujane'],
  ['#janeandtom', '#janeandtom'],
  ['#welldonematildaandleo', '#welldonematildaandleo'],
  ['JANEEEE won!!!', 'JANEEEE'],
  ['aMeLiA won', 'aMeLiA'],
  ['Jo scored', 'Jo'],
])('%j names a pupil', (text, marked) => expect(found(text)).toContain(`pupil_first_name: ${marked}`));

it.each([
  ['Well done grace', 'grace'],
  ['congratulations to grace and everyone', 'grace'],
  ['Happy birthday jo!', 'jo'],
  ['Janes team won', 'Janes'],
  ['amelias cake was lovely', 'amelias'],
])('%j asks whether a pupil is meant', (text, marked) =>
  expect(found(text)).toContain(`first_name_or_word: ${marked}`),
);

it.each([
  ['Princess Amelia won best costume', 'Princess Amelia'],
  ['Read it at https://a.example/well-done-jane/', 'jane'],
  ['We read Roald Dahl’s Matilda', 'Matilda'],
  ['Noah’s Ark was our play', 'Noah’s'],
  ['Our visitor was Leo the Lion', 'Leo'],
  ['Jane and the Beanstalk opens tonight', 'Jane'],
])('%j asks whether somebody else is meant', (text, marked) =>
  expect(found(text)).toContain(`first_name_of_somebody: ${marked}`),
);

it.each([
  ['Jane and the team won', 'Jane'],
  ['Jane’s Year 4 class', 'Jane’s'],
  ['Jane and the Year 4 team', 'Jane'],
  ['Tom’s Matilda', 'Matilda'],
])('%j is no title', (text, marked) => expect(found(text)).toContain(`pupil_first_name: ${marked}`));

it('asks the records for whole characters only, where letters of two units are run together', () => {
  const words = wordsToLookFor([nameTextOf(foldText('ؠⴀ𐌀ՠ𐌭 #𐌀jane𐌭smith'))]);
  expect(words).toContain('jane');
  expect(words.filter((word) => !word.isWellFormed())).toEqual([]);
});

it.each([
  '🇯🇦🇳🇪 won',
  '🇯 🇦 🇳 🇪',
  'J - A - N - E',
  'J  A  N  E',
  '\u202eenaJ\u202c won',
  'Ꭻꭺꮋꭼ and \u{13ab}ane won',
  '#superjane2026',
])('%j is read as people see it', (text) =>
  expect(found(text).map((each) => each.split(':')[0])).toContain('pupil_first_name'),
);

it('the flags of countries are no letters of a name', () =>
  expect(found('Friends from 🇫🇷🇪🇸🇯🇵🇳🇪 and 🇬🇧')).toEqual([]));

it.each(['محمد', '李明'])('%j, in letters that have no capitals, is a name like another', (name) => {
  const one = roster([`${name}|Thornley`]);
  expect(marks(`${name} won`, namesFound(`${name} won`, one, WITH_CHILD))).toEqual([
    `pupil_first_name: ${name}`,
  ]);
});

it.each([
  'S. van der Merwe',
  'S van der Merwe won',
  'JK Thornley',
  'A-M O’Dell',
  '#jthornley',
  '\u202eyelnrohT enaJ\u202c',
])('%j is an initial or more with a surname, which is a full name (R-33)', (text) => {
  const initialed = roster(['Sanne|van der Merwe', 'Jane|Thornley', 'Anne-Marie|O’Dell']);
  expect(namesFound(text, initialed, WITH_CHILD)).toEqual([
    expect.objectContaining({ code: 'pupil_full_name_with_image' }),
  ]);
});

it.each(['BBC Thornley', '#sthornley', '#thornleyroad', 'Pupils at THORNLEY JK PARK ROAD'])(
  '%j is no pupil’s initial',
  (text) => {
    const codes = namesFound(text, roster(['Jane|Thornley']), WITH_CHILD).map(({ code }) => code);
    expect(codes).not.toContain('pupil_full_name_with_image');
  },
);
