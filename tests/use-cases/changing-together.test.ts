// What becomes of the posts made for further accounts when the leading one is opened for changes or given up: their approvals end in the
// record as well, nobody goes on publishing one by hand, and the photo being changed keeps its original.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHandOver } from '#app/domain/hand-overs/open-hand-over.ts';
import { cancelPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { eventsOfPost } from '#db/queries/audit.server.ts';
import { lastHandOver } from '#db/queries/hand-overs.server.ts';
import { originalsToDestroy } from '#db/queries/photos.server.ts';
import { reviewsOf } from '#db/queries/revisions.server.ts';
import {
  approvedFor,
  dueFor,
  followerOf,
  openSeveralAccounts,
  shownWithFurther,
  submitAgain,
} from '#tests/support/cross-posts.ts';
import { deliveryIdOf, publishNow } from '#tests/support/posts-in-states.ts';
import type { World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
let facebook: string;
beforeAll(async () => {
  ({ world, bluesky, facebook } = await openSeveralAccounts());
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const follower = (ref: PostRef, platform?: string) => followerOf(world, ref, platform);
const due = (accountIds: string[]) => dueFor(world, accountIds);
const publish = (ref: PostRef) => publishNow(world, ref);

it('ends the approval of each of them with that of the leading post, and records it', async () => {
  const ref = await approvedFor(world, [bluesky]);
  const made = await follower(ref);
  await reopenPost(world.web, await world.staff('teacher'), ref);
  for (const each of [ref, made]) {
    const reviews = await reviewsOf(world.db, each, each.postId);
    expect(reviews.map(({ voidedAt }) => voidedAt !== null)).toEqual([true]);
    const types = (await eventsOfPost(world.db, each.schoolId, each.postId)).map(({ event }) => event.type);
    expect(types).toContain('approval.voided');
  }
});

it('keeps the original of a photo that is being changed, whatever was decided for an account that it is live on', async () => {
  const ref = await due([bluesky]);
  const made = await follower(ref);
  expect(await publish(made)).toBe('published');
  const photoId = (await facts(ref)).photos[0]?.photoId ?? '';
  const never = new Date(0);
  const isToGo = async () => {
    const now = new Date(world.clock.now().getTime() + 400 * 86_400_000);
    const before = { uploadedBefore: never, practiceBefore: never, now, daysAfterDecision: 0 };
    return (await originalsToDestroy(world.db, before, 10_000)).some(({ id }) => id === photoId);
  };
  expect(await isToGo()).toBe(true);
  await reopenPost(world.web, await world.staff('teacher'), ref);
  expect(await isToGo()).toBe(false);
  await submitAgain(world, ref);
  expect(await isToGo()).toBe(false);
  await approvePost(world.web, await world.staff('head'), ref, await shownWithFurther(world, ref));
  expect(await isToGo()).toBe(true);
});

for (const [what, change] of [
  ['opened for changes', async (ref: PostRef) => reopenPost(world.web, await world.staff('teacher'), ref)],
  ['cancelled', async (ref: PostRef) => cancelPost(world.web, await world.staff('teacher'), ref)],
] as const)
  it(`stops whoever has one of them to publish by hand when the leading post is ${what}`, async () => {
    const ref = await due([facebook]);
    const made = await follower(ref, 'facebook');
    expect(await openHandOver(world.web, await world.staff('comms'), made)).toBe('open');
    const given = async () => lastHandOver(world.db, made, await deliveryIdOf(world, made));
    expect((await given())?.stoppedAt).toBeNull();
    await change(ref);
    expect((await given())?.stoppedAt).toEqual(world.clock.now());
  });
