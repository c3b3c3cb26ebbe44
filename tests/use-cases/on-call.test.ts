// A takedown that needs a person is one person's at a time: asked along the school's list every 15 minutes, at any hour, until somebody
// says that they have it; a post whose time was merely over wakes nobody.
import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { acknowledge, HAS_IT_FOR_MS } from '#app/domain/on-call/acknowledge.ts';
import { callOrder, CALLED_ROLES } from '#app/domain/on-call/call-order.ts';
import { changed, changeOnCall } from '#app/domain/on-call/change-on-call.ts';
import { tellOfLateTakedown } from '#app/domain/posts/late-takedowns.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { refusalOf } from '#app/domain/posts/post-machine.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { confirmRemovedByHand } from '#app/domain/posts/take-down-post.ts';
import { eventsOfPost } from '#db/queries/audit.server.ts';
import { takedownsToCall } from '#db/queries/on-call.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { endAccess } from '#app/domain/school/end-access.ts';
import { notices } from '#db/schema/notices.ts';
import { onCall } from '#db/schema/on-call.ts';
import { roleGrants } from '#db/schema/people.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { postIn, statusOf, takeDownInVain } from '#tests/support/posts-in-states.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const QUARTER_MS = 15 * 60_000;

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());
afterEach(async () => {
  await world.db.delete(onCall);
  // What one test left open is nobody's to be asked about in the next.
  await world.db.update(takedowns).set({ nextCallAt: null });
});

const idOf = async (key: string) => (await world.staff(key)).userId;
const set = async (...keys: string[]) => {
  const setAt = world.clock.now();
  for (const [position, key] of keys.entries())
    await world.db.insert(onCall).values({
      schoolId: world.schoolId,
      userId: await idOf(key),
      position,
      setBy: await idOf('head'),
      setAt,
    });
};
const sweep = () => SWEEPS.find(({ name }) => name === 'on-call')?.run(world.worker);
const later = async (ms: number) => {
  world.clock.advance(ms);
  await sweep();
};
const asked = async (ref: PostRef) =>
  (
    await world.db
      .select()
      .from(notices)
      .where(and(eq(notices.postId, ref.postId), eq(notices.kind, 'takedown_needs_you')))
      .orderBy(notices.createdAt)
  ).map(({ userId, code }) => ({ userId, code }));
const takedownOf = async (ref: PostRef) => (await takedownsOfPost(world.db, ref, ref.postId))[0];
/** A live post that only a person can delete, asked for by the headteacher. */
async function stuck(): Promise<PostRef> {
  const ref = await postIn(world, 'published', {});
  await requestTakedown(world.web, await world.staff('head'), ref);
  expect(await takeDownInVain(world, ref)).toBe('needs_a_person');
  return ref;
}

describe('people are asked', () => {
  test('one after the other, every 15 minutes and from the top again, until it is gone', async () => {
    await set('dsl', 'comms');
    const [dsl, comms] = [await idOf('dsl'), await idOf('comms')];
    const ref = await stuck();
    expect(await asked(ref)).toEqual([{ userId: dsl, code: null }]);
    await later(QUARTER_MS - 1);
    expect(await asked(ref)).toHaveLength(1);
    await later(1);
    await sweep();
    expect(await asked(ref)).toEqual([
      { userId: dsl, code: null },
      { userId: comms, code: 'again' },
    ]);
    await later(QUARTER_MS);
    expect((await asked(ref)).at(-1)).toEqual({ userId: dsl, code: 'again' });
    await confirmRemovedByHand(world.web, await world.staff('comms'), ref, 'Opened it: not there');
    await later(QUARTER_MS);
    expect(await asked(ref)).toHaveLength(3);
  });

  test('in the middle of the night and at a weekend as well', async () => {
    await set('comms', 'head');
    const ref = await stuck();
    const sunday = new Date(world.clock.now());
    sunday.setUTCDate(sunday.getUTCDate() + ((7 - sunday.getUTCDay()) % 7) + 7);
    sunday.setUTCHours(3, 0, 0, 0);
    world.clock.advance(sunday.getTime() - world.clock.now().getTime());
    await sweep();
    expect((await asked(ref)).length).toBeGreaterThanOrEqual(2);
  });

  test('until one says “I have it”: it is theirs then, and nobody else is asked', async () => {
    await set('dsl', 'comms');
    const ref = await stuck();
    await later(QUARTER_MS);
    await acknowledge(world.web, await world.staff('comms'), ref);
    const comms = await idOf('comms');
    expect(await takedownOf(ref)).toMatchObject({
      acknowledgedBy: comms,
      acknowledgedAt: world.clock.now(),
      ownerId: comms,
    });
    await later(QUARTER_MS);
    expect(await asked(ref)).toHaveLength(2);
    await acknowledge(world.web, await world.staff('comms'), ref);
    const events = (await eventsOfPost(world.db, ref.schoolId, ref.postId)).map(({ event }) => event);
    expect(events.filter(({ type }) => type === 'takedown.called')).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'takedown.acknowledged')).toHaveLength(1);
  });

  test('when it is late, though the platform could still do it', async () => {
    await set('head');
    const ref = await postIn(world, 'published', {});
    await requestTakedown(world.web, await world.staff('comms'), ref, 'mistake');
    expect(await asked(ref)).toEqual([]);
    world.clock.advance(3 * 86_400_000);
    expect(await tellOfLateTakedown(world.worker, ref)).toBe(true);
    expect(await asked(ref)).toEqual([{ userId: await idOf('head'), code: null }]);
  });

  test('but not about a post whose time was merely over', async () => {
    await set('head');
    const ref = await postIn(world, 'published', {});
    await requestTakedown(world.web, await world.staff('head'), ref, 'mistake');
    await world.db.update(takedowns).set({ cause: 'time_over' }).where(eq(takedowns.postId, ref.postId));
    expect(await takeDownInVain(world, ref)).toBe('needs_a_person');
    await later(QUARTER_MS);
    expect(await asked(ref)).toEqual([]);
  });
});

