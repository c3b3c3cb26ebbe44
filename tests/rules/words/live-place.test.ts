// Where children are now stops a post, where they will be is pointed out, and what was, what happens at school and what invites
// parents is left alone (T-06, R-61, F-20).
import { describe, expect, it } from 'vitest';
import { livePlaceCheck } from '#app/domain/words/places/live-place.ts';
import type { PostTrip } from '#app/domain/posts/post-facts.ts';
import { foundBy } from '#tests/support/words.ts';

const found = (text: string, around: Parameters<typeof foundBy>[2] = {}) =>
  foundBy(livePlaceCheck, text, around);

const LIVE = [
  'We are at Kew Gardens!',
  'We’re at the zoo and having a brilliant time.',
  'WE ARE AT THE ZOO',
  'We are now at the museum.',
  'Year 5 are at Kew today.',
  'Year 4 are having a great time at the farm.',
  'Our hockey team are at Oak Hill School this afternoon.',
  'The children are in London today.',
  'We have arrived!',
  'We’ve just arrived at the hostel.',
  'Just arrived, unpacking now.',
  'Year 6 arrived safely at the outdoor centre.',
  'We are staying at the Riverside Lodge until Wednesday.',
  'They’re staying overnight in tents.',
  'We’re on the coach!',
  'Year 3 are on the train to York.',
  'On the coach and singing already',
  'Meet us at the war memorial in town.',
  'Back at 4pm, see you at the gates.',
  'The coach will be back at school by 16:30.',
  'Coach ETA: we’ll be back at school 4pm.',
  'Minibus news: home 5.30pm.',
  'We should be back at the bus bay about 4.15pm.',
  'Everyone is due back at the lower gate by 5.',
  'Night one at the bunkhouse, cocoa poured.',
  'Day 2 at Snowdonia begins with porridge.',
  'We are on our way to the beach.',
  'Hello from Snowdonia!',
  'Our hostel is right by the lake.',
  'Off to the theatre with Year 8!',
  'Enjoying the sunshine at Chester Zoo',
  'Year 5 at Kew today 🌿',
  'We are visiting the Science Museum today.',
  'The choir is singing in the cathedral. We are in York!',
  'They are exploring the castle right now.',
  'Were at the farm! #Year2',
];

const AHEAD = [
  'Year 5 will be at Kew on Friday.',
  'Year 4 are visiting the Science Museum next week.',
  'Our choir will sing at St Mary’s Church on 12 December.',
  'We are going to the zoo tomorrow.',
  'The netball team will play at Oak Hill School on Thursday.',
  'Reception will visit the farm on Monday.',
  'We’re off to the theatre next Tuesday.',
  'Join us at the town park on Saturday for our choir.',
  'Pupils will be staying at the hostel in June.',
];

const CLEAN = [
  'Our tennis coach is leaving us at Easter.',
  'Our head coach is leaving.',
  'Back at school 8.45 on Monday, see you then.',
  'Open evening at school on 6 May at 6 pm',
  'Join us for the summer fair at 2 pm.',
  'Year 5 visited Kew last week.',
  'We arrived at the farm and met the goats.',
  'We had a great day at the zoo.',
  'Our new library books have arrived!',
  'We have arrived at our target!',
  'We are at our goal of £2,000.',
  'The lost umbrella is back at the office and the hall is open until 5pm.',
  'We were back at the desk and ready for our test by 9am.',
  'Day one at school for our new starters.',
  'Spring has arrived in our garden.',
  'We are in Year 6 now.',
  'We are at school until 3.15 as usual.',
  'Year 2 are in the playground.',
  'We are in awe of this painting.',
  'We are at the end of a busy term.',
  'We are so proud of our athletes.',
  'The children are learning about castles.',
  'Year 4 are going to learn the recorder.',
  'School is back at 8.45am on Tuesday 5 September.',
  'Meet us at the school gates for a tour.',
  'Year 6 are in the final!',
  'We’re hiring: join our team at Ashwick Lane!',
  'We are at our best when we work together.',
  'Mark your calendars for Friday',
  'Will you join us?',
  'Year 6 were graceful',
  'May half-term starts soon',
  'We hope to see you',
  'The hockey team won 4-2!',
  'Rose Cottage looked lovely',
  'Summer reading challenge',
  'We sang songs on the coach all the way home.',
  'Well done to our runners at the county finals!',
  'Hello from Year 2!',
  'We were at the museum on Friday and loved it.',
  'Our Year 4 pupils loved the farm',
  'The bake sale is in the hall today.',
  'Thank you to everyone who came',
];

