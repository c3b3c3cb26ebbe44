// A post is gone only when every copy of it that is known is gone, and a copy is gone only when its deletion was read back, or two looks an
// hour apart did not find it: nobody is told that a picture is down while it is up somewhere (R-85, R-86, PF7).
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { removeExtraPost } from '#app/domain/posts/extra-posts.ts';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { confirmRemovedByHand, takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { decideRequest } from '#app/domain/removals/decide-request.ts';
import { logRequest } from '#app/domain/removals/log-request.ts';
import { transact } from '#db/client.server.ts';
import { findDelivery } from '#db/queries/deliveries.server.ts';
import { insertExtraPost, openCopiesOf } from '#db/queries/extra-posts.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { extraPosts } from '#db/schema/extra-posts.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import { deliveryIdOf, duePost, postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  await world?.close();
  world = await openWorld();
});
afterAll(() => world.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const live = () => world.publisher.timeline;
const deletions = () => world.publisher.calls.filter(({ method }) => method === 'remove').length;
const idOf = async (ref: PostRef) => ({ schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });
const work = async (ref: PostRef) => takeDownPost(world.worker, await idOf(ref));
const duty = async (ref: PostRef) => {
  const [copy] = await openCopiesOf(world.db, ref, ref.postId);
  if (!copy) throw new Error('no copy is coming down');
  return copy;
};
const removeCopy = async (ref: PostRef) => removeExtraPost(world.worker, await duty(ref));

/** A published post of which a second copy is up as well. */
async function twice(): Promise<PostRef> {
  const ref = await postIn(world, 'published', {});
  const { deliveryId } = await idOf(ref);
  const [ours] = live();
  if (!ours) throw new Error('nothing is live');
  const platformId = `${ours.platformId}9`;
  live().push({ ...ours, platformId });
  const foundAt = world.clock.now();
  const copy = { schoolId: ref.schoolId, deliveryId, platformId, foundAt, foundBy: 'look' as const };
  await transact(world.db, (db) => insertExtraPost(db, copy));
  return ref;
}
async function askedFor(ref: PostRef): Promise<() => Promise<string | null | undefined>> {
  const { schoolId, postId } = ref;
  const logged = await logRequest(world.web, await world.staff('office'), {
    ...{ schoolId, postId, from: 'parent', way: 'phone', address: '', pupilId: null },
    receivedWall: wallTimeOf(world.clock.now(), 'Europe/London').slice(0, 16),
    words: 'Please take it down',
    requestKey: randomUUID(),
  });
  if (!logged.ok) throw new Error('the request was not kept');
  const { requestId } = logged;
  const decision = { schoolId, requestId, outcome: 'removed', reason: '' } as const;
  expect(await decideRequest(world.web, await world.staff('head'), decision)).toEqual({ ok: true });
  return async () =>
    (await world.db.select().from(removalRequests).where(eq(removalRequests.id, requestId)))[0]?.outcome;
}

describe('a post of which a second copy is known', () => {
  test('is down when both are, not before; the request and the register say the later moment', async () => {
    const ref = await twice();
    const outcome = await askedFor(ref);
    expect(await work(ref)).toBe('trying_again');
    expect([await statusOf(world, ref), await outcome()]).toEqual(['takedown_requested', null]);
    world.clock.advance(MINUTE);
    expect(await removeCopy(ref)).toBe('removed');
    expect(live()).toEqual([]);
    expect(await work(ref)).toBe('removed');
    expect([await statusOf(world, ref), await outcome()]).toEqual(['taken_down', 'removed']);
    const [takedown] = await takedownsOfPost(world.db, ref, ref.postId);
    expect(takedown?.endedAt).toEqual(world.clock.now());
  });

  test('needs a person when the copy stays up, whose word counts only once they were asked for the copy', async () => {
    const ref = await twice();
    await requestTakedown(world.web, await world.staff('head'), ref, 'should_not_be_shown');
    for (let tries = 1; tries < 5; tries++) {
      expect(await work(ref)).toBe('trying_again');
      world.clock.advance(10 * MINUTE);
    }
    expect(await work(ref)).toBe('needs_a_person');
    const gone = async () => confirmRemovedByHand(world.web, await world.staff('comms'), ref, 'I looked');
    await expect(gone()).rejects.toMatchObject({ refusal: { reason: 'copy_still_up' } });
    await world.db.update(extraPosts).set({ toldAt: world.clock.now() });
    await gone();
    expect(await statusOf(world, ref)).toBe('taken_down');
  });

  test('comes down anew when the copy is first heard of after it was said to be gone', async () => {
    const ref = await duePost(world, {});
    world.publisher.during('create', async () => {
      world.clock.advance(4 * MINUTE);
      const row = await findDelivery(world.db, ref, (await idOf(ref)).deliveryId);
      if (!row) throw new Error('no delivery');
      expect(await freeStuckDelivery(world.worker, row)).toBe('unknown');
      for (let looks = 0; looks < 3; looks++) {
        world.clock.advance(5 * MINUTE);
        world.publisher.next('look', { outcome: 'absent' });
        await lookForPost(world.worker, await idOf(ref));
      }
      expect(await publishPost(world.worker, await idOf(ref))).toBe('published');
      await requestTakedown(world.web, await world.staff('head'), ref, 'should_not_be_shown');
      expect(await work(ref)).toBe('removed');
      world.publisher.next('create', { outcome: 'published', platformId: '77' });
    });
    expect(await publishPost(world.worker, await idOf(ref))).toBe('on_the_platform_twice');
    expect(await statusOf(world, ref)).toBe('takedown_requested');
    expect(await removeCopy(ref)).toBe('removed');
    expect(await work(ref)).toBe('removed');
  });
});

describe('a copy that a look does not find', () => {
  test('is gone when a second look an hour later does not find it either; meanwhile nobody is troubled', async () => {
    const ref = await twice();
    await requestTakedown(world.web, await world.staff('head'), ref, 'should_not_be_shown');
    world.publisher.next('read', null);
    expect(await removeCopy(ref)).toBe('looked_for_again');
    for (let tries = 0; tries < 5; tries++) {
      expect(await work(ref)).toBe('trying_again');
      world.clock.advance(10 * MINUTE);
    }
    expect(await statusOf(world, ref)).toBe('takedown_requested');
    world.clock.advance(10 * MINUTE);
    world.publisher.next('read', null);
    expect(await removeCopy(ref)).toBe('removed');
    expect(await work(ref)).toBe('removed');
  });

  test('and that the second look finds is deleted', async () => {
    const ref = await twice();
    world.publisher.next('read', null);
    expect(await removeCopy(ref)).toBe('looked_for_again');
    expect([deletions(), live().length]).toEqual([0, 2]);
    world.clock.advance(HOUR);
    expect(await removeCopy(ref)).toBe('removed');
    expect([deletions(), live().length]).toEqual([1, 1]);
  });
});

test('a copy that is found again after it was removed comes down again', async () => {
  const ref = await twice();
  const { platformId, deliveryId } = await duty(ref);
  const [ours] = live();
  expect(await removeCopy(ref)).toBe('removed');
  if (ours) live().push({ ...ours, platformId });
  const foundAt = world.clock.now();
  const again = { schoolId: ref.schoolId, deliveryId, platformId, foundAt, foundBy: 'look' as const };
  expect(await transact(world.db, (db) => insertExtraPost(db, again))).toBe(true);
  expect(await transact(world.db, (db) => insertExtraPost(db, again))).toBe(false);
  expect(await removeCopy(ref)).toBe('removed');
  expect(live()).toHaveLength(1);
});
