// One decision for several accounts: one that was stopped before it is left out of it, is said to be before anybody presses, and never
// stays behind where nobody could let it go on.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseAccounts } from '#app/domain/cross-posts/choose-accounts.ts';
import { recordMaterial } from '#app/domain/materials/record-material.ts';
import { holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { readReview } from '#app/domain/posts/read-review.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { schoolsOfPerson } from '#app/domain/school/schools-of-person.ts';
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { readFindingKey } from '#app/presenters/finding-key.ts';
import { reviewView } from '#app/presenters/review.ts';
import { eventsOfPost } from '#db/queries/audit.server.ts';
import { postsTogether } from '#db/queries/cross-posts.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { posts } from '#db/schema/posts.ts';
import { wordLists } from '#db/schema/words.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import {
  accountOnBluesky,
  draftFor,
  followerOf,
  openSeveralAccounts,
  shownWithFurther,
  submitAgain,
  submittedFor,
} from '#tests/support/cross-posts.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import type { World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
let facebook: string;
beforeAll(async () => {
  ({ world, bluesky, facebook } = await openSeveralAccounts());
});
afterAll(() => world.close());

const head = () => world.staff('head');
const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
const follower = (ref: PostRef, platform?: string) => followerOf(world, ref, platform);
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

/** A name that its owner permitted on X, and nowhere else. */
async function permittedOnX(mark: string): Promise<void> {
  await world.db.insert(wordLists).values({
    ...{ id: randomUUID(), trustId: PRACTICE_TRUST.id, list: 'trademarks', version: 1, entries: [mark] },
    ...{ publishedAt: world.clock.now(), publishedBy: (await head()).userId },
  });
  const done = await recordMaterial(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, what: `The ${mark} logo on our kit`, kind: 'logo', givenBy: 'Jo Finch' },
    ...{ channels: ['x'], evidence: 'Letter of 3 November', firstDay: '2026-11-01', lastDay: null },
    requestKey: randomUUID(),
  });
  if (!done.ok) throw new Error(done.issues.map(({ code }) => code).join());
}

it('lets stand what was found for one account alone, there, by who may, and then decides for all', async () => {
  await permittedOnX('Zogglewick');
  const words = onlyHere('New kit with Zogglewick');
  const ref = await submittedFor(world, [bluesky], { words, photos: [] });
  const made = await follower(ref);
  const [school] = await schoolsOfPerson(world.db, await head(), world.clock.now());
  if (!school) throw new Error('the headteacher has no school');
  const read = async (who = 'head') => {
    const person = await world.staff(who);
    const of = { ...ref, trustId: PRACTICE_TRUST.id };
    const view = reviewView(await readReview(world.db, person, of, world.clock.now()), school, person);
    if (!view) throw new Error('it does not wait for a decision');
    return view;
  };
  const before = await read();
  const found = before.further[0]?.texts.flatMap((text) => text.found) ?? [];
  expect(before.texts.flatMap((text) => text.found).flatMap(({ accepts }) => accepts)).toEqual([]);
  expect(found.map(({ accepts }) => accepts.map(({ half }) => half))).toEqual([['accepted_by_head']]);
  expect(before.further[0]?.issues).toEqual([]);
  expect(before.refused?.reason).toMatch(/^For @.* on Bluesky: Before you can approve it, let 1 thing/);
  expect((await read('comms')).further[0]?.texts.flatMap((text) => text.found[0]?.accepts)).toEqual([]);
  await expect(
    approvePost(world.web, await head(), ref, await shownWithFurther(world, ref)),
  ).rejects.toMatchObject({ reason: 'checks_failed' });

  const pointer = readFindingKey(found[0]?.finding ?? '');
  if (!pointer) throw new Error('nothing was found');
  const digest = (await facts(made)).revision?.digest ?? '';
  const accept = {
    ...pointer,
    half: 'accepted_by_head',
    reason: 'They agreed on the phone',
    digest,
  } as const;
  await expect(acceptFinding(world.web, await world.staff('teacher'), made, accept)).rejects.toThrow();
  await acceptFinding(world.web, await head(), made, accept);
  expect((await read()).refused).toBeNull();
  await approvePost(world.web, await head(), ref, await shownWithFurther(world, ref));
  expect(await statusOf(made)).toBe('approved');
});

it('is for no department’s account whose subject the post could not say', async () => {
  const music = await accountOnBluesky(world);
  const change = { kind: 'department', subjects: ['Music'] } as const;
  await world.db
    .update(accounts)
    .set({ ...change, subjects: [...change.subjects] })
    .where(eq(accounts.id, music));
  const ref = await draftFor(world, [], { photos: [], words: onlyHere('Our music lesson') });
  await world.db.update(posts).set({ purpose: 'teaching' }).where(eq(posts.id, ref.postId));
  const { version } = (await facts(ref)).post;
  const choose = chooseAccounts(world.web, await world.staff('teacher'), ref, {
    version,
    accountIds: [music],
  });
  await expect(choose).rejects.toMatchObject({ reason: 'account_of_another_subject' });
});
