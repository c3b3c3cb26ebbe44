// Giving a post its time: in the school's own clock, inside the approved days, and through the two nights on which the clock lies.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ScheduleAnswer } from '#app/components/schedule-page.tsx';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { pausePublishing } from '#app/domain/school/pause-publishing.ts';
import type { CalendarView } from '#app/presenters/calendar.ts';
import type { SchedulingView } from '#app/presenters/scheduling.ts';
import { loader as calendarLoader } from '#app/routes/s.$school.calendar.tsx';
import { action, loader } from '#app/routes/s.$school.posts.$postId.schedule.tsx';
import { letPublishingGoOn } from '#tests/support/let-publishing-go-on.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { fixedClock } from '#tests/support/fixed-clock.ts';
import { quickPasswords } from '#tests/support/quick-passwords.ts';
import { testAuditSeal, testVault } from '#tests/support/test-seals.ts';
import { headerAuth, openWeb, type Web } from '#tests/support/web.ts';
import { seedPractice } from '#db/seed.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import {
  approvedPost,
  draftPost,
  openWorld,
  scheduledPost,
  shownOn,
  submittedPost,
} from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const COMMS = 'ashwick/comms';
const facts = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());
const place = (ref: PostRef, wall: string, more: Record<string, string> = {}, as = COMMS) =>
  press(web, action, as, ref, { intent: 'place', wall, ...more });

async function pageOf(ref: PostRef, as = COMMS): Promise<SchedulingView> {
  const { data, status } = await look(web, loader, as, ref);
  expect(status).toBe(200);
  return (data as { page: SchedulingView }).page;
}

async function calendarOf(as = COMMS, search = ''): Promise<CalendarView> {
  const { data, status } = await look(web, calendarLoader, as, null, search);
  expect(status).toBe(200);
  return (data as { calendar: CalendarView }).calendar;
}

describe('giving a time', () => {
  test('offers the approved days and a first time inside them, and puts the post into its month', async () => {
    const ref = await approvedPost(web.world);
    const page = await pageOf(ref);
    expect(page).toMatchObject({
      status: 'approved',
      zone: 'UK time',
      earliest: '2026-11-18T15:30',
      latest: '2026-12-02T15:30',
      initial: '2026-11-18T15:45',
      refused: null,
      placed: null,
      mayUnplace: false,
    });
    const done = await place(ref, '2026-11-20T09:30');
    expect(done).toMatchObject({ status: 302, to: `${BASE}/calendar?month=2026-11&note=placed` });
    expect((await facts(ref)).post.dueAt?.toISOString()).toBe('2026-11-20T09:30:00.000Z');
    expect(await pageOf(ref)).toMatchObject({
      status: 'scheduled',
      initial: '2026-11-20T09:30',
      mayUnplace: true,
    });
  });

  test('moves a placed post, and takes it out again with its approval', async () => {
    const ref = await scheduledPost(web.world);
    await place(ref, '2026-11-24T12:00');
    expect((await facts(ref)).post.dueAt?.toISOString()).toBe('2026-11-24T12:00:00.000Z');
    const out = await press(web, action, COMMS, ref, { intent: 'unplace' });
    expect(out.to).toBe(`${BASE}/posts/${ref.postId}?note=unplace`);
    expect(await statusOf(web.world, ref)).toBe('approved');
    expect((await press(web, action, COMMS, ref, { intent: 'unplace' })).to).toContain('?note=moved_on');
  });

  test.each([
    ['in the past', '2026-11-18T09:00', 'That time has already passed. Choose a later time.', false],
    ['after the approved days', '2026-12-20T09:00', 'outside the days the headteacher approved', true],
    ['that is none', 'tomorrow', 'Choose a day and a time.', false],
    ['of an empty field', '', 'Choose a day and a time.', false],
    ['on a day that is none', '2026-11-31T09:00', 'Choose a day and a time.', false],
  ])('refuses a time %s, keeps what was typed, and says what to do', async (_, wall, said, outside) => {
    const ref = await approvedPost(web.world);
    const answer = await place(ref, wall);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    const data = answer.data as ScheduleAnswer;
    expect(data.wall).toBe(wall);
    expect(data.error).toContain(said);
    expect(data.outside).toBe(outside);
    expect(await statusOf(web.world, ref)).toBe('approved');
  });

  test('is the comms lead’s and the head’s: others read who may, and are refused', async () => {
    const ref = await approvedPost(web.world);
    for (const as of ['ashwick/teacher', 'ashwick/deputy', 'ashwick/dsl']) {
      expect((await pageOf(ref, as)).refused, as).toEqual({
        reason: 'Your role at this school does not include this.',
        who: 'Ellie Marchetti or Ngozi Okafor can.',
      });
      expect((await place(ref, '2026-11-20T09:30', {}, as)).status, as).toBe(403);
    }
    expect((await place(ref, '2026-11-20T09:30', {}, 'ashwick/office')).status).toBe(404);
    expect(await statusOf(web.world, ref)).toBe('approved');
    expect((await pageOf(ref, 'ashwick/head')).refused).toBeNull();
  });

  test('of a post that nobody approved leads to where it stands', async () => {
    const ref = await submittedPost(web.world);
    expect((await look(web, loader, COMMS, ref)).to).toBe(`${BASE}/posts/${ref.postId}`);
    expect((await place(ref, '2026-11-20T09:30')).to).toContain('?note=moved_on');
  });

  test('warns that an approval given on the head’s behalf ends before then', async () => {
    const ref = await submittedPost(web.world);
    await approvePost(web.world.web, await web.world.staff('deputy'), ref, await shownOn(web.world, ref));
    const { delegation, post } = await facts(ref);
    const ends = delegation?.endsAt ?? new Date(0);
    const page = await pageOf(ref);
    if (ends < post.windowUntil) expect(page.approvalEnds?.iso).toContain('2026');
    else expect(page.approvalEnds).toBeNull();
    const done = await place(ref, '2026-12-01T09:00');
    const late = ends <= new Date('2026-12-01T09:00:00Z');
    expect(done.to).toContain(late ? '?note=delegation_ends' : 'note=placed');
  });
});