describe('“I have it”', () => {
  test('is for who may take posts down, and for what is coming down', async () => {
    const ref = await stuck();
    await expect(acknowledge(world.web, await world.staff('teacher'), ref)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const live = await postIn(world, 'published', {});
    await expect(acknowledge(world.web, await world.staff('head'), live)).rejects.toMatchObject({
      reason: 'not_in_this_state',
    });
    expect((await takedownOf(ref))?.acknowledgedBy).toBeNull();
  });

  test.each(['dsl', 'deputy', 'comms', 'head'])(
    'is said by the %s, who can then say that it is gone',
    async (key) => {
      const ref = await stuck();
      const person = await world.staff(key);
      await acknowledge(world.web, person, ref);
      await confirmRemovedByHand(world.web, person, ref, 'Deleted it and opened the link: not there');
      expect(await statusOf(world, ref)).toBe('taken_down');
      expect(await takedownOf(ref)).toMatchObject({ outcome: 'removed', provedBy: 'person' });
    },
  );

  test('lets nobody else say that it is gone, nor a safeguarding lead that a post which may be live is not there', async () => {
    const ref = await stuck();
    for (const key of ['data', 'office'])
      await expect(
        confirmRemovedByHand(world.web, await world.staff(key), ref, 'I looked'),
      ).rejects.toMatchObject({ reason: 'not_permitted' });
    const unknown = await readPostFacts(world.db, await postIn(world, 'unknown', {}), world.clock.now());
    const dsl = await world.staff('dsl');
    const asked = (move: 'confirm_published' | 'hold_unsent') =>
      refusalOf(move, unknown, dsl, { asking: true });
    expect(asked('hold_unsent')).toMatchObject({ reason: 'not_permitted' });
    expect(asked('confirm_published')).not.toBeNull();
  });
});

describe('the list', () => {
  const order = () => callOrder(world.db, world, world.clock.now());
  const change = async (as: string, kind: 'add' | 'remove', key: string) =>
    changeOnCall(world.web, await world.staff(as), world.schoolId, { kind, userId: await idOf(key) });

  test('that nobody has made is everybody who may take posts down, so that somebody is always asked', async () => {
    const { userIds, isSet } = await order();
    expect(isSet).toBe(false);
    expect(userIds).toEqual(
      expect.arrayContaining([await idOf('comms'), await idOf('head'), await idOf('dsl')]),
    );
    expect(userIds[0]).toBe(await idOf('comms'));
    expect(userIds).not.toContain(await idOf('teacher'));
  });

  test('is kept by the headteacher and the safeguarding lead, of people who may take posts down', async () => {
    await change('dsl', 'remove', 'comms');
    expect((await order()).userIds).not.toContain(await idOf('comms'));
    await change('head', 'add', 'comms');
    expect((await order()).userIds.at(-1)).toBe(await idOf('comms'));
    await expect(change('head', 'add', 'teacher')).rejects.toMatchObject({ reason: 'not_permitted_to_them' });
    await expect(change('comms', 'add', 'comms')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(change('harrowdean/head', 'remove', 'comms')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is never empty', async () => {
    await set('head');
    await expect(change('head', 'remove', 'head')).rejects.toMatchObject({ reason: 'last_on_call' });
  });

  test('passes over somebody who may not take posts down any more', async () => {
    await set('teacher', 'dsl');
    expect((await order()).userIds).toEqual([await idOf('dsl')]);
  });

  test('changes by one step at a time and loses nobody else', () => {
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
    fc.assert(
      fc.property(ids, fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(5), (list, userId, from) => {
        const others = list.filter((id) => id !== userId);
        expect(changed(list, { kind: 'remove', userId })).toEqual(others);
        expect(changed(list, { kind: 'add', userId })).toEqual(
          list.includes(userId) ? list : [...list, userId],
        );
        const moved = changed(list, { kind: 'earlier', userId, from });
        expect([...moved].sort()).toEqual([...list].sort());
        expect(moved.filter((id) => id !== userId)).toEqual(others);
        const steps = from > 0 && list[from] === userId ? 1 : 0;
        expect(moved.indexOf(userId)).toBe(list.indexOf(userId) - steps);
      }),
    );
  });
});

describe('whoever said “I have it”', () => {
  const has = async (ref: PostRef) => (await takedownOf(ref))?.acknowledgedBy ?? null;

  test('and has not done it within the hour is followed by the next', async () => {
    await set('comms', 'dsl');
    const ref = await stuck();
    await acknowledge(world.web, await world.staff('comms'), ref);
    await later(HAS_IT_FOR_MS - 1);
    expect(await has(ref)).toBe(await idOf('comms'));
    expect(await asked(ref)).toHaveLength(1);
    await later(1);
    expect((await asked(ref)).at(-1)).toEqual({ userId: await idOf('dsl'), code: 'again' });
    expect(await has(ref)).toBeNull();
    await later(QUARTER_MS);
    expect(await asked(ref)).toHaveLength(3);
  });

  test('before anybody had to be asked has said so of nothing that only a person can do', async () => {
    await set('dsl', 'comms');
    const ref = await postIn(world, 'published', {});
    await requestTakedown(world.web, await world.staff('head'), ref);
    await acknowledge(world.web, await world.staff('comms'), ref);
    expect(await takeDownInVain(world, ref)).toBe('needs_a_person');
    expect(await asked(ref)).toEqual([{ userId: await idOf('dsl'), code: null }]);
    expect(await has(ref)).toBeNull();
  });

  test('wakes nobody while Gatepost still deletes it by itself: it merely ends', async () => {
    const ref = await postIn(world, 'published', {});
    await requestTakedown(world.web, await world.staff('head'), ref);
    await acknowledge(world.web, await world.staff('comms'), ref);
    await later(HAS_IT_FOR_MS);
    expect(await asked(ref)).toEqual([]);
    expect(await has(ref)).toBeNull();
  });

  test('does not keep people from being asked when its time is over', async () => {
    await set('comms', 'head');
    const ref = await stuck();
    const deadline = (await takedownOf(ref))?.deadlineAt ?? world.clock.now();
    world.clock.advance(deadline.getTime() - world.clock.now().getTime() - 60_000);
    await acknowledge(world.web, await world.staff('comms'), ref);
    const before = (await asked(ref)).length;
    world.clock.advance(2 * 60_000);
    expect(await tellOfLateTakedown(world.worker, ref)).toBe(true);
    expect(await asked(ref)).toHaveLength(before + 1);
  });

  test('hears of it when somebody else takes it over', async () => {
    const ref = await stuck();
    await acknowledge(world.web, await world.staff('comms'), ref);
    await acknowledge(world.web, await world.staff('dsl'), ref);
    const told = await world.db.select().from(notices).where(eq(notices.postId, ref.postId));
    const over = told.filter(({ code }) => code === 'taken_over');
    expect(over).toMatchObject([{ kind: 'takedown_requested', userId: await idOf('comms') }]);
  });

  test('and has left since counts as nobody: the next is asked, and nothing more is told to them', async () => {
    const deputy = await idOf('deputy');
    await set('deputy', 'head');
    const ref = await stuck();
    await acknowledge(world.web, await world.staff('deputy'), ref);
    const grants = await world.db.select().from(roleGrants).where(eq(roleGrants.userId, deputy));
    await endAccess(world.web, await world.staff('head'), { userId: deputy, schoolId: ref.schoolId });
    await sweep();
    expect((await asked(ref)).map(({ userId }) => userId)).toContain(await idOf('head'));
    expect(await takedownOf(ref)).toMatchObject({ acknowledgedBy: null, ownerId: await idOf('comms') });
    world.clock.advance(4 * 86_400_000);
    await tellOfLateTakedown(world.worker, ref);
    const told = await world.db.select().from(notices).where(eq(notices.userId, deputy));
    expect(told.filter(({ postId, kind }) => postId === ref.postId && kind === 'takedown_late')).toEqual([]);
    for (const { id, endsAt } of grants)
      await world.db.update(roleGrants).set({ endsAt }).where(eq(roleGrants.id, id));
  });
});

test('only what is open, unanswered and due is called about', async () => {
  const ref = await stuck();
  const ask = (ms: number) => ({
    ...{ at: new Date(world.clock.now().getTime() + ms), roles: CALLED_ROLES, limit: 500 },
  });
  const due = async () =>
    (await takedownsToCall(world.db, ask(QUARTER_MS))).some(({ postId }) => postId === ref.postId);
  expect(await due()).toBe(true);
  expect((await takedownsToCall(world.db, ask(0))).map(({ postId }) => postId)).not.toContain(ref.postId);
  await acknowledge(world.web, await world.staff('head'), ref);
  expect(await due()).toBe(false);
});
