// T-04: what a person can be found by, in every form people write it, and what only looks like it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLetterOf } from '#app/domain/words/personal-data/find-record-numbers.ts';
import { personalData } from '#app/domain/words/personal-data/personal-data.ts';
import { NO_LISTS } from '#app/domain/words/lists/word-lists.ts';
import { readingOf } from '#tests/support/read-words.ts';

const OWN = ['01632 960123', 'office@ashwick.sch.uk', 'LE99 1AA'];
const reading = readingOf(personalData);
const find = (text: string, entries: string[] = OWN) =>
  reading(text, { ground: { lists: { ...NO_LISTS, school_contacts: { version: 1, entries } } } });
const marked = (text: string) => find(text).map(({ code, from, to }) => [code, text.slice(from, to)]);

describe('stops', () => {
  it.each([
    ['He was born 3/4/2016', 'personal_date_of_birth', 'born 3/4/2016'],
    ['DOB 03.04.16', 'personal_date_of_birth', 'DOB 03.04.16'],
    ['d.o.b: 3rd April 2016', 'personal_date_of_birth', 'd.o.b: 3rd April 2016'],
    ['Date of birth is 2016-04-03', 'personal_date_of_birth', 'Date of birth is 2016-04-03'],
    ['She was born on April 3, 2016', 'personal_date_of_birth', 'born on April 3, 2016'],
    ['born on the 3rd of April 2016', 'personal_date_of_birth', 'born on the 3rd of April 2016'],
    ['Come to SW1A 2AA', 'personal_postcode', 'SW1A 2AA'],
    ['come to sw1a2aa', 'personal_postcode', 'sw1a2aa'],
    ['Come to SW1A.2AA', 'personal_postcode', 'SW1A.2AA'],
    ['Come to L E 1 6 R P', 'personal_postcode', 'L E 1 6 R P'],
    ['B15-2TT is where', 'personal_postcode', 'B15-2TT'],
    ['Live at 12 Mill Lane', 'personal_street_address', '12 Mill Lane'],
    ['at 14b Old Mill Close', 'personal_street_address', '14b Old Mill Close'],
    ['at 12, mill lane', 'personal_street_address', '12, mill lane'],
    ["7 St. Mary's Road", 'personal_street_address', "7 St. Mary's Road"],
    ['27 Queens Rd, tonight', 'personal_street_address', '27 Queens Rd'],
    ['Ring 07700 900123', 'personal_phone', '07700 900123'],
    ['Ring 0 7 7 0 0 9 0 0 1 2 3', 'personal_phone', '0 7 7 0 0 9 0 0 1 2 3'],
    ['Ring 07700.900.123', 'personal_phone', '07700.900.123'],
    ['Ring +44 (0)7700 900123', 'personal_phone', '44 (0)7700 900123'],
    ['ring o77oo 9oo123', 'personal_phone', 'o77oo 9oo123'],
    ['Ring oh seven seven hundred 900 210', 'personal_phone', 'oh seven seven hundred 900 210'],
    [
      'Ring oh one six three two nine sixty nine nine nine',
      'personal_phone',
      'oh one six three two nine sixty nine nine nine',
    ],
    ['wardrobe dot mum at postbox dot example', 'personal_email', 'wardrobe dot mum at postbox dot example'],
    [
      'jane underscore smith at postbox dot example',
      'personal_email',
      'jane underscore smith at postbox dot example',
    ],
    [
      'ring oh double seven oh oh nine oh oh one two three',
      'personal_phone',
      'oh double seven oh oh nine oh oh one two three',
    ],
    ['Call 01632 960999', 'personal_phone', '01632 960999'],
    ['Tel: 960 999', 'personal_phone', '960 999'],
    ['Mail jane.smith07@gmail.com', 'personal_email', 'jane.smith07@gmail.com'],
    ['Mail jane (at) gmail (dot) com', 'personal_email', 'jane (at) gmail (dot) com'],
    ['Mail jane at gmail dot com', 'personal_email', 'jane at gmail dot com'],
    ['Mail jane@gmail . com now', 'personal_email', 'jane@gmail . com'],
    ['Mail jane [at] hotmail.co.uk', 'personal_email', 'jane [at] hotmail.co.uk'],
    ['priya.nair@ashwick.sch.uk is in', 'personal_email', 'priya.nair@ashwick.sch.uk'],
    ['NI number AB 12 34 56 C', 'personal_national_insurance', 'AB 12 34 56 C'],
    ['ab123456c', 'personal_national_insurance', 'ab123456c'],
    ['UPN A123456789012', 'personal_upn', 'A123456789012'],
    ['sort code 12-34-56', 'personal_bank', '12-34-56'],
    ['The car AB12 CDE has its lights on', 'personal_car', 'AB12 CDE'],
    ['AB12CDE has its lights on', 'personal_car', 'AB12CDE'],
    ['A parked car, P123 ABC', 'personal_car', 'P123 ABC'],
  ])('%j', (text, code, words) => {
    expect(marked(text)).toEqual([[code, words]]);
  });

  it('both halves of a bank account', () => {
    expect(marked('Pay into 12-34-56 12345678')).toEqual([
      ['personal_bank', '12-34-56'],
      ['personal_bank', '12345678'],
    ]);
  });
});

