// The school's own voice (T-14, R-48): one person's I and my, and a side taken in politics; an election near makes the latter graver.
import { describe, expect, it } from 'vitest';
import { firstPersonCheck } from '#app/domain/words/speech/first-person.ts';
import { isElectionNear, politicsCheck } from '#app/domain/words/speech/politics.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { foundBy, told } from './manners-of.ts';

const voice = (text: string) =>
  foundBy(firstPersonCheck, text).map(({ from, to, fix }) => `${text.slice(from, to)} → ${fix}`);
const ELECTION = { electionFrom: '2026-04-20', electionUntil: '2026-05-07' };
const politics = (text: string, settings = {}) => told(text, foundBy(politicsCheck, text, settings));

describe('one person’s voice is pointed out with the school’s word for it', () => {
  it.each([
    ['I loved the farm', 'I → We'],
    ['Today I was proud', 'I was → we were'],
    ['My class won', 'My → Our'],
    ['See you at my stall', 'my → our'],
    ['I’m delighted', 'I’m → We’re'],
    ["I've seen it", "I've → We’ve"],
    ['Then I’ll write', 'I’ll → we’ll'],
    ['Come with me', 'me → us'],
    ['In my view it was great', 'In my view → null'],
    ['My Year 6 class won', 'My → Our'],
    ['We know I am happy', 'I am → we are'],
    ['IMHO a good day', 'IMHO → null'],
    ['I made it myself', 'I → We'],
  ])('%j', (text, swap) => expect(voice(text)).toContain(swap));
  it.each([
    'World War I',
    'Henry VIII and Elizabeth I ruled',
    'Year I',
    'King Charles I',
    'Part I of the play',
    'A, E, I, O and U',
    'My Fair Lady opens on Friday',
    'Our play My Fair Lady',
    '“I loved the goats,” said one pupil',
    "'I loved the goats,' said one pupil",
    '"My favourite was the lamb"',
    'An iPad each',
    'I-spy on the coach',
    'All about me week',
    'We did it ourselves',
    'Oh my!',
    'coal mine',
    '#ILoveReading',
    'Mi casa',
    'Thank you to everyone who came',
    'Mark your calendars for Friday',
    'Will you join us?',
  ])('%j is clean', (text) => expect(voice(text)).toEqual([]));
});

describe('a side taken stops', () => {
  it.each([
    'Vote Labour on Thursday',
    '#VoteLabour',
    'We support the Green Party',
    'Vote for the Liberal Democrats',
    'The Tories have failed schools',
    'Reform UK will save our schools',
    'Never trust a Tory',
    'Kick the Tories out',
    'Vote out the Conservatives at this election',
    'Vote Conservative',
    'We back Plaid Cymru',
  ])('%j', (text) => {
    expect(politics(text).some((each) => each.startsWith('stop head side_taken:'))).toBe(true);
    expect(
      politics(text, ELECTION).some((each) => each.startsWith('stop nobody side_taken_near_election:')),
    ).toBe(true);
  });
});

describe('a party or politician named', () => {
  it.each([
    ['Our MP visited Year 5', 'politician_named: Our MP', 'politician_near_election: Our MP'],
    [
      'Councillor Jo Hill opened the garden',
      'politician_named: Councillor',
      'politician_near_election: Councillor',
    ],
    [
      'Year 6 learned how the Labour Party began',
      'party_named: Labour Party',
      'party_near_election: Labour Party',
    ],
  ])('%j is pointed out, and stops near an election', (text, before, near) => {
    expect(politics(text)).toEqual([`warn ${before}`]);
    expect(politics(text, ELECTION)).toEqual([`stop head ${near}`]);
  });
});

describe('everyday words', () => {
  it.each([
    'The Green Team won',
    'A labour of love',
    'At a conservative estimate, 200 came',
    'Labour Day is a holiday',
    'Liberal Arts',
    'We reform our playground',
    'The Labour Exchange in history',
    'Vote for your favourite book',
    'Vote for our school council',
    'Our member of youth parliament spoke',
    'School is closed: we are a polling station',
    'An MP3 of the song',
    'A plaid skirt',
    'The party is at 3pm',
    'Great Reform Act',
    'Eat your greens',
    'Hercules and his twelve labours',
    'The school council election is today',
    'dup',
    'Year 5 campaigned for less plastic',
    'Conservative with the glue',
  ])('%j are clean, near an election too', (text) => {
    expect(politics(text)).toEqual([]);
    expect(politics(text, ELECTION)).toEqual([]);
  });
});

it('counts the days of an election in the school’s own calendar, both ends included', () => {
  const near = (at: string, settings: Partial<typeof ELECTION> = ELECTION) =>
    isElectionNear({ goesOutFrom: new Date(at), zone: 'Europe/London', settings: settingsOf(settings) });
  expect(near('2026-04-19T22:59:59Z')).toBe(false);
  expect(near('2026-04-19T23:00:00Z')).toBe(true);
  expect(near('2026-05-07T22:59:59Z')).toBe(true);
  expect(near('2026-05-07T23:00:00Z')).toBe(false);
  expect(near('2026-05-01T10:00:00Z', {})).toBe(false);
  expect(near('2030-01-01T10:00:00Z', { electionFrom: '2026-04-20' })).toBe(true);
});
