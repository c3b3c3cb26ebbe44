// Words about a child's needs, health, home or behaviour: what is said of a pupil who is named or can be seen stops; a topic does not
// (T-08, R-38, R-40, R-57).
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { namesOfRoster } from '#app/domain/words/names/names-ground.ts';
import type { SENSITIVE } from '#app/domain/words/lexicons/sensitive.ts';
import { sensitiveCheck } from '#app/domain/words/people/sensitive-near-person.ts';
import { foundBy } from '#tests/support/words.ts';

const shown = { about: { childShown: true } };
const found = (text: string, around: Parameters<typeof foundBy>[2] = {}) =>
  foundBy(sensitiveCheck, text, around);

/** Said of a person, each by its category. */
const STATED: readonly (readonly [(typeof SENSITIVE)[number], string])[] = [
  ['send', 'Our SEND pupils loved the sensory room.'],
  ['send', 'Children with special needs had their own race.'],
  ['send', 'He has an EHCP and did so well.'],
  ['diagnosis', 'She has autism and painted this by herself.'],
  ['diagnosis', 'Our autistic pupils enjoyed the quiet hour.'],
  ['diagnosis', 'He was diagnosed with diabetes in March.'],
  ['diagnosis', 'One of our boys has ADHD and ran the whole way.'],
  ['diagnosis', 'A girl who is deaf signed the song.'],
  ['diagnosis', 'Baking in our autism base this morning.'],
  ['medication', 'He forgot his inhaler and still finished.'],
  ['medication', 'She is on medication and doing fine.'],
  ['behaviour', 'We are so proud that his behaviour has improved.'],
  ['behaviour', 'This boy was being bullied and spoke up.'],
  ['attainment', 'She struggles with reading, but look at her now!'],
  ['exclusion', 'A pupil was excluded on Monday.'],
  ['exclusion', 'He got a detention for this.'],
  ['safeguarding', 'A pupil went missing from home last night.'],
  ['in_care', 'Our looked-after children went to the zoo.'],
  ['in_care', 'She is in foster care and loves football.'],
  ['free_meals', 'Pupils on free school meals enjoyed a treat.'],
  ['free_meals', 'Our pupil premium children got new books.'],
  ['religion', 'Our Muslim girls played brilliantly.'],
  ['religion', 'He is fasting and still came to training.'],
  ['language', 'Our EAL learners read to the class.'],
  ['language', 'She could not speak English in September.'],
  ['family', 'He lost his dad this year.'],
  ['immigration', 'Our refugee children cooked for everyone.'],
  ['illness', 'She is back after two weeks in hospital!'],
  ['illness', 'He broke his arm on the trampoline.'],
  ['court', 'A student was arrested for this.'],
];

/** Topics, days and services: nothing is said of anybody. */
const TOPICS = [
  'We marked World Autism Day with blue cakes.',
  'SEND coffee morning for parents on Friday',
  'Diwali assembly: thank you to our dancers!',
  'Staff completed their first aid training.',
  'French club starts again on Monday.',
  'Good behaviour assembly this morning',
  'Year 6 are learning about medicine in careers week.',
  'Please send us your photos!',
  'PLEASE SEND CHILDREN IN WELLIES',
  'Children in Need: wear spots on Friday!',
  'Anti-Bullying Week: odd socks day',
  'Wheelchair basketball was great fun.',
  'Year 3 were on their best behaviour at the theatre.',
  'The paper lanterns were suspended from the ceiling.',
  'European Day of Languages',
  'Reception opened a teddy bear hospital.',
  'We raised £200 for cancer research.',
  'Year 5 fostered a love of reading.',
  'Deaf Awareness Week: we learned to sign.',
  'Apply for free school meals on our website.',
  'Our Catholic school community gathered for mass.',
  'Safeguarding training for governors is on Tuesday.',
  'Blind date with a book in the library',
  'Letters were sent home in book bags.',
  'Will you join us?',
  'Year 6 were graceful',
  'Refugee Week: we listened to poems.',
  'We adopted a penguin!',
];

