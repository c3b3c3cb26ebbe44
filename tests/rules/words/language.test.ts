// Language (T-12, R-46): what stops whatever it is disguised as, what is pointed out, and the birds, places and names it never finds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageCheck } from '#app/domain/words/language/language.ts';
import { STRONG_PHRASES, STRONG_WORDS } from '#app/domain/words/lexicons/strong-language.ts';
import { foundBy, told } from './manners-of.ts';

const found = (text: string) => told(text, foundBy(languageCheck, text));
const CLEAN = [
  'Scunthorpe',
  'Penistone',
  'Cockermouth',
  'Essex',
  'Sussex',
  'Middlesex',
  'Arsenal',
  'Shiitake',
  'Dick Whittington',
  'Charles Dickens',
  'bass',
  'classic',
  'assembly',
  'cocktail',
  'Hello',
  'Matsushita',
  'Moby-Dick',
  'great tits',
  'blue tit',
  'Cracker',
  'Hancock',
  'shuttlecock',
  'cockerel',
  'Canal',
  'analysis',
  'therapist',
  'skill',
  'kill time',
  'Shital',
  'Harshita',
  'Mrs Pratt',
  'Mr Fagg',
  'Twatt',
  'spotted dick',
  'Offa’s Dyke',
  'Homo sapiens',
  'faggots and peas',
  'chink of light',
  'Maine Coon',
  'slag heap',
  'A*s',
  'A*A*A*',
  'D*D*D',
  '4SS',
  'Y1DS',
  'the A55',
  '£5.50',
  'c-l-a-s-s',
  'a-s-s-e-m-b-l-y',
  'PE-kit',
  'Bloody Mary',
  'sniggering',
  'flame retardant',
  'pass-the-parcel',
  'Git and GitHub',
  'what doesn’t kill you makes you stronger',
  'Thank you so much for coming',
  'get lost in a book',
  'titter',
  'Uranus',
  'Wankel',
  'Fukushima',
  'competition',
  'mishit the ball',
  'Bumblebee',
];

describe('language that stops', () => {
  it.each([
    'sh1t',
    'f*ck',
    'f**k',
    'f.u.c.k',
    '$hit',
    'fuuuck',
    'fcuk',
    'f u c k',
    'F-U-C-K',
    'fu\u200bck',
    'fu\u00adck',
    'ѕһіt',
    'ＦＵＣＫ',
    '#WhatAShitShow',
    '#whatashitshow',
    'sh!t',
    'sh-t',
    'f***',
    'b*tch',
    'w@nker',
    'a55hole',
    '@sshole',
    'n1gg3r',
    'sh💩t',
    'wtf',
    'motherfucking',
    'fuck123',
    'spastics',
    'pikeys',
    'paki',
    'flibbert',
    'flibb3rt',
    '🖕',
    'kill yourself',
    'we will find you and kill you',
    'KILL  YOURSELF',
    'we know where you live',
    'nobody likes you',
    'you fat cow',
    'that’s so gay',
    'piss off',
    'n.i.g.g.e.r',
  ])('nobody opens %j', (bad) => {
    const hits = foundBy(languageCheck, `Well, ${bad} everyone`);
    expect(hits).toContainEqual(
      expect.objectContaining({ level: 'block', opener: 'nobody', code: 'strong_language', check: 'T-12' }),
    );
  });
  it('marks the very letters', () =>
    expect(found('What a sh1t day')).toEqual(['stop nobody strong_language: sh1t']));
  it('lets the headteacher open a text that is taught, quoted with its source, and nothing less', () => {
    expect(found('Year 11 read: “You bastard, Heathcliff” (source: our set text)')).toEqual([
      'stop head strong_language_quoted: bastard',
    ]);
    expect(found('Year 11 read: “You bastard, Heathcliff” today')).toEqual([
      'stop nobody strong_language: bastard',
    ]);
    expect(found('You bastard (source: our set text)')).toEqual(['stop nobody strong_language: bastard']);
  });
});

