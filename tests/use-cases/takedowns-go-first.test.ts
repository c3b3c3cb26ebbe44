// A takedown goes before publishing, and the urgent before the patient: eight posts that hang at the platform keep none waiting, and the
// last deletions that a platform allows are for what a person asked for.
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { standsBackUntil } from '#app/domain/posts/removal-budget.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { rankOf, type TakedownCause } from '#app/domain/posts/takedown-causes.ts';
import { waitingTakedowns } from '#db/queries/takedowns-to-see-to.server.ts';
import { accountPace } from '#db/schema/pace.ts';
import { TAKEDOWN_CAUSES, takedowns } from '#db/schema/takedowns.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { deliveryIdOf, postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());
afterEach(async () => {
  await world.db.update(accountPace).set({ removalsLeft: null, removalsResetAt: null });
  // Nothing that one test left is another's to take down.
  await world.db.update(takedowns).set({ endedAt: world.clock.now(), outcome: 'failed' });
});

const sweep = (name: string) => SWEEPS.find((each) => each.name === name)?.run(world.worker);
const live = () => postIn(world, 'published', {});
const work = async (ref: PostRef) =>
  takeDownPost(world.worker, { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });
async function asked(cause: TakedownCause): Promise<PostRef> {
  const ref = await live();
  await requestTakedown(world.web, await world.staff('head'), ref, 'mistake');
  await world.db.update(takedowns).set({ cause }).where(eq(takedowns.postId, ref.postId));
  return ref;
}

test('a post comes down in one tick while eight others hang at the platform', async () => {
  const unwanted = await live();
  for (let post = 0; post < 8; post++) await scheduledPost(world, { minutes: 5 });
  world.clock.advance(5 * 60_000);
  let hanging = 0;
  let letGo = (): void => undefined;
  const answered = new Promise<void>((resolve) => (letGo = resolve));
  const allHang = new Promise<void>((resolve) => {
    for (let post = 0; post < 8; post++)
      world.publisher.during('create', () => {
        hanging += 1;
        if (hanging === 8) resolve();
        return answered;
      });
  });
  const publishing = sweep('due-posts');
  await allHang;
  await requestTakedown(world.web, await world.staff('dsl'), unwanted);
  await sweep('urgent-takedowns');
  expect(await statusOf(world, unwanted)).toBe('taken_down');
  expect(hanging).toBe(8);
  letGo();
  await publishing;
});

test('a takedown that hangs does not keep the next urgent one waiting: each is found while the other runs', async () => {
  const [first, second] = [await asked('permission_changed'), await live()];
  let letGo = (): void => undefined;
  const hangs = new Promise<void>((begun) => {
    world.publisher.during('remove', () => {
      begun();
      return new Promise<void>((resolve) => (letGo = resolve));
    });
  });
  const slow = sweep('takedowns');
  await hangs;
  await requestTakedown(world.web, await world.staff('comms'), second);
  await sweep('urgent-takedowns');
  expect(await statusOf(world, second)).toBe('taken_down');
  expect(await statusOf(world, first)).toBe('takedown_requested');
  letGo();
  await slow;
  expect(await statusOf(world, first)).toBe('taken_down');
});

test('what a person asked for is found first, then what a permission took back, then what was there long enough', async () => {
  const [over, changed, urgent] = [
    await asked('time_over'),
    await asked('permission_changed'),
    await asked('not_said'),
  ];
  const found = (await waitingTakedowns(world.db, world.clock.now(), 50)).map(({ postId }) => postId);
  expect(found).toEqual([urgent.postId, changed.postId, over.postId]);
  const only = (await waitingTakedowns(world.db, world.clock.now(), 50, { asked: true })).map(
    ({ postId }) => postId,
  );
  expect(only).toEqual([urgent.postId]);
});

describe('the last deletions that a platform allows', () => {
  const said = (left: number, resetAt: Date) => ({
    connected: true,
    status: 200,
    transactionId: null,
    apiVersion: null,
    rates: { left, resetAt, dayLeft: null, dayResetAt: null },
  });
  /** One deletion after which the platform says that so many are left, for 10 minutes. */
  async function spent(left: number): Promise<Date> {
    const resetAt = new Date(world.clock.now().getTime() + 600_000);
    const ref = await asked('mistake');
    world.publisher.next('remove', { outcome: 'removed', notes: said(left, resetAt) }, { done: true });
    expect(await work(ref)).toBe('removed');
    return resetAt;
  }

  test('are kept for what a person asked for', async () => {
    const [over, changed, urgent] = [
      await asked('time_over'),
      await asked('permission_changed'),
      await asked('should_not_be_shown'),
    ];
    await spent(5);
    expect(await work(over)).toBe('stands_back');
    expect(await work(changed)).toBe('stands_back');
    expect(await work(urgent)).toBe('removed');
    world.clock.advance(600_001);
    expect(await work(over)).toBe('removed');
    expect(await work(changed)).toBe('removed');
  });

  test('are for what a permission took back before what was there long enough', async () => {
    const [over, changed] = [await asked('time_over'), await asked('permission_changed')];
    await spent(6);
    expect(await work(over)).toBe('stands_back');
    expect(await work(changed)).toBe('removed');
  });

  test('standing back is no failed try, and nobody stands back beyond the deadline', async () => {
    const over = await asked('time_over');
    await spent(0);
    expect(await work(over)).toBe('stands_back');
    const [row] = await world.db.select().from(takedowns).where(eq(takedowns.postId, over.postId));
    expect(row?.attempts).toBe(0);
    await world.db
      .update(takedowns)
      .set({ leaseUntil: null, deadlineAt: new Date(world.clock.now().getTime() + 1_000) })
      .where(eq(takedowns.postId, over.postId));
    expect(await work(over)).toBe('removed');
  });

  test('a cause never stands back where a more patient one may go, and never for longer than the platform says', () => {
    const at = world.clock.now();
    const cause = fc.constantFrom(...TAKEDOWN_CAUSES);
    const pace = fc.record({
      removalsLeft: fc.option(fc.nat(60)),
      removalsResetAt: fc.option(
        fc.integer({ min: -10, max: 900 }).map((s) => new Date(at.getTime() + s * 1_000)),
      ),
    });
    fc.assert(
      fc.property(cause, cause, pace, (one, other, left) => {
        const [first, second] = rankOf(one) <= rankOf(other) ? [one, other] : [other, one];
        const until = standsBackUntil(first, left, at);
        if (until) {
          expect(standsBackUntil(second, left, at)).toEqual(until);
          expect(until).toEqual(left.removalsResetAt);
          expect(until > at).toBe(true);
        }
        if (rankOf(one) === 0) expect(standsBackUntil(one, left, at)).toBeNull();
      }),
    );
  });
});
