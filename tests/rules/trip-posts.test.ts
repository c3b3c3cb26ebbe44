// When posts of a trip may go out, and what in their words would tell where it is (R-61, T-06).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellingWords } from '#app/domain/trips/telling-words.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import {
  earliestForTrip,
  goesOutWhileAway,
  homeAgain,
  isResidential,
  onlyApproverOf,
  type TripTimes,
} from '#app/domain/trips/trip-posts.ts';

const LONDON = 'Europe/London';
const at = (text: string) => new Date(text);
const away: TripTimes = {
  startsAt: at('2026-06-08T08:00:00Z'),
  endsAt: at('2026-06-12T15:00:00Z'),
  postDelayMinutes: 60,
  postsWhileAway: 'next_day_no_place',
};
const back: TripTimes = { ...away, postsWhileAway: 'after_return' };

describe('the first moment for a post of a trip', () => {
  it('is after return and the delay, unless the headteacher says otherwise', () => {
    expect(earliestForTrip(back, at('2026-06-09T10:00:00Z'), LONDON)).toEqual(at('2026-06-12T16:00:00Z'));
  });

  it.each([
    ['on the first day', '2026-06-08T20:00:00Z', '2026-06-09T06:00:00Z'],
    ['before the trip has left', '2026-06-01T09:00:00Z', '2026-06-09T06:00:00Z'],
    ['just before midnight at school', '2026-06-09T22:59:00Z', '2026-06-10T06:00:00Z'],
    ['just after midnight at school', '2026-06-09T23:01:00Z', '2026-06-11T06:00:00Z'],
    ['on the last day: home is sooner', '2026-06-12T14:00:00Z', '2026-06-12T16:00:00Z'],
  ])('is 7 in the morning of the next day for what came in %s', (_when, broughtAt, earliest) => {
    expect(earliestForTrip(away, at(broughtAt), LONDON)).toEqual(at(earliest));
  });

  it('keeps to 7 by the school’s clock on the night that the clocks change', () => {
    const spring = { ...away, startsAt: at('2026-03-27T08:00:00Z'), endsAt: at('2026-04-01T15:00:00Z') };
    expect(earliestForTrip(spring, at('2026-03-28T12:00:00Z'), LONDON)).toEqual(at('2026-03-29T06:00:00Z'));
  });

  it('is never later than home, and never on the first day, whenever things came in', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2026-05-01'), max: at('2026-07-01'), noInvalidDate: true }),
        (broughtAt) => {
          const earliest = earliestForTrip(away, broughtAt, LONDON);
          expect(earliest <= homeAgain(away)).toBe(true);
          expect(earliest >= at('2026-06-09T06:00:00Z')).toBe(true);
          expect(earliest > broughtAt || earliest.getTime() === homeAgain(away).getTime()).toBe(true);
        },
      ),
    );
  });
});

describe('a post that goes out while its trip is away', () => {
  it('is one whose days begin before everyone is back, asked before then', () => {
    const before = at('2026-06-10T06:00:00Z');
    expect(goesOutWhileAway(away, before, before)).toBe(true);
    expect(goesOutWhileAway(back, before, before)).toBe(false);
    expect(goesOutWhileAway(null, before, before)).toBe(false);
    expect(goesOutWhileAway(away, homeAgain(away), before)).toBe(false);
    expect(goesOutWhileAway(away, before, homeAgain(away))).toBe(false);
  });

  it('is approved by one person alone, and by nobody where nobody is named', () => {
    const from = at('2026-06-10T06:00:00Z');
    expect(onlyApproverOf({ ...away, namedApproverId: 'head' }, from, from)).toBe('head');
    expect(onlyApproverOf({ ...away, namedApproverId: 'head' }, from, homeAgain(away))).toBeNull();
    expect(onlyApproverOf({ ...back, namedApproverId: 'head' }, from, from)).toBeNull();
    expect(onlyApproverOf({ ...away, namedApproverId: null }, from, from)).toBe('nobody');
  });

  it('can only be of a trip with a night in it, by the school’s own days', () => {
    const trip = (starts: string, ends: string) => ({ startsAt: at(starts), endsAt: at(ends) });
    expect(isResidential(trip('2026-06-08T08:00:00Z', '2026-06-08T20:00:00Z'), LONDON)).toBe(false);
    expect(isResidential(trip('2026-06-08T08:00:00Z', '2026-06-08T23:30:00Z'), LONDON)).toBe(true);
  });
});

const MILL = { name: 'Year 6 at the Old Mill', place: 'Brèckwater, Old Mill Hostel', placeWords: ['YHA'] };
const kinds = (text: string) => tellingWords(foldText(text), MILL).map(({ kind }) => kind);

describe('words that tell where a trip is', () => {
  it.each([
    'We love Breckwater!',
    'BRÈCKWATER is windy',
    'Breckwater’s ducks',
    'A walk to the old   mill',
    'The Old-Mill hostel has bunk beds',
    'Thank you to the yha',
    'oldmill fun',
    'Fun at #OldMill',
    'B-r-e-c-k-w-a-t-e-r',
    'Breck\u00ADwater',
    'Breck\u200Bwater',
    '\uFF22\uFF32\uFF25\uFF23\uFF2B\uFF37\uFF21\uFF34\uFF25\uFF32',
  ])('finds the place in “%s”', (text) => expect(kinds(text)).toContain('place'));

  it.each([
    'We built rafts and told stories by the fire.',
    'Year 6 were brave all day.',
    'An old friend helped us through the millpond race.',
    'The hostel dog slept by the door.',
  ])('leaves “%s” alone', (text) => expect(kinds(text)).toEqual([]));

  it.each(['Thanks @yhahostels', 'Fun #rafts', 'See https://example.org/map'])(
    'finds the tag in “%s”',
    (text) => expect(kinds(text)).toContain('tag'),
  );

  it.each([
    'Tomorrow we climb',
    'Back at 4pm',
    'Back at 16:30',
    'Home on Friday',
    'Canoes this afternoon',
    'Tonight: stars',
  ])('finds the time to come in “%s”', (text) => expect(kinds(text)).toContain('time'));

  it('says each kind once, and where it stands', () => {
    const text = 'Old Mill, Breckwater, @a and #b, tomorrow at 4pm';
    const told = tellingWords(foldText(text), MILL).map(({ kind, from, to }) => [kind, text.slice(from, to)]);
    expect(told).toEqual([
      ['place', 'Old Mill'],
      ['tag', '@a'],
      ['time', 'tomorrow'],
    ]);
  });

  it('finds the whole place wherever it stands, in whatever capitals and accents', () => {
    const plain = fc.constantFrom('We played', 'so many ducks', 'everybody slept well', '');
    fc.assert(
      fc.property(plain, plain, fc.boolean(), (before, after, loud) => {
        const said = loud ? MILL.place.toUpperCase() : MILL.place.normalize('NFD');
        expect(kinds(`${before} ${said} ${after}`)).toContain('place');
      }),
    );
  });
});
