// T-07: adults are named with their written permission only, and people of stories are no adults of ours.
import { describe, expect, it } from 'vitest';
import type { KnownAdult } from '#app/domain/words/adults/adults-ground.ts';
import { namedAdults } from '#app/domain/words/adults/named-adults.ts';
import { NO_LISTS } from '#app/domain/words/lists/word-lists.ts';
import { readingOf } from '#tests/support/read-words.ts';

const adult = (name: string, agreed: 'full' | 'first' | 'no', job = ''): KnownAdult => ({
  words: name.split(' '),
  staff: true,
  job,
  named: { full: agreed === 'full', anyWay: agreed !== 'no' },
});
const ADULTS = [
  adult('priya nair', 'full', 'year 4 teacher'),
  adult('tom ridley', 'no', 'caretaker'),
  adult('ngozi okafor', 'first', 'headteacher'),
  adult('will young', 'no'),
  adult('asha patel', 'no'),
  adult('mary oneill smith', 'no', 'school cook'),
  adult('grace frost', 'full'),
  adult('callum frost', 'no'),
];
const reading = readingOf(namedAdults);
const lists = { ...NO_LISTS, partners: { version: 1, entries: ['Mr Bun the Baker', '@farm'] } };
const find = (text: string, adults = ADULTS) =>
  reading(text, { ground: { adults: { adults, mailHosts: [] }, lists } });
const marked = (text: string, level: 'block' | 'warn' = 'block') =>
  find(text).flatMap((each) => (each.level === level ? [text.slice(each.from, each.to)] : []));

describe('stops', () => {
  it.each([
    ['Thank you Tom Ridley', 'Tom Ridley'],
    ['Thank you to Mr Ridley', 'Mr Ridley'],
    ['thank you mr ridley', 'mr ridley'],
    ['Thank you Mr. Ridley!', 'Mr. Ridley'],
    ['Thank you Mr T Ridley', 'Mr T Ridley'],
    ['Thank you T. Ridley', 'T. Ridley'],
    ['Mr Ridley’s garden', 'Mr Ridley’s'],
    ['#ThankYouTomRidley', 'TomRidley'],
    ['Mr Tom is leaving', 'Mr Tom'],
    ['Mrs Ngozi Okafor and Ngozi Okafor', 'Ngozi Okafor'],
    ['Will Young sang', 'Will Young'],
    ['TOM RIDLEY', 'TOM RIDLEY'],
    ['thanks tom ridley', 'tom ridley'],
    ['tomás ridley and Tóm Rîdley', 'Tóm Rîdley'],
    ['Mrs O’Neill-Smith cooked', 'Mrs O’Neill-Smith'],
    ['Thanks to Mrs Henderson for the cakes', 'Mrs Henderson'],
    ['Thanks to Dr Amina-Lee for the cakes', 'Dr Amina-Lee'],
    ['Goodbye Miss Whitlock', 'Miss Whitlock'],
    ['Mr and Mrs Henderson came', 'Mrs Henderson'],
    ['Mr Frost read to us', 'Mr Frost'],
  ])('%j', (text, words) => {
    expect(marked(text)).toEqual([words]);
    for (const each of find(text)) if (each.level === 'block') expect(each.opener).toBe('head');
  });
});

it.each([
  'Priya Nair planted beans',
  'Miss Nair planted beans',
  'Mrs Okafor opened the fair',
  'Grace Frost sang',
  'Will you join us?',
  'Will young people come?',
  'The frost was hard',
  'Mr Men books',
  'We met Mrs Claus and Mr Bean',
  'Dr Seuss day',
  'Dr Martin Luther King',
  'Don’t Miss Sports Day',
  'We will Miss Everyone',
  'Sir Isaac Newton',
  'Father Christmas came',
  'Thanks to Mr Bun the Baker',
  'Ashwick Lane Primary School',
  'It was mr and mrs time',
  'See @tomridley',
  'Contact the school office',
])('leaves %j alone', (text) => expect(marked(text)).toEqual([]));

describe('a job that one person does', () => {
  it.each([
    ['Thank you to our caretaker', 'caretaker'],
    ['Our SENCO is here', 'SENCO'],
    ['The chair of governors came', 'chair of governors'],
    ['Our school nurse came', 'school nurse'],
  ])('is pointed out: %j', (text, words) => expect(marked(text, 'warn')).toEqual([words]));
  it.each(['Our headteacher opened the fair', 'Our head teachers of tomorrow', 'Staff and pupils sang'])(
    'is not where its holder agreed, or it is nobody’s: %j',
    (text) => expect(marked(text, 'warn')).toEqual([]),
  );
  it('is left to the name beside it', () =>
    expect(find('Our caretaker, Mr Ridley, dug').map(({ code }) => code)).toEqual([
      'adult_named_without_permission',
    ]));
});

it('says nothing of a school’s own name', () => {
  const text = 'Welcome to Dr Challoner School';
  expect(reading(text, { about: { schoolName: 'Dr Challoner School' } })).toEqual([]);
  expect(reading(text)).toHaveLength(1);
});

it('takes a record by title and surname for whoever is called so', () => {
  const adults = [adult('asha patel', 'no'), adult('patel', 'full')];
  expect(find('Mrs Patel sang', adults)).toEqual([]);
  expect(find('Asha Patel sang', adults)).toHaveLength(1);
});
