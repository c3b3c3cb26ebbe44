// Suppliers (T-10), belief (T-13), borrowed words (T-16), marks of others (T-17), and the declarations that they ask for (T-24).
import { describe, expect, it } from 'vitest';
import { declarationsOfPost } from '#app/domain/posts/declarations-of-post.ts';
import { beliefCheck } from '#app/domain/words/people/belief.ts';
import { borrowedWordsCheck } from '#app/domain/words/rights/borrowed-words.ts';
import { suppliersCheck } from '#app/domain/words/speech/suppliers.ts';
import { trademarksCheck } from '#app/domain/words/rights/trademarks.ts';
import type { FoundWord } from '#app/domain/words/found-words.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import { foundBy as foundIn } from '#tests/support/words.ts';
import { foundBy, told } from './manners-of.ts';

const asSchool = (about: Partial<TextAbout>, text: string): string[] =>
  foundIn(beliefCheck, text, { about }).map(({ code }) => code);

const by =
  (check: WordCheck, settings = {}) =>
  (text: string) =>
    told(text, foundBy(check, text, settings));
const [supplier, belief, borrowed] = [by(suppliersCheck), by(beliefCheck), by(borrowedWordsCheck)];

describe('suppliers (R-43)', () => {
  it.each([
    ['We recommend Bluebird Coaches', 'supplier_endorsed'],
    ['Tidewater Farm was amazing', 'supplier_endorsed'],
    ['The best farm is Tidewater Farm, five stars', 'supplier_endorsed'],
    ['Book with Bluebird Coaches today', 'supplier_endorsed'],
    ['Nobody drives through snow like Bluebird Coaches', 'supplier_endorsed'],
    ['Nothing comes close to Tidewater Farm', 'supplier_endorsed'],
    ['Bluebird Coaches were late again', 'supplier_criticised'],
    ['Never use Bluebird Coaches', 'supplier_criticised'],
    ['Bluebird Coaches let us down', 'supplier_criticised'],
    ['Tidewater Farm: 10% discount this week', 'supplier_endorsed'],
    ['10% off at Tidewater Farm this week', 'supplier_endorsed'],
    ['Best coach company ever!', 'product_review'],
    ['5 stars!', 'product_review'],
    ['Get 10% off today', 'product_review'],
    ['Use code SCHOOL10', 'product_review'],
    ['Great value for money', 'product_review'],
    ['A lovely café, ★★★★★', 'product_review'],
  ])('%j stops, and the headteacher may open it', (text, code) =>
    expect(foundBy(suppliersCheck, text)).toContainEqual(
      expect.objectContaining({ level: 'block', opener: 'head', code }),
    ),
  );
  it.each([
    'Thank you Tidewater Farm for a brilliant day!',
    'We had a fantastic day at Tidewater Farm',
    'Off to Tidewater Farm with Bluebird',
    'Would your family like Tidewater Farm for a day out?',
    'Nobody was late, and we would like to thank Bluebird Coaches',
    'Thank you to the brilliant team at Tidewater Farm',
    'Thanks @bluebirdcoach',
  ])('%j is plain thanks or a mention', (text) =>
    expect(foundBy(suppliersCheck, text).map(({ level, code }) => [level, code])).toEqual([
      ['warn', 'supplier_named'],
    ]),
  );
  it.each([
    'Year 4 gave the book five stars',
    'Five stars for hygiene in our kitchen',
    '⭐⭐⭐ Stars of the week',
    'The best day ever',
    'Fifty stars on the flag',
    'Great coaches from the hockey club',
    '90% of us walked',
    'Best of luck',
    'The hockey team won 4-2!',
  ])('%j is clean', (text) => expect(supplier(text)).toEqual([]));
});

describe('belief (R-47) is never stopped', () => {
  it.each([
    'Our Muslim families celebrated Eid',
    'Disabled pupils led the race',
    'Pupils who are Jewish',
    'All immigrants should know',
    'A gay teacher spoke',
  ])('%j is shown to the approver', (text) =>
    expect(foundBy(beliefCheck, text).map(({ level }) => level)).toEqual(['warn']),
  );
  it('is asked about once a post', () =>
    expect(belief('Our Sikh pupils and their Sikh families')).toHaveLength(1));
  it.each([
    'Happy Diwali',
    'Our Easter service',
    'Pride month assembly',
    'Black History Month',
    'Deaf Awareness Week',
    'The boys wore black shoes and white shirts',
    'Eid Mubarak to all',
    'A disabled toilet',
    'Chinese New Year',
  ])('%j is clean', (text) => expect(belief(text)).toEqual([]));
  it.each([
    ['Year 5 learned how Muslims pray', 'Muslims'],
    ['Our Hindu temple visit', 'Hindu'],
    ['Refugee Week', 'Refugee'],
    ['A talk on gay rights', 'gay'],
    ['Disability history month starts on Monday', 'Disability'],
    ['An assembly about asylum seekers', 'asylum seekers'],
  ])('%j names one, and is shown to the approver too', (text, marked) =>
    expect(belief(text)).toEqual([`warn characteristic_named: ${marked}`]),
  );
  it('does not ask about the school’s own name', () => {
    const own = { schoolName: 'Our Lady Catholic School' };
    expect(asSchool(own, 'Our Lady Catholic School is open')).toEqual([]);
    expect(asSchool({}, 'Our Lady Catholic School is open')).toEqual(['characteristic_named']);
  });
});

