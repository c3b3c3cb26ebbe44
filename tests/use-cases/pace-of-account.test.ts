// One account is posted to at a pace: posts of the same minute go out one after another, nothing bursts after an outage, what the
// platform says is left is obeyed, used-up credit says whose problem it is, and nothing late sits unseen (PF1, PF2, PF12, PF14, PF28).
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import {
  publishIfDue,
  publishTaken,
  takeDuePosts,
  TAKEN_MS,
  withoutWaiting,
} from '#app/domain/posts/publish-due.ts';
import { readStanding, standingOfPublishing } from '#app/domain/posts/standing-of-publishing.ts';
import { findLateUntold, tellOfLatePost } from '#app/domain/posts/tell-late.ts';
import { latePosts } from '#db/queries/late-posts.server.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import type { DueDelivery } from '#db/queries/due-posts.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { readPace } from '#db/queries/pace.server.ts';
import { writeBeat } from '#db/queries/worker-beats.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { pauses, schools } from '#db/schema/school.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { accountOnBluesky } from '#tests/support/cross-posts.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

const MINUTE = 60_000;
let world: World;
beforeEach(async () => {
  world = await openWorld();
  await set({ spacingSeconds: 60 });
});
afterEach(() => world.close());

const set = (settings: object) =>
  world.db
    .update(schools)
    .set({ settings: sql`${schools.settings} || ${JSON.stringify(settings)}::jsonb` })
    .where(eq(schools.id, world.schoolId));
const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
const delivery = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!row) throw new Error('no delivery');
  return row;
};
const tryNow = async (ref: PostRef) => {
  const { id } = await delivery(ref);
  return (await publishIfDue(world.worker, { schoolId: ref.schoolId, deliveryId: id })).outcome;
};
const sweepDue = () => SWEEPS.find(({ name }) => name === 'due-posts')?.run(world.worker);
const told = async (key: string, kind: string) =>
  (await noticesFor(world.db, world, (await world.staff(key)).userId, 200)).filter((n) => n.kind === kind);
const sentAt = () => world.publisher.timeline.map(({ createdAt }) => createdAt.getTime());
const pace = async (ref: PostRef) => readPace(world.db, ref, (await delivery(ref)).accountId);

