// One post, several accounts, one time: whoever moves it or takes it out of the calendar does so everywhere, so that nothing goes out at
// an hour that somebody has just seen taken away; and a refusal never leaves half of it placed.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { timesTogether } from '#app/domain/cross-posts/read-together.ts';
import { scheduleEverywhere, unscheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { accounts } from '#db/schema/accounts.ts';
import { approvedFor, followerOf, openSeveralAccounts, wallIn } from '#tests/support/cross-posts.ts';
import type { World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
let facebook: string;
beforeAll(async () => {
  ({ world, bluesky, facebook } = await openSeveralAccounts());
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const timeOf = async (ref: PostRef) => {
  const { status, dueAt } = (await facts(ref)).post;
  return { status, minutes: dueAt && (dueAt.getTime() - world.clock.now().getTime()) / 60_000 };
};
const at = (minutes: number) => ({ status: 'scheduled', minutes });
const NO_TIME = { status: 'approved', minutes: null };
const inMinutes = (minutes: number) => ({ wall: wallIn(world, minutes) });
const comms = () => world.staff('comms');
async function together() {
  const ref = await approvedFor(world, [bluesky, facebook]);
  const onBluesky = await followerOf(world, ref);
  return { ref, onBluesky, onFacebook: await followerOf(world, ref, 'facebook') };
}
async function whileClosing<T>(accountId: string, minutes: number, act: () => Promise<T>): Promise<T> {
  const closesAt = new Date(world.clock.now().getTime() + minutes * 60_000);
  await world.db.update(accounts).set({ closesAt }).where(eq(accounts.id, accountId));
  const done = act();
  await done.catch(() => undefined);
  await world.db.update(accounts).set({ closesAt: null }).where(eq(accounts.id, accountId));
  return done;
}

it('moves each of them with the leading post, whichever way its time goes', async () => {
  const { ref, onBluesky, onFacebook } = await together();
  for (const minutes of [10, 600, 30]) {
    const placed = await scheduleEverywhere(world.web, await comms(), ref, inMinutes(minutes));
    expect(placed.further.map(({ refused }) => refused)).toEqual([null, null]);
    for (const each of [ref, onBluesky, onFacebook]) expect(await timeOf(each)).toEqual(at(minutes));
  }
});

it('leaves where it is what somebody gave another time, and says so before', async () => {
  const { ref, onBluesky, onFacebook } = await together();
  await scheduleEverywhere(world.web, await comms(), ref, inMinutes(10));
  await schedulePost(world.web, await comms(), onBluesky, inMinutes(90));
  const times = await timesTogether(world.db, await facts(ref));
  expect(times.same.map(({ postId }) => postId)).toEqual([onFacebook.postId]);
  expect(times.apart.map(({ postId }) => postId)).toEqual([onBluesky.postId]);
  await scheduleEverywhere(world.web, await comms(), ref, inMinutes(600));
  expect(await timeOf(onBluesky)).toEqual(at(90));
  expect(await timeOf(onFacebook)).toEqual(at(600));
});

it('leaves none at the old time that cannot have the new one', async () => {
  const { ref, onBluesky, onFacebook } = await together();
  await scheduleEverywhere(world.web, await comms(), ref, inMinutes(10));
  const moved = await whileClosing(bluesky, 60, async () =>
    scheduleEverywhere(world.web, await comms(), ref, inMinutes(600)),
  );
  expect(moved.further.find(({ platform }) => platform === 'bluesky')?.refused).toBe('account_closes_before');
  expect(await timeOf(onBluesky)).toEqual(NO_TIME);
  expect(await timeOf(onFacebook)).toEqual(at(600));
});

it('places none when the leading post is refused, and moves none', async () => {
  const { ref, onBluesky, onFacebook } = await together();
  const { accountId } = (await facts(ref)).post;
  const refused = { reason: 'account_closes_before' };
  const place = async (minutes: number) =>
    scheduleEverywhere(world.web, await comms(), ref, inMinutes(minutes));
  await expect(whileClosing(accountId, 5, () => place(10))).rejects.toMatchObject(refused);
  for (const each of [ref, onBluesky, onFacebook]) expect(await timeOf(each)).toEqual(NO_TIME);
  await place(10);
  await expect(whileClosing(accountId, 60, () => place(600))).rejects.toMatchObject(refused);
  for (const each of [ref, onBluesky, onFacebook]) expect(await timeOf(each)).toEqual(at(10));
});

it('takes each of them out of the calendar with the leading post', async () => {
  const { ref, onBluesky, onFacebook } = await together();
  await scheduleEverywhere(world.web, await comms(), ref, inMinutes(10));
  await schedulePost(world.web, await comms(), onBluesky, inMinutes(90));
  await unscheduleEverywhere(world.web, await comms(), ref);
  for (const each of [ref, onBluesky, onFacebook]) expect(await timeOf(each)).toEqual(NO_TIME);
});

it('takes one alone out of the calendar from its own page', async () => {
  const { ref, onBluesky, onFacebook } = await together();
  await scheduleEverywhere(world.web, await comms(), ref, inMinutes(10));
  await unscheduleEverywhere(world.web, await comms(), onBluesky);
  expect(await timeOf(onBluesky)).toEqual(NO_TIME);
  for (const each of [ref, onFacebook]) expect(await timeOf(each)).toEqual(at(10));
});
