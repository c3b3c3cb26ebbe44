// The office looks up the pupils of a post in the school's own records once for all its accounts, and is still asked for an account on
// which it is yet to go out when the leading post already has.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkRecords, TO_GO_OUT } from '#app/domain/consent/check-records.ts';
import { scheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { postsToLookUp } from '#db/queries/record-checks.server.ts';
import { approvedFor, followerOf, openSeveralAccounts, wallIn } from '#tests/support/cross-posts.ts';
import { publishNow } from '#tests/support/posts-in-states.ts';
import type { World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
beforeAll(async () => {
  ({ world, bluesky } = await openSeveralAccounts());
});
afterAll(() => world.close());

const asked = async (...refs: PostRef[]) => {
  const rows = await postsToLookUp(world.db, world, TO_GO_OUT, world.clock.now());
  return refs.map(({ postId }) => rows.find((row) => row.postId === postId)?.lookedUntil);
};
const HOUR = 3_600_000;

it('is asked for the leading post alone, then for each account on which it is still to go out', async () => {
  const ref = await approvedFor(world, [bluesky]);
  const made = await followerOf(world, ref);
  expect(await asked(ref, made)).toEqual([null, undefined]);
  const wall = wallIn(world, 10);
  await scheduleEverywhere(world.web, await world.staff('comms'), ref, { wall });
  world.clock.advance(10 * 60_000);
  await publishNow(world, ref);
  expect(await asked(ref, made)).toEqual([undefined, null]);
  await checkRecords(world.web, await world.staff('office'), {
    ...{ schoolId: ref.schoolId, postId: made.postId, pupilIds: [world.pupil(2)], requestKey: randomUUID() },
  });
  expect(await asked(made)).toEqual([new Date(world.clock.now().getTime() + 24 * HOUR)]);
});

it('counts a look that was made at the leading post for what was made from it', async () => {
  const ref = await approvedFor(world, [bluesky]);
  const made = await followerOf(world, ref);
  const until = new Date(world.clock.now().getTime() + 24 * HOUR);
  await checkRecords(world.web, await world.staff('office'), {
    ...{ schoolId: ref.schoolId, postId: ref.postId, pupilIds: [world.pupil(2)], requestKey: randomUUID() },
  });
  expect(await asked(ref, made)).toEqual([until, undefined]);
  const wall = wallIn(world, 10);
  await scheduleEverywhere(world.web, await world.staff('comms'), ref, { wall });
  world.clock.advance(10 * 60_000);
  await publishNow(world, ref);
  expect(await asked(made)).toEqual([until]);
});
