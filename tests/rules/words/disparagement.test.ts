// Words that run somebody down (T-11, R-45), said of those a school must not run down; and the strong side that was beaten fairly.
import { describe, expect, it } from 'vitest';
import { disparagementCheck } from '#app/domain/words/speech/disparagement.ts';
import { foundBy, told } from './manners-of.ts';

const found = (text: string) => told(text, foundBy(disparagementCheck, text));

describe('an insult or an accusation', () => {
  it.each([
    ['The referee was useless', 'useless'],
    ['Useless referee today', 'Useless'],
    ['That was the worst school trip company', 'worst'],
    ['Lazy parents again', 'Lazy'],
    ['lazy Year 9 parents', 'lazy'],
    ['St Anne’s cheated', 'cheated'],
    ['That pathetic lot from Thornby High', 'pathetic'],
    ['Their team cheated us', 'cheated'],
    ['The staff at Hill Top are lazy', 'lazy'],
    ['Our governors are corrupt', 'corrupt'],
    ['The council are clueless', 'clueless'],
    ['Shame on the trust', 'Shame on'],
    ['Pathetic teaching staff', 'Pathetic'],
    ['The teachers are a disgrace', 'a disgrace'],
    ['Bluebird Coaches are hopeless', 'hopeless'],
    ['The driver was really incompetent', 'incompetent'],
    ['Some of the parents are liars', 'liars'],
    ['Their coach is a bully', 'a bully'],
    ['The opposition were thugs', 'thugs'],
    ['The caterers ripped off our families', 'ripped off'],
    ['Ofsted inspectors lied', 'lied'],
    ['A joke of a school', 'joke of a school'],
    ['The head should be sacked', 'should be sacked'],
    ['Conned by the company', 'Conned'],
    ['Bunch of cheats', 'Bunch of cheats'],
    ['The pupils were idiots', 'idiots'],
    ['The worst headteacher ever', 'worst headteacher'],
  ])('%j is explained by the author and confirmed by the headteacher', (text, word) => {
    const marks = foundBy(disparagementCheck, text);
    expect(marks.map(({ opener, code }) => `${opener} ${code}`)).toEqual([
      'author disparaging_words',
      'head disparaging_to_confirm',
    ]);
    for (const { from, to, level, clause } of marks) {
      expect(text.slice(from, to)).toContain(word.replace('a bully', 'bully'));
      expect([level, clause]).toEqual(['block', 'R-45']);
    }
  });
});

it.each([
  'The parents were rude',
  'Unhelpful staff at the desk',
  'The referee was unfair',
  'Their players were unsporting',
  'rude drivers',
])('finding fault is explained by the author alone: %j', (text) =>
  expect(foundBy(disparagementCheck, text).map(({ opener }) => opener)).toEqual(['author']),
);

describe('is clean', () => {
  it.each([
    'Not bad at all, our pupils were brilliant',
    'We beat a strong St Anne’s side',
    'Tough opponents and a fair referee',
    'The lazy river was popular with pupils',
    'Lazy Sunday for the teachers',
    'Pupils learned that littering is bad',
    'The weather was terrible but the children loved it',
    'Our pupils were not lazy today',
    'Nobody cheated and the teams shook hands',
    'Year 4 were useless facts champions',
    'A hopeless romantic play by Year 9',
    'The worst of the weather is over for our families',
    'Poor children worked in Victorian mills',
    'We were useless at skating',
    'Year 6 picked up rubbish with the council',
    'The dog in the story was lazy',
    'A disgracefully good cake sale',
    'Parents never let us down',
    'The hockey team won 4-2!',
    'Thank you to everyone who came',
    'Mark your calendars for Friday',
    'The children met the Terrible Tudors',
    'Bad hair day for staff',
    'The class read The Worst Witch',
    'Our team lost to a better side',
    'The school bus was late',
    'No lazy pupils here',
    'A failing fuse stopped the lights',
    'Year 2 read about the Big Bad Wolf',
  ])('%j', (text) => expect(found(text)).toEqual([]));
});
