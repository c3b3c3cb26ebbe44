// A takedown is somebody's, has a time, and is seen through: told once when late, done by hand when nothing else is left, and looked at
// again when a person's word is all there is. A post that shows a pupil has a last day.
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { tellOfLateTakedown } from '#app/domain/posts/late-takedowns.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { lookAgain } from '#app/domain/posts/look-again.ts';
import { changeRemoveBy, endStay, removeByOf } from '#app/domain/posts/remove-by.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { confirmRemovedByHand, takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { saidToBeGone } from '#db/queries/takedowns-to-see-to.server.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { notices } from '#db/schema/notices.ts';
import { posts } from '#db/schema/posts.ts';
import { pupils as pupilRows } from '#db/schema/pupils.ts';
import { usages } from '#db/schema/usages.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { deliveryIdOf, postIn, statusOf, takeDownInVain } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const live = (index = 2) => postIn(world, 'published', { photos: [pupils(world.pupil(index))] });
const takedownOf = (ref: PostRef) => openTakedown(world.db, ref, ref.postId);
const told = async (ref: PostRef, kind: string) =>
  (await world.db.select().from(notices).where(eq(notices.postId, ref.postId))).filter(
    (notice) => notice.kind === kind,
  );
const ask = async (ref: PostRef) =>
  requestTakedown(world.web, await world.staff('head'), ref, 'should_not_be_shown');
const work = async (ref: PostRef) =>
  takeDownPost(world.worker, { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });

describe('a takedown', () => {
  test('is the comms lead’s to see through, by the end of the school day', async () => {
    const ref = await live();
    await ask(ref);
    const takedown = await takedownOf(ref);
    expect(takedown?.ownerId).toBe((await world.staff('comms')).userId);
    expect(takedown?.deadlineAt.getTime()).toBeGreaterThan(world.clock.now().getTime());
  });

  test('that is late is told once, to its owner, the headteacher and the safeguarding leads', async () => {
    const ref = await live();
    await ask(ref);
    expect(await tellOfLateTakedown(world.worker, ref)).toBe(false);
    world.clock.advance(3 * 86_400_000);
    const sweep = SWEEPS.find(({ name }) => name === 'takedown-clocks');
    await sweep?.run(world.worker);
    await sweep?.run(world.worker);
    const people = (await told(ref, 'takedown_late')).map(({ userId }) => userId).sort();
    const expected = await Promise.all(
      ['comms', 'head', 'dsl'].map(async (key) => (await world.staff(key)).userId),
    );
    expect(people).toEqual(expect.arrayContaining(expected));
    expect(new Set(people).size).toBe(people.length);
  });
});

describe('when the account’s token is dead', () => {
  test('its owner is told by name to delete it by hand; it ends by itself once the account answers again', async () => {
    const ref = await live();
    const { account } = await readPostFacts(world.db, ref, world.clock.now());
    const [credential] = await world.db
      .select()
      .from(accountCredentials)
      .where(eq(accountCredentials.accountId, account.id));
    if (!credential) throw new Error('the account has no token');
    await world.db.delete(accountCredentials).where(eq(accountCredentials.accountId, account.id));
    await ask(ref);
    expect(await work(ref)).toBe('needs_a_person');
    expect(await statusOf(world, ref)).toBe('takedown_failed');
    expect((await takedownOf(ref))?.byHandSince).toEqual(world.clock.now());
    const comms = (await world.staff('comms')).userId;
    expect((await told(ref, 'takedown_by_hand')).map(({ userId }) => userId)).toEqual([comms]);
    expect((await told(ref, 'takedown_failed')).map(({ userId }) => userId)).not.toContain(comms);
    await world.db.insert(accountCredentials).values(credential);
    world.clock.advance(3_600_000);
    await SWEEPS.find(({ name }) => name === 'takedowns')?.run(world.worker);
    expect(await statusOf(world, ref)).toBe('taken_down');
  });
});

