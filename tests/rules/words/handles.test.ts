// T-05: accounts that a post mentions, against the register, the partners, and names of pupils and staff.
import { describe, expect, it } from 'vitest';
import { handles } from '#app/domain/words/handles/handles.ts';
import { holdsName } from '#app/domain/words/handles/handle-names.ts';
import { handlesIn } from '#app/domain/words/handles/find-handles.ts';
import { namesOfRoster } from '#app/domain/words/names/names-ground.ts';
import { NO_LISTS } from '#app/domain/words/lists/word-lists.ts';
import { readingOf } from '#tests/support/read-words.ts';

const reading = readingOf(handles);
const ground = {
  handles: { official: ['harrowdeanhigh'], pupils: new Map([['tilly_b_7', ['p2']]]) },
  names: namesOfRoster([
    {
      id: 'p1',
      names: {
        legalForename: 'Zoë',
        legalSurname: 'O’Neill',
        preferredForename: null,
        preferredSurname: null,
        knownAs: null,
      },
    },
  ]),
  adults: {
    adults: [{ words: ['priya', 'nair'], staff: true, job: '', named: { full: true, anyWay: true } }],
    mailHosts: [],
  },
  lists: { ...NO_LISTS, partners: { version: 1, entries: ['@TidewaterFarm', 'Tidewater'] } },
};
const find = (text: string) => reading(text, { ground });
const found = (text: string) => find(text).map(({ code, from, to }) => [code, text.slice(from, to)]);

it.each([
  ['Well done @zoe_oneill09', 'pupil_handle', '@zoe_oneill09'],
  ['Well done @ONeillZoe', 'pupil_handle', '@ONeillZoe'],
  ['See instagram.com/zoeoneill', 'pupil_handle', 'instagram.com/zoeoneill'],
  ['Thanks @tilly_b_7', 'pupil_handle', '@tilly_b_7'],
  ['Thanks @PriyaNair_', 'staff_handle', '@PriyaNair_'],
  ['Thanks @MissNair', 'staff_handle', '@MissNair'],
  ['Thanks @some_body', 'unknown_handle', '@some_body'],
  ['Look: https://x.com/somebody/status/12345', 'unknown_handle', 'x.com/somebody/status/12345'],
  ['https://www.tiktok.com/@dancer.7', 'unknown_handle', 'tiktok.com/@dancer.7'],
  ['https://snapchat.com/add/dancer7', 'unknown_handle', 'snapchat.com/add/dancer7'],
  ['my snap: dancer_07', 'unknown_handle', 'snap: dancer_07'],
  ['＠some_body', 'unknown_handle', '＠some_body'],
])('%j stops as %s', (text, code, words) => expect(found(text)).toEqual([[code, words]]));

it.each([
  'Follow @AshwickLanePri and @HarrowdeanHigh.',
  'Follow x.com/AshwickLanePri',
  'Thanks to @tidewaterfarm!',
  '#AshwickLanePri #some_body',
  'E-mail office@ashwick.sch.uk',
  'See netflix.com/watch and bbc.co.uk/news',
  'Meet @ the park',
  'x.com/search?q=school and facebook.com/events/12',
  'Instagram is for over-13s',
  'The snap - so good',
])('leaves %j alone', (text) => expect(found(text)).toEqual([]));

it('lets nobody open a pupil’s or a member of staff’s own account, and the headteacher one that is unknown', () => {
  expect(find('@zoe_oneill09').map(({ opener, pupilIds }) => [opener, pupilIds])).toEqual([
    ['nobody', ['p1']],
  ]);
  expect(find('@MissNair').map(({ opener }) => opener)).toEqual(['nobody']);
  expect(find('@some_body').map(({ opener, context }) => [opener, context])).toEqual([['head', {}]]);
});

it('points out a partner in a post about a trip (R-60)', () => {
  const trip = { id: 't' } as never;
  const findings = reading('Thanks to @tidewaterfarm!', { ground, about: { trip } });
  expect(findings.map(({ code, level }) => [code, level])).toEqual([['partner_on_trip', 'warn']]);
});

describe('a name in a handle', () => {
  it('is both names, near each other', () => {
    expect(holdsName('jane_m_smith', 'jane', 'smith')).toBe(true);
    expect(holdsName('janeandtheblacksmiths', 'jane', 'smith')).toBe(false);
    expect(holdsName('al_li', 'al', 'li')).toBe(false);
  });
  it('marks no full stop after it', () =>
    expect(handlesIn('By @abc.')).toEqual([{ handle: 'abc', from: 3, to: 7 }]));
});