describe('where children are', () => {
  it.each(LIVE)('stops until a safeguarding lead and the headteacher take it on: %s', (text) =>
    expect(found(text)).toContainEqual(
      expect.objectContaining({ level: 'block', opener: 'safeguarding', code: 'live_place', clause: 'R-61' }),
    ),
  );
  it.each(AHEAD)('to come is pointed out: %s', (text) =>
    expect(found(text)).toMatchObject([{ level: 'warn', code: 'place_ahead' }]),
  );
  it.each(CLEAN)('is not told: %s', (text) => expect(found(text)).toEqual([]));

  it('of grown-ups is pointed out', () =>
    expect(found('Our staff are at the Leeds arena today.')).toMatchObject([
      { level: 'warn', code: 'place_of_staff' },
    ]));

  it('marks from who to where', () => {
    const text = 'Lovely day. We are at the zoo with Year 2.';
    const [hit] = found(text);
    expect(text.slice(hit?.from, hit?.to)).toBe('We are at the zoo');
  });
});

const TRIP: PostTrip = {
  id: 'trip',
  name: 'Year 6 at the Old Mill',
  place: 'Breckwater',
  placeWords: [],
  namedApproverId: 'head',
  accountId: null,
  cancelledAt: null,
  pupilIds: new Set(),
  firstPostAt: null,
  startsAt: new Date('2026-05-04T08:00:00Z'),
  endsAt: new Date('2026-05-08T15:00:00Z'),
  postDelayMinutes: 60,
  postsWhileAway: 'next_day_no_place',
};

describe('a post of a trip', () => {
  it('tells of its own place while it is away, wherever it stands in the sentence', () => {
    const text = 'Breckwater update: canoes out right now';
    const during = new Date('2026-05-05T10:00:00Z');
    const waits = { ...TRIP, postsWhileAway: 'after_return' as const };
    expect(found(text, { about: { trip: waits, at: during, goesOutFrom: during } })).toMatchObject([
      { code: 'live_place', level: 'block', opener: 'safeguarding', from: 0, to: 10 },
    ]);
    const unseen = 'Outside Breckwater already, wellies on';
    expect(found(unseen, { about: { trip: waits, at: during, goesOutFrom: during } })).toMatchObject([
      { code: 'live_place', from: 8, to: 18 },
    ]);
    expect(found(text)).toEqual([]);
    const before = new Date('2026-05-01T10:00:00Z');
    const list = 'Breckwater kit list is out now';
    expect(found(list, { about: { trip: waits, at: before, goesOutFrom: before } })).toEqual([]);
    const told = 'Breckwater was windy, and now we are home';
    expect(found(told, { about: { trip: waits, at: during, goesOutFrom: during } })).toEqual([]);
  });

  it('that goes out while it is away tells neither its place nor a live one', () => {
    const away = { about: { trip: TRIP, goesOutFrom: new Date('2026-05-05T07:00:00Z') } };
    expect(found('Breckwater is windy. We are at the zoo.', away)).toMatchObject([
      { code: 'away_tells_place', level: 'block', opener: 'nobody', from: 0, to: 10 },
      { code: 'live_place' },
    ]);
  });

  it('that goes out once everyone is back may tell of both', () => {
    const back = { about: { trip: TRIP, goesOutFrom: new Date('2026-05-08T16:00:00Z') } };
    expect(found('Breckwater! We are at the zoo.', back)).toEqual([]);
  });
});
