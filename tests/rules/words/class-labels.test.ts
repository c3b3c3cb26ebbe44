// T-03: labels of classes and forms beside a child, and what only looks like one.
import { describe, expect, it } from 'vitest';
import { classLabels } from '#app/domain/words/labels/class-labels.ts';
import { labelsOf } from '#app/domain/words/labels/labels-ground.ts';
import { readingOf } from '#tests/support/read-words.ts';

const RECORDS = [
  { group: '4 Hazel', year: 'Year 4' },
  { group: '4 Oak', year: 'Year 4' },
  { group: 'Kingfishers', year: 'Year 2' },
  { group: 'Maple', year: '3' },
  { group: '5K', year: '5' },
  { group: '7B', year: 'Year 7' },
  { group: '10X/Ma2', year: 'Year 10' },
  { group: 'Reception Acorns', year: 'R' },
  { group: '6 Elm', year: 'Year 6' },
  { group: '8 Brunel', year: 'Year 8' },
];
const reading = readingOf(classLabels);
const find = (text: string, shown = true) =>
  reading(text, { ground: { labels: labelsOf(RECORDS) }, about: { childShown: shown } });
const marked = (text: string, level: 'block' | 'warn') =>
  find(text).flatMap((each) => (each.level === level ? [text.slice(each.from, each.to)] : []));

describe('beside a photo of a child', () => {
  it.each([
    ['Well done 7B!', '7B'],
    ['well done to 7b class', '7b class'],
    ['Year 7B had a great time', 'Year 7B'],
    ['Y7B at the museum', 'Y7B'],
    ['Our 7 B scientists', '7 B'],
    ['Year Seven B baked bread', 'Year Seven B'],
    ['4P planted beans', '4P'],
    ['Year 4 Hazel at the farm.', 'Year 4 Hazel'],
    ['4 Hazel loved it', '4 Hazel'],
    ['4-Hazel loved it', '4-Hazel'],
    ['Hazel class loved it', 'Hazel class'],
    ['Lots of fun in Hazel today', 'Hazel'],
    ['Class Hazel at the farm', 'Class Hazel'],
    ['Maple class made soup', 'Maple class'],
    ['Year 4 Maple made soup', 'Year 4 Maple'],
    ['Today in Maple we made soup', 'Maple'],
    ['Tutor group of the week is 8 brunel', '8 brunel'],
    ['Form reps from 5k planted bulbs', '5k'],
    ['Our Kingfishers visited the library', 'Kingfishers'],
    ['10X/Ma2 on fire', '10X/Ma2'],
    ['11Y/Sc1 on fire', '11Y/Sc1'],
    ['Y9 Willow went to the museum', 'Y9 Willow'],
    ['Year 10 set 3 won the quiz', 'Year 10 set 3'],
    ['Class 4 went to the beach', 'Class 4'],
    ['Class Two went to the beach', 'Class Two'],
    ['Mrs Patel’s class at the farm', 'Mrs Patel’s class'],
    ["A day for Mr O'Neill's form", "Mr O'Neill's form"],
    ['Miss Jones’ class sang', 'Miss Jones’ class'],
    ['Kestrel Class sang', 'Kestrel Class'],
    ['#4Hazel had fun', '4Hazel'],
    ['#HazelClass had fun', 'HazelClass'],
    ['5K ran well today', '5K'],
    ['7B, thank you for the pencils', '7B'],
    ['The Acorns class painted', 'Acorns class'],
    ['Form 9Q at the theatre', 'Form 9Q'],
    ['８B made this', '８B'],
  ])('stops %j', (text, label) => expect(marked(text, 'block')).toEqual([label]));

  it.each([
    ['Year 4 loved the farm', 'Year 4'],
    ['Y4 loved the farm', 'Y4'],
    ['Yr 11 revision', 'Yr 11'],
    ['Years 3 and 4 together', 'Years 3'],
    ['Year Six were graceful', 'Year Six'],
    ['Reception planted seeds', 'Reception'],
    ['Our Nursery children sang', 'Nursery'],
    ['the reception class sang', 'reception'],
  ])('points out %j', (text, year) => {
    expect(marked(text, 'warn')).toEqual([year]);
    expect(marked(text, 'block')).toEqual([]);
  });

  it.each([
    'The hockey team won 4-2!',
    'A 4x4 pulled us out',
    'Printing in 3D today',
    'We came 2nd and 3rd',
    'Bring an A1 sheet',
    'Doors open at 7pm, 7 PM or 19:00',
    'Back by 3PM',
    'Meet in Room 7B',
    'Sketching with a 2B pencil',
    'Sketching with 2B and 4B pencils',
    'Sketching with 2B, 4B and 7B pencils',
    'Sketching with a 7B, 8B, or 9B pencil',
    'Water from 5k of pipes',
    'We ran a 5K for charity',
    'Everyone walked the 5K route',
    'Our Year 2024 highlights',
    'GCSE grades 9-1',
    'It was 11C outside',
    'Raised £5M together',
    'Catch bus 7B at three',
    'Maple leaves and oak trees',
    'We planted 4 hazel trees',
    'Hazel Street is closed',
    'The kingfisher was lovely',
    'A world class 5 star day',
    'The U11B team won',
    'Please come to the school reception',
    'A warm reception for all',
    'Nursery rhymes at ten',
    'Mark your calendars for Friday',
    'A bus of 30 children',
    'Page 4B of the book',
    'Twelve days of Christmas',
    'Join our cookery class',
    'Mrs Patel’s cakes were lovely',
    'He got 3A* grades',
    'Our first class 2 hour show',
    'The class of 2026',
    'We love our class',
    'Could we form 3 teams?',
    'In each class 2 children read aloud',
  ])('leaves %j alone', (text) => expect(find(text)).toEqual([]));

  it.each([
    'Year 4 at the farm',
    'Year 4 a lovely day',
    'Year 6 set up camp',
    'Year 5 in full voice',
    'Year 7 b',
    'Year 6 Leavers say goodbye',
  ])('reads the next word of %j as no class', (text) =>
    expect(marked(text, 'block')).toEqual(text === 'Year 7 b' ? ['Year 7 b'] : []),
  );

  it('offers the year group of that class, or our class', () => {
    const fixes = (text: string) => find(text).map(({ fix }) => fix);
    expect(fixes('Maple class made soup')).toEqual(['Year 3']);
    expect(fixes('Well done 7B!')).toEqual(['Year 7']);
    expect(fixes('Mrs Patel’s class at the farm')).toEqual(['our class']);
    expect(fixes('#4Hazel had fun')).toEqual([null]);
  });

  it('lets nobody open the label of one class, and the headteacher that of every class of a year', () => {
    const openers = (text: string) => find(text).map(({ opener }) => opener);
    expect(openers('4 Hazel at the farm')).toEqual(['nobody']);
    expect(openers('4 Hazel and 4 Oak at the farm')).toEqual(['head', 'head']);
    expect(openers('6 Elm at the farm')).toEqual(['head']);
    expect(openers('9Q at the farm')).toEqual(['nobody']);
  });

  it('keeps no word of the text', () => {
    for (const { context } of find('Hazel class and Mrs Patel’s class'))
      expect(Object.values(context).join()).toMatch(/^(yes|no)$/);
  });
});

describe('without a child in the picture', () => {
  it.each(['Our Year 4 pupils loved the farm', 'Well done 7B!', 'Hazel class made soup'])(
    'leaves %j alone',
    (text) => expect(find(text, false)).toEqual([]),
  );
});