describe('language that is pointed out', () => {
  it.each([
    ['That was bloody good', 'bloody'],
    ['What a crap day', 'crap'],
    ['Pussy Willow is out', 'Pussy'],
    ['Crikey, it works', 'Crikey'],
    ['Do not be an idiot', 'idiot'],
    ['Shut up and listen', 'Shut up'],
    ['cr@p again', 'cr@p'],
    ['A d1ck move', 'd1ck'],
    ['They were beaten, the losers', 'losers'],
  ])('%j', (text, word) => expect(found(text)).toEqual([`warn mild_language: ${word}`]));
  it.each([
    ['Yeah right, that will happen', 'Yeah right'],
    ['Well that went well', 'Well that went well'],
    ['Lovely weather /s', '/s'],
    ['Great 🙄', '🙄'],
    ['Slow clap for that', 'Slow clap'],
    ['Said no one ever', 'Said no one ever'],
  ])('meant the other way round: %j', (text, word) => expect(found(text)).toEqual([`warn sarcasm: ${word}`]));
});

describe('words that only hold such letters', () => {
  it.each(CLEAN)('%j is clean', (word) => expect(found(`Today: ${word} with Year 4`)).toEqual([]));
});

const LOOKS: Readonly<Record<string, string>> = { a: '@', e: '3', i: '1', o: '0', s: '$', t: '+' };
const ALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  c: 'с',
  p: 'р',
  x: 'х',
  y: 'у',
  i: 'і',
};
const disguises: Readonly<Record<string, (word: string, at: number) => string>> = {
  case: (word, at) => word.slice(0, at) + word.slice(at).toUpperCase(),
  zeroWidth: (word, at) => `${word.slice(0, at)}\u200b${word.slice(at)}`,
  alike: (word) => [...word].map((letter) => ALIKE[letter] ?? letter).join(''),
  doubled: (word, at) =>
    word.slice(0, at) + word.charAt(at).repeat(word.length > 3 ? 2 : 3) + word.slice(at + 1),
  dotted: (word) => [...word].join('.'),
  spaced: (word) => [...word].join(' '),
  looks: (word, at) =>
    word.length < 4
      ? word
      : word.slice(0, at) + (LOOKS[word.charAt(at)] ?? word.charAt(at)) + word.slice(at + 1),
  starred: (word, at) =>
    word.length < 4 || at === 0 || (at === 1 && word.startsWith('a'))
      ? word
      : `${word.slice(0, at)}*${word.slice(at + 1)}`,
};

it('finds every strong word however and wherever it is disguised', () => {
  const missed = STRONG_WORDS.flatMap((word) =>
    Object.entries(disguises).flatMap(([how, disguise]) =>
      [...word].flatMap((_, at) => {
        const written = disguise(word, at);
        const hits = foundBy(languageCheck, `The day was: ${written}, they say.`);
        return hits.some(({ code }) => code === 'strong_language') ? [] : [`${how} ${written}`];
      }),
    ),
  );
  // A class is written so.
  expect(missed.filter((each) => !each.startsWith('looks y1'))).toEqual([]);
});
it('finds every strong phrase in any case', () => {
  for (const phrase of STRONG_PHRASES)
    expect(
      foundBy(languageCheck, `So ${phrase.toUpperCase()}!`).some(({ level }) => level === 'block'),
      phrase,
    ).toBe(true);
});
it('finds nothing in sentences of innocent words', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...CLEAN), { minLength: 1, maxLength: 8 }), (words) => {
      expect(found(`We saw ${words.join(', ')} today.`)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
it('reads 10,000 characters made to be slow without standing still', () => {
  for (const text of ['f*', '* ', 's-h-i-t ', '#thisisthe', 'n1gg3r5! ', '“'])
    expect(() => foundBy(languageCheck, text.repeat(10_000).slice(0, 10_000))).not.toThrow();
});
