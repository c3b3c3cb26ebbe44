// The pages of a post for several accounts: choosing them, what stands in the way on each, one decision for all of them, one row for each
// account on the post's page, and lists in which the post stands once.
import { eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readHomeLists } from '#app/domain/posts/list-posts.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import type { FurtherChoice, FurtherStanding } from '#app/presenters/further-accounts.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import type { ReviewView } from '#app/presenters/review.ts';
import { action as choose, loader as choosing } from '#app/routes/s.$school.posts.$postId.accounts.tsx';
import { loader as editPage } from '#app/routes/s.$school.posts.$postId.edit.tsx';
import { loader as postPage } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { action as decide, loader as reviewPage } from '#app/routes/s.$school.posts.$postId.review.tsx';
import { action as place } from '#app/routes/s.$school.posts.$postId.schedule.tsx';
import { action as takeDown } from '#app/routes/s.$school.posts.$postId.take-down.tsx';
import { accounts } from '#db/schema/accounts.ts';
import { accountByHand } from '#tests/support/by-hand.ts';
import {
  accountOnBluesky,
  approvedFor,
  draftFor,
  furtherPosts,
  shownWithFurther,
  submittedFor,
  yesEverywhere,
} from '#tests/support/cross-posts.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { publishNow } from '#tests/support/posts-in-states.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { pupils, shownOn } from '#tests/support/world.ts';

let web: Web;
let bluesky: string;
let facebook: string;
beforeAll(async () => {
  web = await openWeb();
  bluesky = await accountOnBluesky(web.world);
  facebook = await accountByHand(web.world);
  await yesEverywhere(web.world, 2);
});
afterAll(() => web.close());

const facts = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
const pageOf = async <T>(loader: Parameters<typeof look>[1], ref: PostRef, as = 'ashwick/head') => {
  const given = await look(web, loader, as, ref);
  expect(given.status).toBe(200);
  return given.data as T;
};
async function follower(ref: PostRef): Promise<PostRef> {
  const made = (await furtherPosts(web.world, ref))['bluesky'];
  if (!made) throw new Error('no post was made for Bluesky');
  return made;
}
const listsOf = async (key: string) => {
  const person = await web.world.staff(key);
  const school = { id: web.world.schoolId, zone: 'Europe/London', roles: new Set(['headteacher' as const]) };
  return readHomeLists(web.world.db, person, school, web.world.clock.now());
};
const inMinutes = (minutes: number) =>
  wallTimeOf(new Date(web.world.clock.now().getTime() + minutes * 60_000), 'Europe/London');

describe('choosing where else it goes', () => {
  test('offers the school’s other accounts, and says for a second one of the platform what to do instead', async () => {
    const ref = await draftFor(web.world, []);
    const own = (await facts(ref)).post.accountId;
    const second = await accountOnBluesky(web.world);
    await web.world.db.update(accounts).set({ platform: 'x' }).where(eq(accounts.id, second));
    const { choices } = await pageOf<{ choices: FurtherChoice[] }>(choosing, ref, 'ashwick/teacher');
    await web.world.db
      .update(accounts)
      .set({ closesAt: web.world.clock.now() })
      .where(eq(accounts.id, second));
    const of = (id: string) => choices.find(({ accountId }) => accountId === id);
    expect(of(own)).toBeUndefined();
    expect(of(bluesky)).toMatchObject({ chosen: false, barred: null });
    expect(of(second)?.barred).toContain('The same words may go out on one account on X only');
    expect(of(second)?.barred).toContain('repost it on');
    const { version } = (await facts(ref)).post;
    const refused = await press(web, choose, 'ashwick/teacher', ref, {
      version: String(version),
      account: second,
    });
    expect(refused.status).toBe(403);
    expect((await facts(ref)).alsoOn).toEqual([]);
  });

  test('goes back to the draft, and refuses a page that somebody has overtaken', async () => {
    const ref = await draftFor(web.world, []);
    const version = String((await facts(ref)).post.version);
    const done = await press(web, choose, 'ashwick/teacher', ref, { version, account: bluesky });
    expect(done).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}/edit#accounts` });
    expect((await facts(ref)).alsoOn).toEqual([bluesky]);
    const stale = await press(web, choose, 'ashwick/teacher', ref, { version, account: facebook });
    expect(stale.status).toBe(409);
    expect((await facts(ref)).alsoOn).toEqual([bluesky]);
  });

  test('is nobody’s but those who may write on the draft', async () => {
    const ref = await draftFor(web.world, []);
    const version = String((await facts(ref)).post.version);
    for (const as of ['ashwick/dsl', 'ashwick/data', 'ashwick/office'])
      expect(
        (await press(web, choose, as, ref, { version, account: bluesky })).status,
      ).toBeGreaterThanOrEqual(403);
    expect((await facts(ref)).alsoOn).toEqual([]);
  });

  test('says on the draft what stands in the way on each account, in the words of the checks', async () => {
    const ref = await draftFor(web.world, [bluesky], { photos: [pupils(web.world.pupil(0))] });
    const { further } = await pageOf<{ further: FurtherStanding[] }>(editPage, ref, 'ashwick/teacher');
    expect(further).toHaveLength(1);
    expect(further[0]?.issues.some(({ field }) => field === 'photo:0')).toBe(true);
    const fine = await draftFor(web.world, [bluesky]);
    const clear = await pageOf<{ further: FurtherStanding[] }>(editPage, fine, 'ashwick/teacher');
    expect(clear.further).toMatchObject([{ accountId: bluesky, notes: [], issues: [] }]);
  });
});