/** The practice world as it would have been made at another moment, behind the same door. */
async function webAt(moment: string): Promise<Web> {
  const open = await freshDatabase();
  await seedPractice(
    {
      db: open.db,
      clock: fixedClock(moment),
      auditSeal: testAuditSeal,
      passwords: quickPasswords(),
      tokenVault: testVault,
      restrictionVault: testVault,
      sandboxStore: createDatabaseStore(open.db),
    },
    'shared',
  );
  const world = await openWorld('ashwick', open);
  world.clock.set(moment);
  const args: Web['args'] = (path, options) => {
    const asked = web.args(path, options);
    const services = { ...asked.context.services, deps: world.web, auth: headerAuth(world) };
    return { ...asked, context: { ...asked.context, services } };
  };
  return { ...web, world, args, close: world.close };
}

describe('the nights on which the clocks change', () => {
  const seeded = new Date('2026-11-18T15:30:00Z');
  afterEach(() => void web.world.clock.set(seeded));

  test('01:30 on 29 March 2026 does not exist: the next time is offered, and taken on request', async () => {
    const spring = await webAt('2026-03-26T12:00:00Z');
    const ref = await approvedPost(spring.world);
    const giving = (wall: string) => press(spring, action, COMMS, ref, { intent: 'place', wall });
    const due = async () => (await readPostFacts(spring.world.db, ref, spring.world.clock.now())).post.dueAt;
    const answer = await giving('2026-03-29T01:30');
    expect(answer.status).toBe(422);
    const data = answer.data as ScheduleAnswer;
    expect(data).toMatchObject({ wall: '2026-03-29T01:30', twice: null, next: { wall: '2026-03-29T02:00' } });
    expect(data.error).toContain('the clocks go forward that night');
    expect(data.next?.words).toBe('Sun 29 March, 2:00 am');
    expect(await due()).toBeNull();
    await giving(data.next?.wall ?? '');
    expect((await due())?.toISOString()).toBe('2026-03-29T01:00:00.000Z');
    await spring.close();
  });

  test('01:30 on 25 October 2026 exists twice: it is asked which, and each answer is its own moment', async () => {
    web.world.clock.set('2026-10-22T12:00:00Z');
    const ref = await approvedPost(web.world, { tripId: null, photos: [] });
    const answer = await place(ref, '2026-10-25T01:30');
    expect(answer.status).toBe(422);
    const data = answer.data as ScheduleAnswer;
    expect(data.next).toBeNull();
    expect(data.twice).toEqual({
      first: 'The first 1:30 am, before the clocks go back',
      second: 'The second 1:30 am, an hour later, after they have gone back',
    });
    expect(await statusOf(web.world, ref)).toBe('approved');
    await place(ref, '2026-10-25T01:30', { which: 'second' });
    expect((await facts(ref)).post.dueAt?.toISOString()).toBe('2026-10-25T01:30:00.000Z');
    await place(ref, '2026-10-25T01:30', { which: 'first' });
    expect((await facts(ref)).post.dueAt?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
    const october = await calendarOf(COMMS, '?month=2026-10');
    const night = october.agenda.find(({ date }) => date === '2026-10-25');
    expect(night?.entries.map(({ id, time }) => [id, time])).toEqual([[ref.postId, '1:30 am BST']]);
  });
});

describe('the calendar', () => {
  test('lists what has no time yet, then each post on its day, with the trips behind', async () => {
    const waiting = await approvedPost(web.world, { words: 'Waits for a time' });
    const placed = await scheduledPost(web.world, { words: 'Has its time', minutes: 24 * 60 });
    const calendar = await calendarOf();
    expect(calendar.title).toBe('November 2026');
    expect(calendar.toPlace.find(({ id }) => id === waiting.postId)).toMatchObject({
      title: 'Waits for a time',
      to: `${BASE}/posts/${waiting.postId}/schedule`,
    });
    const day = calendar.agenda.find(({ date }) => date === '2026-11-19');
    expect(day?.words).toBe('Thursday 19 November');
    expect(day?.entries.find(({ id }) => id === placed.postId)).toMatchObject({
      time: '3:30 pm',
      title: 'Has its time',
      status: 'scheduled',
      to: `${BASE}/posts/${placed.postId}/schedule`,
    });
    const today = calendar.weeks.flat().find((each) => each.today);
    expect(today?.date).toBe('2026-11-18');
    expect(today?.bands.map(({ label, kind }) => [label, kind])).toContainEqual([
      'Year 4 at Tidewater Farm',
      'trip',
    ]);
  });

  test('opens a post to be moved for those who may, and to be read for the others', async () => {
    const ref = await scheduledPost(web.world, { words: 'Read or moved' });
    const entryFor = async (as: string) =>
      (await calendarOf(as)).agenda.flatMap(({ entries }) => entries).find(({ id }) => id === ref.postId);
    expect((await entryFor('ashwick/head'))?.to).toBe(`${BASE}/posts/${ref.postId}/schedule`);
    expect((await entryFor('ashwick/teacher'))?.to).toBe(`${BASE}/posts/${ref.postId}`);
  });

  test('shows no draft of anybody, no cancelled post, and nothing to those who read no posts', async () => {
    const draft = await draftPost(web.world, { words: 'Nobody’s business' });
    const cancelled = await postIn(web.world, 'cancelled', {});
    const { text } = await look(web, calendarLoader, COMMS, null);
    for (const ref of [draft, cancelled]) expect(text).not.toContain(ref.postId);
    for (const as of ['ashwick/governor', 'trust/admin', 'ashwick/office'])
      expect((await look(web, calendarLoader, as, null)).status, as).toBe(404);
  });

  test('leads from month to month, and to this month for any other word', async () => {
    const june = await calendarOf(COMMS, '?month=2027-06');
    expect(june).toMatchObject({
      title: 'June 2027',
      earlier: { to: '?month=2027-05', label: 'May' },
      later: { to: '?month=2027-07', label: 'July' },
      agenda: [],
    });
    expect((await calendarOf(COMMS, '?month=never')).title).toBe('November 2026');
  });

  test('says when publishing is paused', async () => {
    const head = await web.world.staff('head');
    const paused = async () =>
      ((await look(web, calendarLoader, COMMS, null)).data as { paused: boolean }).paused;
    expect(await paused()).toBe(false);
    await pausePublishing(web.world.web, head, { schoolId: web.world.schoolId });
    expect(await paused()).toBe(true);
    expect((await pageOf(await approvedPost(web.world))).paused).toBe(true);
    await letPublishingGoOn(web.world, head);
  });
});
