// A post is read back after it went out. Reading costs money and may tell nothing: it is tried again later each time, and no account keeps
// another's posts from being read (PF5, PF25).
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { readAgainAt } from '#app/domain/posts/live-reading.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { findDelivery } from '#db/queries/deliveries.server.ts';
import { postsToRead, toRead } from '#db/queries/live-reads.server.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';
import { LIVE_SWEEPS } from '#workers/sweeps/live-sweeps.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function live() {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  const deliveryId = await deliveryIdOf(world, ref);
  world.clock.advance(30 * MINUTE);
  expect((await publishIfDue(world.worker, { ...ref, deliveryId })).outcome).toBe('published');
  return { ...ref, deliveryId };
}
type Live = Awaited<ReturnType<typeof live>>;
const read = (post: Live) => verifyPost(world.worker, post);
const kept = async (post: Live) => {
  const row = await findDelivery(world.db, post, post.deliveryId);
  if (!row) throw new Error('no such delivery');
  return row;
};
const waiting = async (limit = 99) =>
  (await postsToRead(world.db, world.clock.now(), limit)).map(({ id }) => id);
const readsOf = async (post: Live) => {
  const { platformId } = await kept(post);
  return world.publisher.calls.filter(({ method, about }) => method === 'read' && about === platformId);
};
const silent = () => world.publisher.next('read', { outcome: 'no_information', why: '503' });

describe('reading back', () => {
  it('waits for it from the moment it is out, and is done once', async () => {
    const post = await live();
    expect(await waiting()).toContain(post.deliveryId);
    expect(await read(post)).toBe('verified');
    expect(await read(post)).toBe('nothing_to_verify');
    expect(await readsOf(post)).toHaveLength(1);
    expect(await kept(post)).toMatchObject({
      verifiedAt: world.clock.now(),
      drift: null,
      missingSince: null,
    });
  });

  it('a reading that tells nothing waits longer each time, behind those that were never read, and finds nobody guilty', async () => {
    const [first, second] = [await live(), await live()];
    const before = await kept(first);
    for (const [inVain, ms] of [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 24 * HOUR, 24 * HOUR].entries()) {
      silent();
      expect(await read(first)).toBe('no_information');
      expect(await waiting()).not.toContain(first.deliveryId);
      const again = new Date(world.clock.now().getTime() + ms);
      expect(await kept(first)).toMatchObject({ readsInVain: inVain + 1, nextReadAt: again });
      world.clock.set(again);
      const line = await waiting();
      expect(line.indexOf(first.deliveryId)).toBeGreaterThan(line.indexOf(second.deliveryId));
    }
    expect(await kept(first)).toMatchObject({ missingSince: null, goneAt: null, state: before.state });
    expect(await read(first)).toBe('verified');
    expect((await kept(first)).readsInVain).toBe(0);
  });

  it('is never further away than a day', () => {
    const at = new Date('2026-11-18T15:30:00Z');
    for (const inVain of [4, 12, 5_000])
      expect(readAgainAt(at, inVain).getTime() - at.getTime()).toBe(24 * HOUR);
  });

  it('an account that says nothing costs one call a run', async () => {
    const posts = [await live(), await live(), await live()];
    const before = world.publisher.calls.length;
    silent();
    const [sweep] = LIVE_SWEEPS;
    await sweep?.run(world.worker);
    const calls = world.publisher.calls.slice(before).filter(({ method }) => method === 'read');
    expect(calls).toHaveLength(1);
    // The next run goes on with the others.
    await sweep?.run(world.worker);
    const ends = await Promise.all(posts.map(kept));
    expect(ends.filter(({ verifiedAt }) => verifiedAt !== null).length).toBeGreaterThanOrEqual(2);
  });

  it('a post that was taken down is not read any more', async () => {
    const post = await live();
    await requestTakedown(world.web, await world.staff('dsl'), post, 'mistake');
    expect(await read(post)).toBe('nothing_to_verify');
    expect((await kept(post)).nextReadAt?.getTime()).toBe(world.clock.now().getTime() + 24 * HOUR);
    expect(await takeDownPost(world.worker, post)).toBe('removed');
    const before = (await readsOf(post)).length;
    world.clock.advance(24 * HOUR);
    expect(await read(post)).toBe('nothing_to_verify');
    expect((await kept(post)).nextReadAt).toBeNull();
    expect(await readsOf(post)).toHaveLength(before);
  });

  it('finds what is to be read by the index made for it, whatever number of posts is live', async () => {
    const plan = await world.db.transaction(async (db) => {
      await db.execute(sql`set local enable_seqscan = off`);
      return db.execute(sql`explain ${toRead(db, world.clock.now(), 500).getSQL()}`);
    });
    expect(JSON.stringify(plan)).toContain('deliveries_to_read');
  });
});
