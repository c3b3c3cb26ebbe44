// Reading a live post back costs money and may tell nothing: it is tried again later each time, and keeps no other post from being
// read (PF5).
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { readAgainAt, verifyPost } from '#app/domain/posts/verify-post.ts';
import { unverifiedDeliveries } from '#db/queries/deliveries.server.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function live(): Promise<{ schoolId: string; deliveryId: string }> {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  const deliveryId = await deliveryIdOf(world, ref);
  world.clock.advance(30 * 60_000);
  expect((await publishIfDue(world.worker, { ...ref, deliveryId })).outcome).toBe('published');
  return { schoolId: ref.schoolId, deliveryId };
}
const waiting = async (limit = 9) =>
  (await unverifiedDeliveries(world.db, world.clock.now(), limit)).map(({ id }) => id);

it('a reading that tells nothing waits longer each time, behind those that were never read', async () => {
  const [first, second] = [await live(), await live()];
  for (let inVain = 0; inVain < 3; inVain++) {
    world.publisher.next('read', { outcome: 'no_information', why: '503' });
    expect(await verifyPost(world.worker, first)).toBe('no_information');
    expect(await waiting()).toEqual([second.deliveryId]);
    const again = readAgainAt(world.clock.now(), inVain);
    world.clock.set(new Date(again.getTime() - 1));
    expect(await waiting()).toEqual([second.deliveryId]);
    world.clock.set(again);
    // One place: the post that was never read has it.
    expect(await waiting(1)).toEqual([second.deliveryId]);
    expect(await waiting()).toEqual([second.deliveryId, first.deliveryId]);
  }
  expect(await verifyPost(world.worker, first)).toBe('verified');
  expect(await waiting()).toEqual([second.deliveryId]);
});

it('is never further away than six hours', () => {
  const at = new Date('2026-11-18T15:30:00Z');
  expect(readAgainAt(at, 0).getTime() - at.getTime()).toBe(30_000);
  for (const inVain of [12, 100, 5_000])
    expect(readAgainAt(at, inVain).getTime() - at.getTime()).toBe(6 * 3_600_000);
});