describe.each(STATED)('%s: %s', (category, text) => {
  it('stops beside a picture of a child, until a safeguarding lead and the headteacher take it on', () => {
    expect(found(text, shown)).toContainEqual(
      expect.objectContaining({
        level: 'block',
        code: 'sensitive_with_pupil',
        opener: 'safeguarding',
        context: { category },
      }),
    );
  });

  it('is shown to the approver where nobody can tell who it is', () => {
    const levels = found(text).map(({ level }) => level);
    expect(levels).toContain('warn');
    expect(levels).not.toContain('block');
  });
});

describe('a topic', () => {
  it.each(TOPICS)('is clean without a person: %s', (text) => expect(found(text)).toEqual([]));
  it.each(TOPICS)('never stops beside a picture: %s', (text) =>
    expect(found(text, shown).filter(({ level }) => level === 'block')).toEqual([]),
  );
  it.each(['Raising money for diabetes', 'We talked about bullying and kindness.'])(
    'is pointed out beside a picture of a child: %s',
    (text) => expect(found(text, shown)).toMatchObject([{ level: 'warn', code: 'sensitive_beside_photo' }]),
  );
});

const OTHER_NAMES = { preferredForename: null, preferredSurname: null, knownAs: null };
const named = {
  ground: {
    names: namesOfRoster([
      { id: 'p1', names: { legalForename: 'Ayesha', legalSurname: 'Rahmani', ...OTHER_NAMES } },
      { id: 'p2', names: { legalForename: 'Will', legalSurname: 'Dunmore', ...OTHER_NAMES } },
    ]),
  },
};

describe('beside a pupil’s name', () => {
  it.each([
    'Ayesha has autism and won the race.',
    'Ayesha’s speech therapy is going well.',
    'Well done, Ayesha Rahmani! Back from two weeks in hospital.',
    'Ayesha, who is in foster care, won the bake-off.',
    'Ayesha ran so fast. She has asthma and did not stop.',
    'We talked about Ayesha’s behaviour.',
    'Will has ADHD.',
  ])('stops without any picture: %s', (text) =>
    expect(found(text, named)).toContainEqual(
      expect.objectContaining({ level: 'block', code: 'sensitive_with_pupil', opener: 'safeguarding' }),
    ),
  );

  it.each([
    'Ayesha raised £50 for diabetes.',
    'Ayesha read her poem. We marked World Autism Day.',
    'Ayesha spoke in the Diwali assembly.',
    'Will you learn about autism with us?',
    'Ayesha won the good behaviour award.',
  ])('a topic does not stop: %s', (text) =>
    expect(found(text, named).filter(({ level }) => level === 'block')).toEqual([]),
  );
});

describe('where the school’s policy forbids discussing any pupil', () => {
  const strict = { about: { settings: { ...DEFAULT_SETTINGS, individualPupils: 'block' as const } } };
  it('one pupil stops, and nobody opens it', () =>
    expect(found('A pupil was excluded on Monday.', strict)).toMatchObject([
      { level: 'block', code: 'individual_pupil_discussed', opener: 'nobody', clause: 'R-38' },
    ]));
  it('a topic or a group is no individual', () => {
    expect(found('World Autism Day', strict)).toEqual([]);
    expect(found('Our EAL learners read to the class.', strict)).toMatchObject([{ level: 'warn' }]);
  });
});

describe('a grown-up or a story', () => {
  it.each([
    'Mrs Patel is back after her operation.',
    'Our headteacher broke his arm.',
    'We read a story about a boy who has autism.',
    'Year 4 learned about Louis Braille, who was blind.',
    'Our speaker is a Paralympian. He lost his leg and is disabled.',
  ])('stops no post beside a picture: %s', (text) =>
    expect(found(text, shown).filter(({ level }) => level === 'block')).toEqual([]),
  );
});

it('says the category and never the word', () => {
  const [hit] = found('She has autism.', shown);
  expect(hit?.context).toEqual({ category: 'diagnosis' });
  expect([hit?.from, hit?.to]).toEqual([8, 14]);
});