describe('deciding', () => {
  const shownIn = ({ shown, further }: ReviewView) => ({
    ...{ digest: shown.digest, verdictHash: shown.verdictHash },
    count: shown.counts.map(String),
    viewed: shown.versions,
    further: further.map(({ postId, digest, verdictHash }) => `${postId}:${digest}:${verdictHash}`),
    password: 'practice-makes-posts',
  });

  test('is one press for every account that the page shows, and none on a page that leaves one out', async () => {
    const ref = await submittedFor(web.world, [bluesky, facebook]);
    const { page } = await pageOf<{ page: ReviewView }>(reviewPage, ref);
    expect(page.further.map(({ byHand }) => byHand).sort()).toEqual([false, true]);
    expect(page.refused).toBeNull();
    const { further, ...rest } = shownIn(page);
    const short = { intent: 'approve', ...rest, further: further.slice(1) };
    expect((await press(web, decide, 'ashwick/head', ref, short)).status).toBe(409);
    expect(await statusOf(ref)).toBe('in_review');
    const done = await press(web, decide, 'ashwick/head', ref, { intent: 'approve', ...rest, further });
    expect(done.status).toBe(302);
    for (const each of [ref, ...Object.values(await furtherPosts(web.world, ref))])
      expect(await statusOf(each)).toBe('approved');
  });

  test('happens on the leading post’s page alone, and its lists name the post once', async () => {
    const ref = await submittedFor(web.world, [bluesky]);
    const made = await follower(ref);
    const there = await look(web, reviewPage, 'ashwick/head', made);
    expect(there).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}/review` });
    const lists = await listsOf('head');
    const waiting = lists.waiting?.map(({ post }) => post.id) ?? [];
    expect(waiting).toContain(ref.postId);
    expect(waiting).not.toContain(made.postId);
    const { own } = await listsOf('teacher');
    expect(own?.map(({ id }) => id)).toContain(ref.postId);
    expect(own?.map(({ id }) => id)).not.toContain(made.postId);
  });
});

describe('there is no way around', () => {
  /** All that an approval binds: where each of them stands, with what, for which accounts. */
  const bound = async (refs: readonly PostRef[]) =>
    Promise.all(
      refs.map(async (ref) => {
        const { post, working, review, alsoOn, editors } = await facts(ref);
        return [post.status, post.version, digestOf(working), review?.id, alsoOn, editors];
      }),
    );

  test('to another account once it was sent or approved, from either page, for anybody', async () => {
    const sent = await submittedFor(web.world, [bluesky]);
    const approved = await approvedFor(web.world, [bluesky]);
    for (const lead of [sent, approved])
      for (const ref of [lead, await follower(lead)]) {
        const before = await bound([lead, await follower(lead)]);
        const version = String((await facts(ref)).post.version);
        for (const as of ['ashwick/teacher', 'ashwick/comms', 'ashwick/head'])
          for (const account of [[bluesky, facebook], []])
            await press(web, choose, as, ref, { version, account });
        expect(await bound([lead, await follower(lead)])).toEqual(before);
        expect(Object.keys(await furtherPosts(web.world, lead))).toEqual(['bluesky']);
      }
  });

  test('to a decision on one account alone, with everything that its own page would have shown', async () => {
    const lead = await submittedFor(web.world, [bluesky]);
    const made = await follower(lead);
    const before = await bound([lead, made]);
    const formOf = ({ headCounts, ...shown }: Awaited<ReturnType<typeof shownOn>>) => ({
      ...{ intent: 'approve', password: 'practice-makes-posts', reason: 'Not yet' },
      ...{ ...shown, count: headCounts.map(String) },
    });
    const form = formOf(await shownOn(web.world, made));
    for (const as of ['ashwick/head', 'ashwick/deputy', 'ashwick/teacher'])
      for (const intent of ['approve', 'send_back', 'reject'])
        await press(web, decide, as, made, { ...form, intent });
    expect(await bound([lead, made])).toEqual(before);
    // The same press on the leading post's page decides on both.
    const { further, ...shown } = await shownWithFurther(web.world, lead);
    const keys = further.map(({ postId, digest, verdictHash }) => `${postId}:${digest}:${verdictHash}`);
    await press(web, decide, 'ashwick/head', lead, { ...formOf(shown), further: keys });
    expect([await statusOf(lead), await statusOf(made)]).toEqual(['approved', 'approved']);
  });

  test('to a place in the calendar for one that follows, while the leading post waits or is opened again', async () => {
    const lead = await submittedFor(web.world, [bluesky]);
    const made = await follower(lead);
    const time = { intent: 'place', wall: inMinutes(30) };
    await press(web, place, 'ashwick/comms', made, time);
    expect(await statusOf(made)).toBe('in_review');
    const approved = await approvedFor(web.world, [bluesky]);
    const ended = await follower(approved);
    await reopenPost(web.world.web, await web.world.staff('teacher'), approved);
    await press(web, place, 'ashwick/comms', ended, time);
    expect(await statusOf(ended)).toBe('cancelled');
  });

  test('for another school, which finds no such post and has no account to offer', async () => {
    const lead = await draftFor(web.world, []);
    const { version } = (await facts(lead)).post;
    const form = { version: String(version), account: [bluesky] };
    for (const as of ['harrowdean/teacher', 'harrowdean/head'])
      expect((await press(web, choose, as, lead, form)).status).toBe(404);
    const [theirs] = await web.world.db
      .select()
      .from(accounts)
      .where(ne(accounts.schoolId, web.world.schoolId));
    const slipped = { ...form, account: [bluesky, theirs?.id ?? ''] };
    expect((await press(web, choose, 'ashwick/teacher', lead, slipped)).status).toBe(404);
    expect((await facts(lead)).alsoOn).toEqual([]);
    // The same press without it is a choice like any other.
    expect((await press(web, choose, 'ashwick/teacher', lead, form)).status).toBe(302);
    expect((await facts(lead)).alsoOn).toEqual([bluesky]);
  });
});

describe('afterwards', () => {
  test('one press places all of them; what waits alone stands in the list of posts to place', async () => {
    const ref = await approvedFor(web.world, [bluesky]);
    const made = await follower(ref);
    const toPlace = async () => (await listsOf('comms')).toPlace?.map(({ id }) => id) ?? [];
    expect(await toPlace()).toContain(ref.postId);
    expect(await toPlace()).not.toContain(made.postId);
    const closes = new Date(web.world.clock.now().getTime() + 60_000);
    await web.world.db.update(accounts).set({ closesAt: closes }).where(eq(accounts.id, bluesky));
    const placed = await press(web, place, 'ashwick/comms', ref, { intent: 'place', wall: inMinutes(30) });
    await web.world.db.update(accounts).set({ closesAt: null }).where(eq(accounts.id, bluesky));
    expect(placed).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}?note=placed_not_all` });
    expect(await toPlace()).toContain(made.postId);
    expect(await toPlace()).not.toContain(ref.postId);
  });

  test('the page shows a row for each account with its own state, and takes it down everywhere unless told otherwise', async () => {
    const ref = await approvedFor(web.world, [bluesky]);
    const made = await follower(ref);
    await press(web, place, 'ashwick/comms', ref, { intent: 'place', wall: inMinutes(30) });
    web.world.clock.advance(30 * 60_000);
    expect(await publishNow(web.world, ref)).toBe('published');
    const rowsOf = async (of: PostRef) =>
      (await pageOf<{ page: PostPageView }>(postPage, of)).page.together?.rows ?? [];
    expect((await rowsOf(ref)).map(({ status, here }) => [status, here])).toEqual([
      ['published', true],
      ['scheduled', false],
    ]);
    expect(await publishNow(web.world, made)).toBe('published');
    const { together, offers } = (await pageOf<{ page: PostPageView }>(postPage, made)).page;
    expect(together?.lead?.to).toBe(`${BASE}/posts/${ref.postId}`);
    expect(together?.upElsewhere).toBe(true);
    expect(Object.values(offers).flatMap((at) => at.offers)).not.toContain('reopen');
    await press(web, takeDown, 'ashwick/comms', made, { cause: 'mistake', where: 'here' });
    expect([await statusOf(ref), await statusOf(made)]).toEqual(['published', 'takedown_requested']);
    await press(web, takeDown, 'ashwick/comms', ref, { cause: 'mistake' });
    expect(await statusOf(ref)).toBe('takedown_requested');
  });

  test('one press on any of them takes all of them down', async () => {
    const ref = await approvedFor(web.world, [bluesky, facebook]);
    const made = await follower(ref);
    await press(web, place, 'ashwick/comms', ref, { intent: 'place', wall: inMinutes(30) });
    web.world.clock.advance(30 * 60_000);
    await publishNow(web.world, ref);
    await publishNow(web.world, made);
    await press(web, takeDown, 'ashwick/comms', made, {});
    const byHand = (await furtherPosts(web.world, ref))['facebook'];
    if (!byHand) throw new Error('no post was made for Facebook');
    expect(await Promise.all([ref, made, byHand].map(statusOf))).toEqual([
      'takedown_requested',
      'takedown_requested',
      'held',
    ]);
  });
});