/** Posts of one account that are all due at the same minute, which is now. */
async function duePosts(count: number): Promise<PostRef[]> {
  const refs: PostRef[] = [];
  for (let nth = 0; nth < count; nth++)
    refs.push(await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') }));
  world.clock.advance(30 * MINUTE);
  return refs;
}

/** A worker that never comes back from the moment after `sending` was committed. */
async function dieWhileSending(ref: PostRef): Promise<void> {
  const { id } = await delivery(ref);
  await new Promise<void>((sending) => {
    const journal = {
      ...world.worker.journal,
      append: () => {
        sending();
        return new Promise<void>(() => undefined);
      },
    };
    void publishIfDue({ ...world.worker, journal }, { schoolId: ref.schoolId, deliveryId: id });
  });
}

/** Lets the sweep run every half minute for so long. */
async function sweepFor(minutes: number): Promise<void> {
  for (let half = 0; half <= 2 * minutes; half++) {
    await sweepDue();
    world.clock.advance(MINUTE / 2);
  }
}

describe('posts of one account due in the same minute', () => {
  it('go out one after another, each once, in the order they were written, and none is late meanwhile', async () => {
    const refs = await duePosts(3);
    const due = world.clock.now();
    await sweepDue();
    expect(sentAt()).toHaveLength(1);
    expect((await delivery(refs[1] as PostRef)).retryAt).toEqual(new Date(due.getTime() + MINUTE));
    // Two minutes and more after their time, but not after the turn they were given.
    world.clock.advance(2 * MINUTE - 1_000);
    await sweepDue();
    world.clock.advance(2_000);
    expect(await latePosts(world.db, world.clock.now(), 2 * MINUTE)).toMatchObject({ count: 0 });
    await sweepFor(3);
    expect(await Promise.all(refs.map(statusOf))).toEqual(['published', 'published', 'published']);
    const times = sentAt();
    expect(times).toHaveLength(3);
    for (let nth = 1; nth < 3; nth++)
      expect((times[nth] ?? 0) - (times[nth - 1] ?? 0)).toBeGreaterThanOrEqual(MINUTE);
    expect(world.publisher.timeline[0]?.words).toBe((await facts(refs[0] as PostRef)).post.words);
  });

  it('keep no other account waiting behind them, and stay in their own order', async () => {
    await set({ spacingSeconds: 90 });
    const many = await duePosts(3);
    const accountId = await accountOnBluesky(world);
    const plan = { accountId, tripId: null, photos: [], minutes: 1, words: onlyHere('Elsewhere') };
    const other = await scheduledPost(world, plan);
    await tryNow(many[0] as PostRef);
    // By now both accounts are free again; the one has been for half a minute, the other for one.
    world.clock.advance(2 * MINUTE);
    const due = await takeDuePosts(world.worker, 10);
    expect(due.map(({ postId }) => postId)).toEqual([other, many[1], many[2]].map((ref) => ref?.postId));
  });

  it('do not burst out after an outage: in time ones are spaced, and what came too late is missed', async () => {
    const refs = await duePosts(4);
    // The worker comes back with a minute and a half to go.
    world.clock.advance(28.5 * MINUTE);
    await sweepFor(3);
    expect((await Promise.all(refs.map(statusOf))).sort()).toEqual([
      'missed',
      'missed',
      'published',
      'published',
    ]);
    const [first = 0, second = 0] = sentAt();
    expect(second - first).toBeGreaterThanOrEqual(MINUTE);
    expect(await told('teacher', 'post_missed')).toHaveLength(2);
  });

  it('one that took long to prepare is not overtaken into a pair, and one whose worker died keeps nobody waiting for ever', async () => {
    const [slow, next] = (await duePosts(2)) as [PostRef, PostRef];
    world.publisher.during('prepare', async () => {
      world.clock.advance(90_000);
      expect(await tryNow(next)).toBe('waits_its_turn');
    });
    expect(await tryNow(slow)).toBe('published');
    world.clock.advance(MINUTE);
    await dieWhileSending(next);
    expect((await delivery(next)).state).toBe('sending');
    expect(sentAt()).toHaveLength(1);
    world.clock.advance(4 * MINUTE);
    expect(await freeStuckDelivery(world.worker, await delivery(next))).toBe('unknown');
    const [other] = (await duePosts(1)) as [PostRef];
    expect(await tryNow(other)).toBe('published');
  });

  it('one that is stopped before sending gives its turn to the next', async () => {
    const [first, second] = (await duePosts(2)) as [PostRef, PostRef];
    world.publisher.next('prepare', { outcome: 'refused', code: 'photos_refused', why: 'not a photo' });
    expect(await tryNow(first)).toBe('failed');
    expect(await tryNow(second)).toBe('published');
  });
});

describe('what the platform says', () => {
  it('"not now" to one post keeps the account’s others from being tried', async () => {
    const [first, second] = (await duePosts(2)) as [PostRef, PostRef];
    const later = new Date(world.clock.now().getTime() + 10 * MINUTE);
    world.publisher.next('create', { outcome: 'busy', why: 'rate limit', retryAfter: later });
    expect(await tryNow(first)).toBe('waiting');
    const calls = world.publisher.calls.length;
    expect(await tryNow(second)).toBe('waits_its_turn');
    expect(world.publisher.calls).toHaveLength(calls);
    expect((await delivery(second)).retryAt).toEqual(later);
    await set({ latenessMinutes: 5 });
    const [third] = (await duePosts(1)) as [PostRef];
    await world.db.execute(
      sql`update account_pace set blocked_until = ${new Date(world.clock.now().getTime() + 60 * MINUTE).toISOString()}::timestamptz`,
    );
    expect(await tryNow(third)).toBe('missed');
    expect(world.publisher.calls).toHaveLength(calls);
  });

  it('about what is left is kept, and nothing is called when nothing is', async () => {
    const [first, second] = (await duePosts(2)) as [PostRef, PostRef];
    const resetAt = new Date(world.clock.now().getTime() + 15 * MINUTE);
    const rates = { left: 0, resetAt, dayLeft: 12, dayResetAt: new Date(resetAt.getTime() + 60 * MINUTE) };
    const notes = { connected: true, status: 201, transactionId: null, apiVersion: null, rates };
    world.publisher.next('create', { outcome: 'published', platformId: '1900000000000000001', notes });
    expect(await tryNow(first)).toBe('published');
    expect(await pace(first)).toMatchObject({ postsLeft: 0, postsResetAt: resetAt, dayLeft: 12 });
    world.clock.advance(2 * MINUTE);
    const calls = world.publisher.calls.length;
    expect(await tryNow(second)).toBe('waits_its_turn');
    expect(world.publisher.calls).toHaveLength(calls);
    expect((await delivery(second)).retryAt).toEqual(resetAt);
    world.clock.set(resetAt);
    expect(await tryNow(second)).toBe('published');
  });

  it('"pay first" holds the post and says whose problem it is, once; the others wait and find out', async () => {
    const [first, second, third] = (await duePosts(3)) as [PostRef, PostRef, PostRef];
    world.publisher.next('create', { outcome: 'no_credit', why: 'usage cap' });
    expect(await tryNow(first)).toBe('held');
    expect((await facts(first)).openHolds.map(({ cause }) => cause)).toEqual(['no_credit']);
    for (const key of ['head', 'comms']) expect(await told(key, 'account_no_credit')).toHaveLength(1);
    expect(await tryNow(second)).toBe('waits_its_turn');
    world.clock.advance(15 * MINUTE);
    world.publisher.next('create', { outcome: 'no_credit', why: 'usage cap' });
    expect(await tryNow(second)).toBe('held');
    expect(await told('head', 'account_no_credit')).toHaveLength(1);
    world.clock.advance(15 * MINUTE);
    expect(await tryNow(third)).toBe('published');
    expect(await pace(third)).toMatchObject({ blockedUntil: null, blockCode: null, toldAt: null });
  });
});

describe('taking what is due', () => {
  it('reads no photo of a post whose account is just being taken by another', async () => {
    const refs = await duePosts(3);
    let reads = 0;
    const { readClean } = world.worker.photos;
    const photos = { ...world.worker.photos, readClean: (key: string) => (reads++, readClean(key)) };
    const due = await takeDuePosts(world.worker, 3);
    const outcomes = await Promise.all(due.map((row) => publishTaken({ ...world.worker, photos }, row)));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['published', 'waits_its_turn', 'waits_its_turn']);
    // Once for each passage of the gate.
    expect(reads).toBe(2);
    expect((await Promise.all(refs.map(statusOf))).filter((status) => status === 'scheduled')).toHaveLength(
      2,
    );
  });

  it('gives each post to one of many workers, and to nobody again for a while', async () => {
    await set({ spacingSeconds: 0 });
    await duePosts(3);
    const [mine, theirs] = [await takeDuePosts(world.worker, 2), await takeDuePosts(world.worker, 2)];
    expect([mine.length, theirs.length]).toEqual([2, 1]);
    expect(new Set([...mine, ...theirs].map(({ deliveryId }) => deliveryId)).size).toBe(3);
    expect(await takeDuePosts(world.worker, 2)).toEqual([]);
    world.clock.advance(TAKEN_MS);
    expect(await takeDuePosts(world.worker, 9)).toHaveLength(3);
  });

  it('lets those go together that have to wait for their turn, unless they would be too late or somebody has them', async () => {
    const [first] = await duePosts(4);
    expect(await tryNow(first as PostRef)).toBe('published');
    const due = await takeDuePosts(world.worker, 9);
    expect(due).toHaveLength(3);
    const [one, late, others] = due as [DueDelivery, DueDelivery, DueDelivery];
    const now = world.clock.now();
    const left = await withoutWaiting(world.worker, [
      one,
      { ...late, latest: now },
      { ...others, attempt: 7 },
    ]);
    expect(left.map(({ deliveryId }) => deliveryId)).toEqual([late.deliveryId, others.deliveryId]);
    const rows = await world.db.select().from(deliveries);
    const rowOf = ({ deliveryId }: DueDelivery) => rows.find(({ id }) => id === deliveryId);
    const turn = new Date(now.getTime() + MINUTE);
    expect(rowOf(one)).toMatchObject({
      leaseUntil: null,
      retryAt: turn,
      lastWhy: 'spaced',
      state: 'waiting',
    });
    for (const kept of [late, others]) expect(rowOf(kept)?.leaseUntil).not.toBeNull();
    expect(await takeDuePosts(world.worker, 9)).toEqual([]);
    world.clock.set(turn);
    const again = await takeDuePosts(world.worker, 9);
    expect(again.find(({ deliveryId }) => deliveryId === one.deliveryId)).toMatchObject({ countsFrom: turn });
  });

  it('leaves a paused school alone, whose photos are not read twice a second, until it is too late', async () => {
    const [ref] = (await duePosts(1)) as [PostRef];
    const head = await world.staff('head');
    await world.db.insert(pauses).values({
      trustId: head.trustId,
      schoolId: world.schoolId,
      startedAt: world.clock.now(),
      startedBy: head.userId,
    });
    expect(await tryNow(ref)).toBe('not_due');
    world.clock.advance(3 * MINUTE);
    // People stopped it: that is said elsewhere, and is no alarm.
    expect(await latePosts(world.db, world.clock.now(), 2 * MINUTE)).toMatchObject({ count: 0 });
    world.clock.advance(28 * MINUTE);
    expect(await tryNow(ref)).toBe('missed');
  });

  it('does not read the photos of a post again and again that cannot go', async () => {
    const [ref] = (await duePosts(1)) as [PostRef];
    let reads = 0;
    const readClean = () => {
      reads++;
      return Promise.reject(new Error('EIO'));
    };
    const broken = { ...world.worker, photos: { ...world.worker.photos, readClean } };
    const sweep = SWEEPS.find(({ name }) => name === 'due-posts');
    for (let half = 0; half < 20; half++) {
      await sweep?.run(broken);
      world.clock.advance(500);
    }
    expect(reads).toBe(1);
    world.clock.advance(TAKEN_MS);
    await sweepDue();
    expect(await statusOf(ref)).toBe('published');
  });

  it('a post whose time is over when it is ready is missed, not sent late', async () => {
    const [ref] = (await duePosts(1)) as [PostRef];
    world.clock.advance(29 * MINUTE);
    world.publisher.during('prepare', () => void world.clock.advance(2 * MINUTE));
    expect(await tryNow(ref)).toBe('missed');
    expect(sentAt()).toHaveLength(0);
  });
});

