// First names of pupils beside a child's picture: stopped as the school's rule says, asked about where the word is an everyday one or
// somebody else's, and never found in plain prose (T-02, R-36, R-37, F-17).
import { describe, expect, it } from 'vitest';
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import { answersOffered } from '#app/domain/words/answers/answers-offered.ts';
import type { AnsweredFinding, FindingAnswer } from '#app/domain/words/answers/finding-answers.ts';
import { isOpened } from '#app/domain/words/found-words.ts';
import { NOTHING_AGREED } from '#app/domain/words/names/names-ground.ts';
import { aboutText, marks, namesFound, roster, WITH_CHILD } from '#tests/support/named-texts.ts';

const names = roster([
  'Jane|Smith',
  'Aaliyah|Rahman',
  'Tom|Brown',
  'Grace|Wetherby',
  'Will|Okoro',
  'May|Lin',
  'Rose|Adeyemi',
  'Summer|Clegg',
  'Hope|Bannister',
  'Mark|Dunne',
  'Max|Fothergill',
  'Art|Novak',
  'Jordan|Pike',
  'Jo|Hallam',
  'An|Nguyen',
  'George|Tait',
  'Mary-Jane|Lunn',
  'Victoria|Lamb',
]);
const found = (text: string, about: Parameters<typeof namesFound>[2] = WITH_CHILD) =>
  marks(text, namesFound(text, names, about));
const CLEAN = [
  'Mark your calendars for Friday',
  'Will you join us?',
  'Will we see you there? Will anyone help?',
  'Rose Cottage looked lovely',
  'Year 6 were graceful',
  'May half-term starts soon',
  'See you in May! Back on 3 May.',
  'May I remind you',
  'Summer reading challenge',
  'Join our Summer Fair this Saturday',
  'We hope to see you',
  'Hope to see you there',
  'The hockey team won 4-2!',
  'Scunthorpe',
  'Our Year 4 pupils loved the farm',
  'Thank you to everyone who came',
  'Our Art Club made this. Art is everywhere',
  'We went to Jordan and learned a lot',
  'An owl flew in. An Owl!',
  'St George’s Day at St Mary’s Church',
  'Max 30 places',
  'The rose garden will open in may',
  'King’s Wood',
  'King George and Queen Victoria',
  'Well done to art club',
  'Well done may we say',
  '#mayday #goodwill #willow #victorialine',
  'Well done to us',
  'An is a word. Is an owl here?',
  'Mrs Janes class',
  'https://jane.example/news and https://grace.example/will/rose',
  'Well done, everyone! Join us',
];

it.each(CLEAN)('%j names nobody', (text) => {
  expect(found(text)).toEqual([]);
  expect(found(text, {})).toEqual([]);
});

describe('a first name that is no everyday word', () => {
  it.each([
    ['Jane won the cup', 'Jane'],
    ['well done jane', 'jane'],
    ['WELL DONE JANE', 'JANE'],
    ['Jane’s model boat', 'Jane’s'],
    ['J-a-n-e was first', 'J-a-n-e'],
    ['J\u200ba\u200bne', 'J\u200ba\u200bne'],
    ['We are so proud of Aaliyah!', 'Aaliyah'],
    ['#WellDoneJane', 'Jane'],
    ['#welldonejane', '#welldonejane'],
    ['Jane Brown is on roll', 'Jane'],
    ['Congratulations Jane Year 6 are proud', 'Jane'],
    ['Mary-Jane sang', 'Mary-Jane'],
    ['It was Jo’s idea', 'Jo’s'],
  ])('stops in %j', (text, marked) => {
    const [one] = namesFound(text, names, WITH_CHILD);
    expect(one).toMatchObject({ code: 'pupil_first_name', opener: 'nobody', level: 'block' });
    expect(found(text)).toContain(`pupil_first_name: ${marked}`);
  });

  it.each([
    ['Jane Farthing loved apes', 'Jane Farthing'],
    ['Thank you to Miss Jane', 'Miss Jane'],
    ['Dr. Tom came in', 'Dr. Tom'],
  ])('is asked about in %j, for those very words', (text, marked) => {
    const [one] = namesFound(text, names, WITH_CHILD);
    expect(one).toMatchObject({ code: 'first_name_of_somebody', opener: 'author', level: 'block' });
    expect(found(text)).toEqual([`first_name_of_somebody: ${marked}`]);
  });

  it('of a pupil named in full is never opened by the answer that it is somebody else', () =>
    expect(namesFound('Mrs Jane Smith', names, WITH_CHILD)).toMatchObject([
      { code: 'pupil_full_name_with_image', opener: 'nobody' },
    ]));
});