describe('a person’s word that it is gone', () => {
  async function byHand(): Promise<PostRef> {
    const ref = await live();
    await ask(ref);
    await takeDownInVain(world, ref);
    await confirmRemovedByHand(world.web, await world.staff('comms'), ref, 'Opened the link: not there');
    return ref;
  }
  const toLookAt = () => {
    const now = world.clock.now().getTime();
    return saidToBeGone(world.db, { before: new Date(now - 1), since: new Date(now - 86_400_000) }, 50);
  };
  const look = async (ref: PostRef) =>
    lookAgain(world.worker, { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });

  test('is not enough: what the platform still shows comes down again, with a clock of its own', async () => {
    const ref = await byHand();
    expect(await statusOf(world, ref)).toBe('taken_down');
    expect((await toLookAt()).map(({ deliveryId }) => deliveryId)).toContain(await deliveryIdOf(world, ref));
    expect(await look(ref)).toBe('still_there');
    expect(await statusOf(world, ref)).toBe('takedown_requested');
    expect(await takedownOf(ref)).toMatchObject({ cause: 'should_not_be_shown', endedAt: null });
    expect((await told(ref, 'takedown_requested')).map(({ code }) => code)).toContain('found_again');
    await work(ref);
    expect(await statusOf(world, ref)).toBe('taken_down');
  });

  test('is confirmed by the platform once, and not asked about again', async () => {
    const ref = await byHand();
    const { delivery } = await readPostFacts(world.db, ref, world.clock.now());
    const shown = world.publisher.timeline.findIndex(({ platformId }) => platformId === delivery?.platformId);
    world.publisher.timeline.splice(shown, 1);
    expect(await look(ref)).toBe('gone');
    world.clock.advance(7_200_000);
    expect((await toLookAt()).map(({ deliveryId }) => deliveryId)).not.toContain(
      await deliveryIdOf(world, ref),
    );
  });

  test('stands for now while the platform does not answer', async () => {
    const ref = await byHand();
    world.publisher.next('read', { outcome: 'no_information', why: 'test' });
    expect(await look(ref)).toBe('no_information');
    expect(await statusOf(world, ref)).toBe('taken_down');
  });
});

describe('the last day of a post that shows a pupil', () => {
  const removeBy = async (ref: PostRef) =>
    (await readPostFacts(world.db, ref, world.clock.now())).post.removeBy;

  test.each([
    ['2026-11-20T10:00:00Z', 1, '2028-08-31T23:00:00Z'],
    ['2027-07-01T10:00:00Z', 1, '2028-08-31T23:00:00Z'],
    ['2027-09-01T10:00:00Z', 0, '2028-08-31T23:00:00Z'],
  ])('is the end of a school year: out on %s, %i years more', (at, postsKeptYears, day) => {
    const school = { zone: 'Europe/London', settings: { postsKeptYears } };
    expect(removeByOf(new Date(at), school)).toEqual(new Date(day));
  });

  test('is given as it goes out, and to one that went out before there was one', async () => {
    const ref = await live();
    const given = await removeBy(ref);
    expect(given).not.toBeNull();
    await world.db.update(posts).set({ removeBy: null }).where(eq(posts.id, ref.postId));
    await SWEEPS.find(({ name }) => name === 'posts-without-last-day')?.run(world.worker);
    expect(await removeBy(ref)).toEqual(given);
  });

  test('takes it down, and the photos may be used again', async () => {
    const ref = await live();
    expect(await endStay(world.worker, ref)).toBe(false);
    await world.db.update(posts).set({ removeBy: world.clock.now() }).where(eq(posts.id, ref.postId));
    await SWEEPS.find(({ name }) => name === 'posts-past-their-time')?.run(world.worker);
    expect(await takedownOf(ref)).toMatchObject({ cause: 'time_over' });
    expect(await statusOf(world, ref)).toBe('takedown_requested');
  });

  test('may be brought forward by the comms lead, never by a teacher, never into the past', async () => {
    const ref = await live();
    const inAWeek = dateInSchool(new Date(world.clock.now().getTime() + 7 * 86_400_000), 'Europe/London');
    await expect(changeRemoveBy(world.web, await world.staff('teacher'), ref, inAWeek)).rejects.toThrow();
    const comms = await world.staff('comms');
    expect(await changeRemoveBy(world.web, comms, ref, '2020-01-01')).toMatchObject({ ok: false });
    expect(await changeRemoveBy(world.web, comms, ref, inAWeek)).toEqual({ ok: true });
    expect(dateInSchool(new Date(((await removeBy(ref)) as Date).getTime() - 1), 'Europe/London')).toBe(
      inAWeek,
    );
  });

  test('is put off only while everybody in it may still be shown then', async () => {
    const ref = await live();
    const comms = await world.staff('comms');
    expect(await changeRemoveBy(world.web, comms, ref, '2040-01-01')).toMatchObject({
      ok: false,
      issues: [{ code: 'not_covered_until_then' }],
    });
  });
});

test('a withdrawal works after the pupil has left, and what it rested on is still on record', async () => {
  const ref = await live(4);
  const pupilId = world.pupil(4);
  await world.db.update(pupilRows).set({ leavesOn: '2026-01-01' }).where(eq(pupilRows.id, pupilId));
  const { reached } = await withdrawConsent(world.web, await world.staff('office'), {
    schoolId: world.schoolId,
    pupilId,
    holderId: practiceId('holder/ashwick/4/0'),
    method: 'phone',
    evidence: '',
    requestKey: randomUUID(),
  });
  expect(reached.comingDown).toEqual([ref.postId]);
  const used = await world.db.select().from(usages).where(eq(usages.postId, ref.postId));
  expect(used[0]?.decisionIds.length).toBeGreaterThan(0);
});
