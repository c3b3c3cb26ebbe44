// A post that was removed can come back: a create call that was thought lost reaches the platform after the deletion, or a copy of the
// platform's own lags behind. Whoever hears of it takes it down anew, and one more look an hour later catches what nobody hears of.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import type { Publisher } from '#app/domain/ports/publisher.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { createFakePublisher, type FakePublisher } from '#tests/support/fake-publisher.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
let keyed: FakePublisher;
beforeEach(async () => {
  await world?.close();
  world = await openWorld();
  keyed = createFakePublisher(() => world.clock.now(), { repeatsAreHarmless: true });
});
afterAll(() => world.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
const delivery = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!row) throw new Error('no delivery');
  return row;
};
const idOf = async (ref: PostRef) => ({ schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });
const on = (publisher: Publisher) => ({ ...world.worker, publishers: { for: () => publisher } });
const foundAgain = async (ref: PostRef) =>
  (await noticesFor(world.db, world, (await world.staff('comms')).userId, 200)).filter(
    ({ kind, code, postId }) =>
      kind === 'takedown_requested' && code === 'found_again' && postId === ref.postId,
  );

async function duePost(): Promise<PostRef> {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  world.clock.advance(30 * MINUTE);
  return ref;
}

/** A first call that is thought lost while it is still under way: the post went out by a second one meanwhile. */
async function outBySecondCall(ref: PostRef): Promise<void> {
  const deps = on(keyed);
  world.clock.advance(4 * MINUTE);
  expect(await freeStuckDelivery(deps, await delivery(ref))).toBe('unknown');
  world.clock.advance(2 * MINUTE);
  expect(await lookForPost(deps, await idOf(ref))).toBe('scheduled');
  expect(await publishPost(deps, await idOf(ref))).toBe('published');
}

const askDown = async (ref: PostRef) =>
  requestTakedown(world.web, await world.staff('dsl'), ref, 'should_not_be_shown');

describe('a call that was thought lost and lands under the same key', () => {
  it('after the deletion: its late answer takes the post down anew, and people are told', async () => {
    const ref = await duePost();
    keyed.during('create', async () => {
      await outBySecondCall(ref);
      const [live] = keyed.timeline;
      if (!live) throw new Error('nothing is live');
      await askDown(ref);
      expect(await takeDownPost(on(keyed), await idOf(ref))).toBe('removed');
      keyed.timeline.push(live);
      keyed.next('create', { outcome: 'published', platformId: live.platformId });
    });
    expect(await publishPost(on(keyed), await idOf(ref))).toBe('comes_down_anew');
    expect(await statusOf(ref)).toBe('takedown_requested');
    expect(await foundAgain(ref)).toHaveLength(1);
    expect(await takeDownPost(on(keyed), await idOf(ref))).toBe('removed');
    expect(keyed.timeline).toEqual([]);
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
  });

  it('while it is being deleted: the deletion proved before the answer counts for nothing, and is done again', async () => {
    const ref = await duePost();
    let reached = () => {};
    let release = () => {};
    const begun = new Promise<void>((resolve) => (reached = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    let key = '';
    keyed.during('create', async () => {
      reached();
      await released;
      keyed.next('create', { outcome: 'published', platformId: key });
    });
    const first = publishPost(on(keyed), await idOf(ref));
    await begun;
    await outBySecondCall(ref);
    await askDown(ref);
    const [live] = keyed.timeline;
    if (!live) throw new Error('nothing is live');
    key = live.platformId;
    const beaten: Publisher = {
      ...keyed,
      remove: async (account, id) => {
        const result = await keyed.remove(account, id);
        keyed.timeline.push(live);
        release();
        await first;
        return result;
      },
    };
    expect(await takeDownPost(on(beaten), await idOf(ref))).toBe('trying_again');
    expect(await statusOf(ref)).toBe('takedown_requested');
    expect(await takeDownPost(on(keyed), await idOf(ref))).toBe('removed');
    expect(keyed.timeline).toEqual([]);
  });

  it('on a post that stays: it is the published one, and nothing else happens', async () => {
    const ref = await duePost();
    keyed.during('create', async () => {
      await outBySecondCall(ref);
      const platformId = keyed.timeline[0]?.platformId ?? '';
      keyed.next('create', { outcome: 'published', platformId });
    });
    expect(await publishPost(on(keyed), await idOf(ref))).toBe('published');
    expect(await statusOf(ref)).toBe('published');
    expect(await openTakedown(world.db, ref, ref.postId)).toBeNull();
  });
});

describe('a deletion that the platform proved', () => {
  const sweep = () => SWEEPS.find(({ name }) => name === 'removed-by-word')?.run(world.worker);
  const reads = () => world.publisher.calls.filter(({ method }) => method === 'read').length;

  async function takenDown() {
    const ref = await duePost();
    expect(await publishPost(world.worker, await idOf(ref))).toBe('published');
    const [live] = world.publisher.timeline;
    if (!live) throw new Error('nothing is live');
    await askDown(ref);
    expect(await takeDownPost(world.worker, await idOf(ref))).toBe('removed');
    return { ref, live };
  }

  it('is looked at once more after an hour, and never again', async () => {
    await takenDown();
    await sweep();
    world.clock.advance(59 * MINUTE);
    await sweep();
    expect(reads()).toBe(0);
    world.clock.advance(2 * MINUTE);
    await sweep();
    await sweep();
    world.clock.advance(2 * HOUR);
    await sweep();
    expect(reads()).toBe(1);
  });

  it('is begun anew when the post is there again, with a clock of its own, and people are told', async () => {
    const { ref, live } = await takenDown();
    world.publisher.timeline.push(live);
    world.clock.advance(61 * MINUTE);
    await sweep();
    expect(await statusOf(ref)).toBe('takedown_requested');
    expect(await foundAgain(ref)).toHaveLength(1);
    expect(await takeDownPost(world.worker, await idOf(ref))).toBe('removed');
    expect(world.publisher.timeline).toEqual([]);
    world.clock.advance(61 * MINUTE);
    await sweep();
    expect(await statusOf(ref)).toBe('taken_down');
  });

  it('stands while the platform does not answer, and is asked for again an hour later', async () => {
    const { ref, live } = await takenDown();
    world.clock.advance(61 * MINUTE);
    world.publisher.next('read', { outcome: 'no_information', why: '503' });
    await sweep();
    expect(await statusOf(ref)).toBe('taken_down');
    world.publisher.timeline.push(live);
    await sweep();
    expect(await statusOf(ref)).toBe('taken_down');
    world.clock.advance(61 * MINUTE);
    await sweep();
    expect(await statusOf(ref)).toBe('takedown_requested');
  });
});
