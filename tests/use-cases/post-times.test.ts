// What a school settles about the times of its posts: who may, what counts at once, what cannot be, and what stays on record (PF12, PF14).
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { opensAt } from '#app/domain/hand-overs/hand-over-rules.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { latestMoment } from '#app/domain/posts/post-guards.ts';
import { type PostTimes, postTimesOf } from '#app/domain/school/post-times.ts';
import { DEFAULT_SETTINGS, settingsOf } from '#app/domain/school/school-settings.ts';
import { setPostTimes, timesBase } from '#app/domain/school/set-post-times.ts';
import { schools } from '#db/schema/school.ts';
import { lastEvents } from '#tests/support/log-ends.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.update(schools).set({ settings: { windowDays: 5 } });
});

const USUAL = postTimesOf(DEFAULT_SETTINGS);
const stored = async () => {
  const [row] = await world.db.select().from(schools).where(eq(schools.id, world.schoolId));
  return settingsOf(row?.settings ?? {});
};
const set = async (change: Partial<PostTimes>, by = 'comms', base?: string) => {
  const now = postTimesOf(await stored());
  return setPostTimes(world.web, await world.staff(by), {
    schoolId: world.schoolId,
    times: { ...now, ...change },
    base: base ?? timesBase(now),
  });
};
const events = (count: number) => lastEvents(world.db, `school:${world.schoolId}`, count);

test('they are kept in the settings, leave every other alone, and are on record by name', async () => {
  expect(await set({ apart: 10, late: 60, early: 10 })).toEqual({ ok: true, changed: true });
  expect(await stored()).toMatchObject({
    spacingSeconds: 600,
    latenessMinutes: 60,
    handOverMinutes: 10,
    windowDays: 5,
  });
  expect(await events(1)).toMatchObject([
    {
      type: 'school_settings.changed',
      settings: ['spacingSeconds', 'latenessMinutes', 'handOverMinutes'],
      recordHash: expect.any(String) as string,
    },
  ]);
  await set({ early: 5 });
  expect(await events(1)).toMatchObject([{ settings: ['handOverMinutes'] }]);
});

test('a post that has its time already goes by them at once', async () => {
  const ref = await scheduledPost(world, { minutes: 300 });
  await set({ late: 120, early: 5 });
  const facts = await readPostFacts(world.db, ref, world.clock.now());
  const due = facts.post.dueAt?.getTime() ?? Number.NaN;
  expect(latestMoment(facts)?.getTime()).toBe(due + 120 * 60_000);
  expect(opensAt(facts)?.getTime()).toBe(due - 5 * 60_000);
});

test('setting what is set already is no event', async () => {
  const before = await events(1);
  expect(await set({}, 'comms', 'whatever the page said')).toEqual({ ok: true, changed: false });
  expect(await events(1)).toEqual(before);
});

test('a page drawn from other times sets nothing', async () => {
  const base = timesBase(USUAL);
  await set({ early: 10 }, 'head');
  expect(await set({ early: 5 }, 'comms', base)).toEqual({ ok: false, why: 'stale' });
  expect((await stored()).handOverMinutes).toBe(10);
});

test.each<[Partial<PostTimes>, string, string]>([
  [{ apart: 0 }, 'not_offered', 'apart'],
  [{ apart: 1.5 }, 'not_offered', 'apart'],
  [{ late: 0 }, 'not_offered', 'late'],
  [{ late: 100_000 }, 'not_offered', 'late'],
  [{ early: -15 }, 'not_offered', 'early'],
  [{ early: 30 }, 'not_offered', 'early'],
  [{ early: Number.NaN }, 'not_offered', 'early'],
  [{ apart: 30 }, 'apart_longer_than_late', 'apart'],
  [{ apart: 10, late: 15 }, 'apart_longer_than_late', 'apart'],
])('%j is refused: %s', async (change, code, field) => {
  expect(await set(change)).toMatchObject({ ok: false, why: 'times', issues: [{ code, field }] });
  expect(postTimesOf(await stored())).toEqual(USUAL);
});

test('what counts already may stay, though it is not offered', async () => {
  await world.db.update(schools).set({ settings: { spacingSeconds: 90 } });
  expect(await set({ early: 10 })).toMatchObject({ ok: true });
  expect(await stored()).toMatchObject({ spacingSeconds: 90, handOverMinutes: 10 });
});

describe('who sets them', () => {
  test.each(['head', 'comms'])('the %s does', async (who) => {
    expect(await set({ early: 10 }, who)).toMatchObject({ ok: true });
  });
  test.each(['teacher', 'deputy', 'office', 'dsl', 'data'])('the %s does not', async (who) => {
    await expect(set({ early: 10 }, who)).rejects.toMatchObject({ code: 'forbidden' });
  });
  test('nobody of another school does, and learns nothing', async () => {
    await expect(set({ early: 10 }, 'harrowdean/head')).rejects.toMatchObject({ code: 'not_found' });
  });
});
