// What was found in the words of a post for several accounts, where it is decided: each account's own post has its findings and its own
// "let it stand", a form says in `on` which of them it means, and it can mean none but those on the page.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordMaterial } from '#app/domain/materials/record-material.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { ReviewAnswer } from '#app/components/review-page.tsx';
import type { ReviewView } from '#app/presenters/review.ts';
import * as review from '#app/routes/s.$school.posts.$postId.review.tsx';
import { findingAnswers, wordLists } from '#db/schema/words.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { accountOnBluesky, followerOf, submittedFor } from '#tests/support/cross-posts.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, requestOf, type Web } from '#tests/support/web.ts';
import { wholeResponse } from '#tests/support/whole-pages.ts';

const HEAD = 'ashwick/head';
const MARK = 'Zogglewick';

let web: Web;
let bluesky: string;
beforeAll(async () => {
  web = await openWeb();
  bluesky = await accountOnBluesky(web.world);
  const { db, clock, schoolId } = web.world;
  await db.insert(wordLists).values({
    ...{ id: randomUUID(), trustId: PRACTICE_TRUST.id, list: 'trademarks', version: 1, entries: [MARK] },
    ...{ publishedAt: clock.now(), publishedBy: (await web.world.staff('head')).userId },
  });
  // Its owner permitted it on X: on Bluesky it is found.
  const done = await recordMaterial(web.world.web, await web.world.staff('office'), {
    ...{ schoolId, what: `The ${MARK} logo on our kit`, kind: 'logo', givenBy: 'Jo Finch' },
    ...{ channels: ['x'], evidence: 'Letter of 3 November', firstDay: '2026-11-01', lastDay: null },
    requestKey: randomUUID(),
  });
  if (!done.ok) throw new Error('the permission was not recorded');
});
afterAll(() => web.close());

const waiting = () =>
  submittedFor(web.world, [bluesky], { words: onlyHere(`New kit with ${MARK}`), photos: [] });
const pageOf = async (ref: PostRef) =>
  ((await look(web, review.loader, HEAD, ref)).data as { page: ReviewView }).page;
const decide = (ref: PostRef, form: Record<string, string>) => press(web, review.action, HEAD, ref, form);
const answersOn = ({ postId }: PostRef) =>
  web.world.db.select().from(findingAnswers).where(eq(findingAnswers.postId, postId));

/** The one finding of the further account, and the form that lets it stand as its button sends it. */
async function foundThere(ref: PostRef) {
  const page = await pageOf(ref);
  const [there] = page.further;
  const [found] = there?.texts.flatMap((text) => text.found) ?? [];
  if (!there || !found) throw new Error('nothing was found for the further account');
  const form = {
    intent: `accept accepted_by_head ${found.finding}`,
    digest: there.digest,
    on: there.postId,
    [`why ${found.finding}`]: 'They agreed on the phone.',
  };
  return { page, there, found, form };
}

test('the form of a finding for a further account names its post, and the press lets it stand there alone', async () => {
  const ref = await waiting();
  const made = await followerOf(web.world, ref);
  const { page, there, form } = await foundThere(ref);
  expect(there.postId).toBe(made.postId);
  expect(page.texts.flatMap((text) => text.found).flatMap(({ accepts }) => accepts)).toEqual([]);
  const at = `${BASE}/posts/${ref.postId}/review`;
  const html = await (await wholeResponse(requestOf(at, { as: HEAD }), web.context())).text();
  expect(html).toContain(`name="on" value="${made.postId}"`);

  const done = await decide(ref, form);
  expect(done).toMatchObject({ status: 302, to: `${at}#found-${made.postId}` });
  expect([await answersOn(ref), (await answersOn(made)).map(({ answer }) => answer)]).toEqual([
    [],
    ['accepted_by_head'],
  ]);
  const now = await pageOf(ref);
  expect(now.refused).toBeNull();
  const [said] = now.further[0]?.texts.flatMap((text) => text.found[0]?.said ?? []) ?? [];
  expect(said).toMatchObject({ mine: true, reason: 'They agreed on the phone.' });
  const [answer] = await answersOn(made);
  await decide(ref, { intent: `take_back ${answer?.id}`, digest: there.digest, on: made.postId });
  expect((await answersOn(made))[0]?.takenBackAt).not.toBeNull();
  expect((await pageOf(ref)).refused).not.toBeNull();
});

test('without a reason, or for a version that is not the one on the page, nothing is let stand', async () => {
  const ref = await waiting();
  const { there, found, form } = await foundThere(ref);
  const without = await decide(ref, { ...form, [`why ${found.finding}`]: ' ' });
  expect([without.status, (without.data as ReviewAnswer).refused?.sentence]).toEqual([
    403,
    'The record needs to say why.',
  ]);
  const stale = await decide(ref, { ...form, digest: '0'.repeat(64) });
  expect(stale.status).toBe(409);
  expect((stale.data as ReviewAnswer).stale).not.toBeNull();
  expect(await answersOn({ ...ref, postId: there.postId })).toEqual([]);
});

test('a post that is not on the page can be meant by no form: one of another post, of none, or the leading one itself', async () => {
  const ref = await waiting();
  const other = await waiting();
  const others = await followerOf(web.world, other);
  const { there, form } = await foundThere(ref);
  for (const on of [others.postId, other.postId, ref.postId, randomUUID(), 'nothing', '']) {
    const done = await decide(ref, { ...form, on });
    expect(done, on).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}/review` });
  }
  for (const one of [ref, other, others, { ...ref, postId: there.postId }])
    expect(await answersOn(one)).toEqual([]);
});

test('a form that means the leading post is about that one, whatever the further ones have', async () => {
  const ref = await waiting();
  const made = await followerOf(web.world, ref);
  const { on: _, ...form } = (await foundThere(ref)).form;
  const done = await decide(ref, form);
  expect(done.status).toBeGreaterThanOrEqual(400);
  expect([await answersOn(ref), await answersOn(made)]).toEqual([[], []]);
});