it.each([
  'The hockey team won 4-2!',
  'The final score was 21-19, 18-21, 21-15',
  'Join us on 3/4/2026 at 18:30',
  'Founded in 1902, rebuilt in 1987 and 2024',
  'Call the office on 01632 960123 or 01632960123',
  'E-mail office@ashwick.sch.uk',
  'E-mail enquiries@ashwick.sch.uk',
  'Find us at 1 School Lane, LE99 1AA',
  'Childline is there: call 0800 1111',
  'Samaritans: 116 123',
  'Rosa Parks was born on 4 February 1913',
  'Shakespeare was born in April 1564',
  'Follow us at bbc.co.uk',
  'Look at the pictures at ashwick.sch.uk',
  'Meet at the hall. Come early',
  'Our 10 Mile Walk',
  'It is a 2 way street',
  'We cycled 12 miles down the road',
  'Year 4 Forest Walk was lovely',
  'Two days down memory lane',
  'A visit to 10 Downing Street',
  'Rose Cottage looked lovely',
  'Seven Sisters Road was busy',
  'E3 1st and S2 2nd teams',
  'GCSE 9-1, KS2 SATs, Year 2024',
  'Raised £1,234,567 so far',
  'We have 100 200 300 400 points',
  'Open 08:30 to 16:45 on 20 11 2026',
  'Ages 3 to 18 in 12 24 36 months',
  'Y9 ABC and 10X are ready',
  'One two three four five once we caught a fish alive',
  'One two three four five six seven eight nine ten, here we come',
  '2 4 6 8, who do we appreciate',
  'UK24 NEW year',
  'Thank you to everyone who came',
])('leaves %j alone', (text) => expect(find(text)).toEqual([]));

describe('who may let it stand', () => {
  it.each([
    ['Ring 07700 900123', 'nobody'],
    ['Ring 01632 960999', 'head'],
    ['Ring her mum on 01632 960999', 'nobody'],
    ['Mail jane@gmail.com', 'nobody'],
    ['Mail bookings@farm.co.uk', 'head'],
    ['The farm is at LE1 6RP', 'head'],
    ['He lives at LE1 6RP', 'nobody'],
    ['born 3/4/2016', 'nobody'],
    ['ab123456c', 'nobody'],
  ])('of %j: %s', (text, opener) => expect(find(text).map((each) => each.opener)).toEqual([opener]));
});

it('knows every UPN by its check letter, and none with another', () => {
  const digits = fc.stringMatching(/^\d{12}$/);
  fc.assert(
    fc.property(digits, fc.constantFrom(...'ABCDEFGHJKLMNPQRTUVWXYZ'), (rest, letter) => {
      const right = letter.toLowerCase() === checkLetterOf(rest);
      expect(find(`${letter}${rest}`).some(({ code }) => code === 'personal_upn')).toBe(right);
    }),
  );
  expect(checkLetterOf('123456789012')).toMatch(/^[a-z]$/);
});

it('finds a mobile number however its digits are parted', () => {
  const part = fc.constantFrom('', ' ', '-', '.', ' - ', '\u00a0');
  fc.assert(
    fc.property(
      fc.stringMatching(/^07[1-57-9]\d{8}$/),
      fc.array(part, { minLength: 11, maxLength: 11 }),
      (digits, gaps) => {
        const text = [...digits].map((digit, index) => digit + (index < 10 ? gaps[index] : '')).join('');
        expect(find(`Ring ${text} now`).map(({ code }) => code)).toEqual(['personal_phone']);
      },
    ),
  );
});

describe('an age or a birthday', () => {
  const shown = (text: string, ids: string[]) =>
    reading(text, { about: { pupilsShown: new Set(ids) } }).map(({ code, level, from, to }) => [
      code,
      level,
      text.slice(from, to),
    ]);
  it.each([
    ['He turned 8 today', 'turned 8'],
    ['Happy birthday to you', 'Happy birthday'],
    ['Her eighth birthday', 'eighth birthday'],
    ['An 8-year-old star', '8-year-old'],
    ['aged seven', 'aged seven'],
    ['is 7 today', 'is 7 today'],
  ])('of one child is pointed out: %j', (text, words) =>
    expect(shown(text, ['one'])).toEqual([['age_of_child', 'warn', words]]),
  );
  it.each(['Our school turned 50', 'Happy birthday to our school', 'Open to all aged 7 and over'])(
    'of nobody in particular is not: %j',
    (text) => expect(shown(text, [])).toEqual([]),
  );
});