describe('an everyday word', () => {
  it.each([
    ['Well done Grace!', 'Grace'],
    ['Grace’s goal', 'Grace’s'],
    ['Grace won first prize', 'Grace'],
    ['Grace, you were brilliant', 'Grace'],
    ['We loved what Will made', 'Will'],
    ['A card from Rose', 'Rose'],
    ['Here is Summer with her medal', 'Summer'],
    ['Congratulations to May and Tom', 'May'],
    ['Hope scored twice', 'Hope'],
    ['Thanks to Mark for the cake', 'Mark'],
    ['#WellDoneGrace', 'Grace'],
  ])('is asked about in %j', (text, marked) => {
    expect(found(text)).toContain(`first_name_or_word: ${marked}`);
    expect(namesFound(text, names, WITH_CHILD)[0]).toMatchObject({ opener: 'author', level: 'block' });
  });

  it('is one of the trust’s own list too', () => {
    const one = namesFound('Aaliyah won', names, WITH_CHILD, ['Aaliyah'])[0];
    expect(one).toMatchObject({ code: 'first_name_or_word' });
  });
});

describe('as the school’s rule says', () => {
  const jane = (agreed: Partial<typeof NOTHING_AGREED>, id = 'jane') => ({
    ...(roster(['Jane|Smith']).pupils[0] as (typeof names.pupils)[number]),
    id,
    agreed: { ...NOTHING_AGREED, ...agreed },
  });
  const judged = (
    pupils: ReturnType<typeof jane>[],
    pupilIdentity: SchoolSettings['pupilIdentity'],
    shown = ['jane'],
  ) =>
    namesFound(
      'Well done Jane',
      { pupils },
      {
        childShown: true,
        pupilsShown: new Set(shown),
        settings: { ...aboutText().settings, pupilIdentity },
      },
    ).map(({ code, level }) => `${level} ${code}`);
  const yes = { nameWithImage: true, firstName: true };

  it('no name stands beside a face, agreed or not, where it says so', () => {
    for (const rule of ['never', 'name_without_image'] as const)
      expect(judged([jane(yes)], rule)).toEqual(['block pupil_first_name']);
  });
  it('a name that was agreed to beside the face may stand, and the approver sees it', () =>
    expect(judged([jane(yes)], 'first_name_with_consent')).toEqual(['warn pupil_first_name_agreed']));
  it('a name that was not is stopped', () =>
    expect(judged([jane({ firstName: true })], 'first_name_with_consent')).toEqual([
      'block pupil_first_name_not_agreed',
    ]));
  it('is asked of the pupil who is shown, among those of the same name', () =>
    expect(judged([jane(yes), jane({}, 'other')], 'first_name_with_consent')).toEqual([
      'warn pupil_first_name_agreed',
    ]));
  it('is asked of every one of them where none of them is known to be shown', () =>
    expect(judged([jane(yes), jane({}, 'other')], 'first_name_with_consent', [])).toEqual([
      'block pupil_first_name_not_agreed',
    ]));
  describe('without a child in a picture (R-36)', () => {
    const alone = (agreed: Partial<typeof NOTHING_AGREED>, text = 'Well done Jane') =>
      namesFound(text, { pupils: [jane(agreed)] });
    const plainly = (found: ReturnType<typeof alone>) =>
      found.map(({ code, level, opener }) => `${level} ${code} ${opener}`);

    it('a first name nobody agreed to is stopped until the author says that it is no pupil', () => {
      expect(plainly(alone({}))).toEqual(['block pupil_first_name_alone author']);
      expect(plainly(alone({ nameWithImage: true }))).toEqual(['block pupil_first_name_alone author']);
      expect(alone({}).map(answersOffered)).toEqual([['not_a_pupil']]);
    });
    it('one that was agreed to may stand, and is shown as resting on that', () => {
      expect(plainly(alone(yes))).toEqual(['warn pupil_first_name_agreed_alone nobody']);
      expect(alone(yes)[0]?.pupilIds).toEqual(['jane']);
    });
    it('of two pupils of that name, both have to have agreed', () => {
      const both = (other: Partial<typeof NOTHING_AGREED>) =>
        plainly(namesFound('Well done Jane', { pupils: [jane(yes), jane(other, 'other')] }));
      expect(both({})).toEqual(['block pupil_first_name_alone author']);
      expect(both(yes)).toEqual(['warn pupil_first_name_agreed_alone nobody']);
    });
    it('an initial behind it, or a second name on the next line, lets it past no more', () => {
      expect(plainly(alone({}, 'Well done Jane S'))).toContain('block pupil_first_name_alone author');
      const list = namesFound('Jane\nAaliyah', roster(['Jane|Aaliyah', 'Aaliyah|Pike']));
      expect(
        list
          .filter(({ level, check }) => level === 'block' && check === 'T-02')
          .map(({ from, to }) => 'Jane\nAaliyah'.slice(from, to)),
      ).toEqual(['Jane', 'Aaliyah']);
    });
    it('an everyday word that reads like a name is asked about, and stops nothing', () => {
      const grace = (agreed: Partial<typeof NOTHING_AGREED>) => ({
        ...(roster(['Grace|Smith']).pupils[0] as (typeof names.pupils)[number]),
        agreed: { ...NOTHING_AGREED, ...agreed },
      });
      const asked = (agreed: Partial<typeof NOTHING_AGREED>) =>
        namesFound('Well done Grace', { pupils: [grace(agreed)] });
      expect(plainly(asked({}))).toEqual(['warn first_name_or_word_alone nobody']);
      expect(plainly(asked(yes))).toEqual(['warn pupil_first_name_agreed_alone nobody']);
      expect(namesFound('A hymn of grace', { pupils: [grace({})] })).toEqual([]);
    });
    it('somebody else’s, after a title or before another surname, is nobody’s', () => {
      expect(alone({}, 'Thank you to Miss Jane')).toEqual([]);
      expect(alone({}, 'A visit from Jane Quillfeather')).toEqual([]);
    });
  });
  it('on two lines, where they may be one child’s name or two children’s, each is still stopped beside a child', () => {
    const stopped = namesFound('Jane\nAaliyah', roster(['Jane|Aaliyah', 'Aaliyah|Pike']), WITH_CHILD)
      .filter(({ level, check }) => level === 'block' && check === 'T-02')
      .map(({ from, to }) => 'Jane\nAaliyah'.slice(from, to));
    expect(stopped).toEqual(['Jane', 'Aaliyah']);
  });
  it('where no pupil is ever named, is stopped until the author says that it is no pupil (R-37)', () => {
    const [found] = namesFound(
      'Well done Jane',
      { pupils: [jane(yes)] },
      { settings: { ...aboutText().settings, pupilIdentity: 'never' } },
    );
    if (!found) throw new Error('nothing was found');
    expect([found.level, found.code, answersOffered(found)]).toEqual([
      'block',
      'pupil_never_named',
      ['not_a_pupil'],
    ]);
    const answered = (answer: FindingAnswer) =>
      isOpened(
        { ...found, answers: [{ answer, answeredBy: 'author' } as AnsweredFinding] },
        new Set(['author']),
      );
    expect([answered('explained'), answered('not_a_pupil')]).toEqual([false, true]);
  });
  it('of a pupil elsewhere in the trust, or who has left, is nobody’s', () =>
    expect(judged([{ ...jane({}), ours: false, alone: false }], 'never')).toEqual([]));
});