describe('what is late', () => {
  it('is said to its people after two minutes, once, and counted for head and comms', async () => {
    const [ref] = (await duePosts(1)) as [PostRef];
    world.clock.advance(2 * MINUTE - 1_000);
    expect(await findLateUntold(world.worker, 9)).toEqual([]);
    world.clock.advance(1_000);
    const late = await findLateUntold(world.worker, 9);
    expect(late).toEqual([{ schoolId: ref.schoolId, postId: ref.postId }]);
    expect(await tellOfLatePost(world.worker, ref)).toBe('told');
    expect(await findLateUntold(world.worker, 9)).toEqual([]);
    for (const key of ['teacher', 'head', 'comms']) expect(await told(key, 'post_late')).toHaveLength(1);
    expect(await readStanding(world.db, world, world.clock.now())).toMatchObject({ late: 1 });
    expect(await tryNow(ref)).toBe('published');
    expect(await readStanding(world.db, world, world.clock.now())).toMatchObject({ late: 0 });
  });

  it('counts what is not known, what a dead worker left, and whether any worker is alive', async () => {
    const [ref] = (await duePosts(1)) as [PostRef];
    world.publisher.next('create', { outcome: 'unknown', why: 'hang' });
    expect(await tryNow(ref)).toBe('unknown');
    world.clock.advance(2 * MINUTE);
    const at = () => world.clock.now();
    expect(await standingOfPublishing(world.db, at())).toMatchObject({ late: { count: 1 }, workersAlive: 0 });
    // They were told when it became unknown.
    expect(await findLateUntold(world.worker, 9)).toEqual([]);
    const [other] = (await duePosts(1)) as [PostRef];
    await dieWhileSending(other);
    world.clock.advance(6 * MINUTE);
    expect(await standingOfPublishing(world.db, at())).toMatchObject({ late: { count: 2 }, stuck: 1 });
    await writeBeat(world.db, '7d9f3c1e-1b1c-4c63-9d0b-6a4f6f0a6c11', at());
    expect(await standingOfPublishing(world.db, at())).toMatchObject({ workersAlive: 1 });
    expect(await readStanding(world.db, world, at())).toMatchObject({ noWorker: false });
    world.clock.advance(31_000);
    expect(await readStanding(world.db, world, at())).toMatchObject({ noWorker: true });
  });
});
