// One decision for several accounts: one that was stopped before it is left out of it, is said to be before anybody presses, and never
// stays behind where nobody could let it go on.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { readReview } from '#app/domain/posts/read-review.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { eventsOfPost } from '#db/queries/audit.server.ts';
import { postsTogether } from '#db/queries/cross-posts.server.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { accountByHand } from '#tests/support/by-hand.ts';
import {
  accountOnBluesky,
  furtherPosts,
  shownWithFurther,
  submitAgain,
  submittedFor,
  yesEverywhere,
} from '#tests/support/cross-posts.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
let facebook: string;
beforeAll(async () => {
  world = await openWorld();
  bluesky = await accountOnBluesky(world);
  facebook = await accountByHand(world);
  await yesEverywhere(world, 2);
});
afterAll(() => world.close());

const head = () => world.staff('head');
const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
async function follower(ref: PostRef, platform = 'bluesky'): Promise<PostRef> {
  const found = (await furtherPosts(world, ref))[platform];
  if (!found) throw new Error(`no post was made for ${platform}`);
  return found;
}
const review = async (ref: PostRef) =>
  readReview(world.db, await head(), { ...ref, trustId: PRACTICE_TRUST.id }, world.clock.now());

it('leaves out an account on which it was stopped, says so before, and ends it there', async () => {
  const ref = await submittedFor(world, [bluesky, facebook]);
  const made = await follower(ref);
  expect((await review(ref)).leftOut).toEqual([]);
  const shownBefore = await shownWithFurther(world, ref);
  await holdPost(world.web, await world.staff('dsl'), made);
  expect((await review(ref)).leftOut.map(({ platform }) => platform)).toEqual(['bluesky']);
  await expect(approvePost(world.web, await head(), ref, shownBefore)).rejects.toMatchObject({
    reason: 'stale_page',
  });
  await approvePost(world.web, await head(), ref, await shownWithFurther(world, ref));
  expect(await statusOf(ref)).toBe('approved');
  expect(await statusOf(await follower(ref, 'facebook'))).toBe('approved');
  expect(await statusOf(made)).toBe('cancelled');
  expect((await facts(made)).openHolds).toEqual([]);
  const last = (await eventsOfPost(world.db, made.schoolId, made.postId)).at(-1)?.event;
  expect(last).toMatchObject({ type: 'post.moved', move: 'cancel', cause: 'left_out' });
});

it('makes it anew for an account that was left out when it is opened and sent again', async () => {
  const ref = await submittedFor(world, [bluesky]);
  const made = await follower(ref);
  await holdPost(world.web, await world.staff('dsl'), made);
  await approvePost(world.web, await head(), ref, await shownWithFurther(world, ref));
  await reopenPost(world.web, await world.staff('teacher'), ref);
  await submitAgain(world, ref);
  const anew = await follower(ref);
  expect(anew.postId).not.toBe(made.postId);
  await approvePost(world.web, await head(), ref, await shownWithFurther(world, ref));
  const together = await postsTogether(world.db, ref, ref.postId);
  expect(together.find(({ postId }) => postId === anew.postId)?.status).toBe('approved');
});