describe('borrowed words (R-52, R-53)', () => {
  it.each([
    '“The more that you read, the more things you will know”',
    '73% of children skip breakfast',
    'Studies show it works',
    'One in five children cannot swim',
    'Twinkle twinkle little star\nHow I wonder what you are\nUp above the world so high\nLike a diamond in the sky',
  ])('%j names no source', (text) =>
    expect(foundBy(borrowedWordsCheck, text).map(({ code }) => code)).toEqual(['borrowed_without_source']),
  );
  it.each([
    '"Be the change you wish to see in the world" – Gandhi',
    '(Source: ONS 2024) 73% of adults read daily',
    '“Please sir, can I have some more?” from Oliver Twist',
  ])('%j names one', (text) =>
    expect(foundBy(borrowedWordsCheck, text).map(({ code }) => code)).toEqual(['borrowed_words']),
  );
  it.each([
    '“We had the best day and saw a cow,” said Maya in Year 2.',
    "'I loved the goats and the lambs,' said one pupil",
    'Reading "Charlie and the Chocolate Factory"',
    '73% of our pupils voted for blue',
    'Our motto: "Be kind and work hard always"',
    'We saw “real live lambs”',
    'The boys’ team and the girls’ team don’t stop',
    'PE kit on the right days\nReading books every morning\nWater bottles please\nNo toys from home please',
  ])('%j is ours to say', (text) => expect(borrowed(text)).toEqual([]));
});

describe('marks of others (R-54)', () => {
  it('stop as the trust’s rule says', () => {
    expect(by(trademarksCheck)('Kidsplay is here')).toEqual(['stop head trademark: Kidsplay']);
    expect(by(trademarksCheck, { logoRule: 'never' })('Kidsplay is here')).toEqual([
      'stop nobody trademark_never: Kidsplay',
    ]);
  });
  describe('that their owner permitted in writing', () => {
    const permitted = (...says: string[]) => ({ permissions: [{ id: 'a permission', says }] });
    const found = (marks: ReturnType<typeof permitted>, settings = {}) =>
      foundBy(trademarksCheck, 'Kidsplay is here', settings, undefined, { marks });
    it.each([
      ['in what it is for', ['The KidsPlay logo on our kit', 'Jo Finch']],
      ['in whose it is', ['A logo', 'Kidsplay Ltd']],
    ])('pass where it is named %s, and the approver sees which it is', (_, says) =>
      expect(found(permitted(...says))).toMatchObject([
        { level: 'warn', code: 'trademark_permitted', context: { permission: 'a permission' } },
      ]),
    );
    it('stop under a permission for another mark', () =>
      expect(found(permitted('The logo of Kids, and play', 'Playkids'))).toMatchObject([
        { level: 'block', code: 'trademark', opener: 'head' },
      ]));
    it('stop where the trust uses none, permitted or not', () =>
      expect(found(permitted('The Kidsplay logo', 'Kidsplay'), { logoRule: 'never' })).toMatchObject([
        { level: 'block', code: 'trademark_never', opener: 'nobody' },
      ]));
  });
  it('are pointed out as slogans', () =>
    expect(by(trademarksCheck)('Every little helps')).toEqual(['warn slogan: Every little helps']));
  it('are not the school’s own name', () =>
    expect(by(trademarksCheck)('Ashwick Lane Primary School')).toEqual([]));
});

describe('declarations (R-44, R-52)', () => {
  const asked = (...codes: string[]) =>
    declarationsOfPost(
      { trip: null, at: new Date(0), verdicts: [] },
      codes.map((code) => ({ code }) as FoundWord),
      new Date(0),
    );
  it('are one, unless the words ask for more', () => {
    expect(asked()).toEqual(['responsible']);
    expect(asked('first_person')).toEqual(['responsible']);
    expect(asked('supplier_named')).toEqual(['responsible', 'no_interest']);
    expect(asked('borrowed_words', 'supplier_endorsed')).toEqual([
      'responsible',
      'no_interest',
      'may_be_used',
    ]);
  });
});
