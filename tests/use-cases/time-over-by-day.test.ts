// A post whose time is merely over waits for the day: whoever deletes it by hand is told, and told that it is late, outside their quiet
// hours, and the server is not called unwell for it. As soon as somebody asks for it for another reason, it is urgent like any other.
import { eq, isNull } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SystemActor } from '#app/domain/actor.ts';
import { tellOfLateTakedown } from '#app/domain/posts/late-takedowns.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { openRemoval, requestTakedown, type TakedownCause } from '#app/domain/posts/request-takedown.ts';
import { goesOn, standingOfPublishing } from '#app/domain/posts/standing-of-publishing.ts';
import { urgencyOf } from '#app/domain/staff-messages/notice-urgency.ts';
import { notices } from '#db/schema/notices.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { postIn, takeDownInVain } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const CALENDAR: SystemActor = { kind: 'system', name: 'system:remove-by' };
const ABOUT = ['takedown_by_hand', 'takedown_failed', 'takedown_late', 'takedown_needs_you'];

/** A post that only a person can delete, because of this. */
async function byHand(cause: TakedownCause, pupil: number): Promise<PostRef> {
  const ref = await postIn(world, 'published', { photos: [pupils(world.pupil(pupil))] });
  await withLockedPost(world.worker, CALENDAR, ref, (work, facts) =>
    openRemoval(world.worker, work, facts, cause),
  );
  expect(await takeDownInVain(world, ref)).toBe('needs_a_person');
  return ref;
}

/** What has been said of it to those who can end it, and how soon each e-mail of it goes. */
async function told(ref: PostRef) {
  const head = await world.staff('head');
  const rows = await world.db.select().from(notices).where(eq(notices.postId, ref.postId));
  return rows
    .filter(({ kind }) => ABOUT.includes(kind))
    .map((row) => ({ kind: row.kind, urgency: urgencyOf(row, head, ref.schoolId, world.clock.now()) }));
}
const urgent = async (ref: PostRef): Promise<string[]> =>
  (await told(ref)).filter(({ urgency }) => urgency === 'urgent').map(({ kind }) => kind);
// None is left for what the next test counts.
afterEach(() =>
  world.db.update(takedowns).set({ endedAt: world.clock.now() }).where(isNull(takedowns.endedAt)),
);

test('one whose time is over wakes nobody, neither when it needs a person nor when it is late', async () => {
  const ref = await byHand('time_over', 0);
  world.clock.advance(4 * 86_400_000);
  expect(await tellOfLateTakedown(world.worker, ref)).toBe(true);
  const kinds = (await told(ref)).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['takedown_by_hand', 'takedown_failed', 'takedown_late']));
  expect(new Set((await told(ref)).map(({ urgency }) => urgency))).toEqual(new Set(['needs_you']));
});

test.each(['permission_changed', 'mistake', 'not_said'] as const)('%s stays urgent', async (cause) => {
  const ref = await byHand(cause, 2);
  world.clock.advance(4 * 86_400_000);
  await tellOfLateTakedown(world.worker, ref);
  expect(new Set((await told(ref)).map(({ urgency }) => urgency))).toEqual(new Set(['urgent']));
});

test('late, it is counted, and the server is well; one of another cause is not', async () => {
  const well = async () => {
    const standing = await standingOfPublishing(world.db, world.clock.now());
    return [standing.lateTakedowns, goesOn({ ...standing, workersAlive: 1 })];
  };
  expect(await well()).toEqual([0, true]);
  await byHand('time_over', 0);
  world.clock.advance(4 * 86_400_000);
  expect(await well()).toEqual([1, true]);
  await byHand('permission_changed', 2);
  world.clock.advance(4 * 86_400_000);
  expect(await well()).toEqual([2, false]);
});

test('asked for by somebody meanwhile, it is said again to those who can end it, at any hour', async () => {
  const ref = await byHand('time_over', 0);
  world.clock.advance(4 * 86_400_000);
  await tellOfLateTakedown(world.worker, ref);
  expect(await urgent(ref)).toEqual([]);
  await requestTakedown(world.web, await world.staff('dsl'), ref, 'should_not_be_shown');
  expect(await urgent(ref)).toEqual(['takedown_needs_you']);
  expect(await takeDownInVain(world, ref)).toBe('needs_a_person');
  expect(await urgent(ref)).toContain('takedown_failed');
  expect(await tellOfLateTakedown(world.worker, ref)).toBe(true);
  expect(await urgent(ref)).toContain('takedown_late');
  expect(await tellOfLateTakedown(world.worker, ref)).toBe(false);
});
