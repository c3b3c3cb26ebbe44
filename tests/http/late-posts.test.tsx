// What a home page says while posts are late or no worker is alive: to those who can see to it, and to nobody else (PF1).
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LateNotice } from '#app/components/late-notice.tsx';
import { StatusWord } from '#app/components/post-track.tsx';
import { loader as calendar } from '#app/routes/s.$school.calendar.tsx';
import { loader as home } from '#app/routes/s.$school._index.tsx';
import { writeBeat } from '#db/queries/worker-beats.server.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { scheduledPost } from '#tests/support/world.ts';
import { attributes, draw, words } from './drawn.tsx';

let web: Web;
beforeEach(async () => void (web = await openWeb()));
afterEach(() => web.close());

const base = '/s/ashwick-lane-primary-school';
type CalendarArgs = Parameters<typeof calendar>[0];
const calendarOf = async (args: unknown) => {
  const answer = await calendar(args as CalendarArgs);
  if (answer instanceof Response) throw answer;
  return answer;
};
const params = { school: 'ashwick-lane-primary-school' };
const standingOf = async (as: string) =>
  (await home(web.args(base, { as, params }) as Parameters<typeof home>[0])).standing;

test('head and comms see how many posts are late and whether anything goes out; a teacher sees neither', async () => {
  await scheduledPost(web.world, { minutes: 30, words: onlyHere('A day out') });
  // No worker was ever started here: nothing is said of that until something waits for one, and then it is.
  expect(await standingOf('ashwick/head')).toEqual({ late: 0, noWorker: false });
  web.world.clock.advance(32 * 60_000);
  expect(await standingOf('ashwick/head')).toEqual({ late: 1, noWorker: true });
  web.world.clock.advance(-32 * 60_000);
  await writeBeat(web.world.db, '0b7c9a52-6b0e-4a53-9d0c-4a1f3f7f4e21', web.world.clock.now());
  web.world.clock.advance(31 * 60_000);
  expect(await standingOf('ashwick/head')).toEqual({ late: 0, noWorker: true });
  web.world.clock.advance(60_000);
  for (const as of ['ashwick/head', 'ashwick/comms'])
    expect(await standingOf(as)).toEqual({ late: 1, noWorker: true });
  expect(await standingOf('ashwick/teacher')).toBeNull();
  await writeBeat(web.world.db, '0b7c9a52-6b0e-4a53-9d0c-4a1f3f7f4e21', web.world.clock.now());
  expect(await standingOf('ashwick/head')).toEqual({ late: 1, noWorker: false });
});

test('the calendar, to which that leads, marks the late ones and no other', async () => {
  const plan = { minutes: 10, photos: [], tripId: null };
  const late = await scheduledPost(web.world, { ...plan, words: onlyHere('A day out') });
  const soon = await scheduledPost(web.world, { ...plan, minutes: 30, words: onlyHere('A day out') });
  const marks = async () => {
    const { calendar } = await calendarOf(web.args(`${base}/calendar`, { as: 'ashwick/comms', params }));
    const entries = calendar.weeks.flat().flatMap((day) => day.entries);
    return [late, soon].map(({ postId }) => entries.find(({ id }) => id === postId)?.status);
  };
  web.world.clock.advance(11 * 60_000);
  expect(await marks()).toEqual(['scheduled', 'scheduled']);
  web.world.clock.advance(60_000);
  expect(await marks()).toEqual(['late', 'scheduled']);
  expect(words(draw(<StatusWord status="late" />))).toBe('Late');
});

test('the words say what happened, that nothing is sent twice, and whom to tell', () => {
  const said = (late: number, noWorker: boolean) =>
    draw(<LateNotice base={base} standing={{ late, noWorker }} />);
  expect(said(0, false)).toBe('');
  expect(words(said(1, false))).toMatch(
    /A post is late\..*sends nothing twice.*tell whoever looks after Gatepost/,
  );
  expect(attributes(said(1, false), 'href')).toEqual([`${base}/calendar`]);
  expect(words(said(3, false))).toContain('3 posts are late.');
  expect(words(said(2, true))).toMatch(
    /Nothing goes out at the moment: the part of Gatepost that publishes is not running.*2 posts are late.*nothing is sent twice/,
  );
});
