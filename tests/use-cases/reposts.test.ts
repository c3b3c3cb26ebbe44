// A live post is shown by another account of the school by a repost, made by a person's hand: only where everybody in it may be shown by
// that account too; a no reaches it there, and it goes with the original (T-23, R-64, R-76, R-85).
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { readHistory } from '#app/domain/posts/post-history.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { answerRepost, askRepost, openRepost, type RepostAnswer } from '#app/domain/reposts/make-repost.ts';
import { pausePublishing } from '#app/domain/school/pause-publishing.ts';
import { repostsOf } from '#db/queries/reposts.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { notices } from '#db/schema/notices.ts';
import { posts } from '#db/schema/posts.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { letPublishingGoOn } from '#tests/support/let-publishing-go-on.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { deliveryIdOf, statusOf } from '#tests/support/posts-in-states.ts';
import { answerFor, liveWith, secondOnX } from '#tests/support/reposts.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
/** another account of the school itself, and one of its trust */
let second: string;
let trust: string;
beforeAll(async () => {
  world = await openWorld();
  second = await secondOnX(world, 'school');
  trust = await secondOnX(world, 'trust');
});
afterAll(() => world.close());

/** Pupils with a plain yes for their own school's accounts; each test takes its own. */
const nextIndex = inTurn([
  0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40, 41, 42,
]);
const ask = async (ref: PostRef, account: string, as = 'comms') =>
  askRepost(world.web, await world.staff(as), ref, account);
const rowOf = async (ref: PostRef) => {
  const row = (await repostsOf(world.db, ref, ref.postId)).at(-1);
  if (!row) throw new Error('nobody asked for a repost');
  return row;
};
const open = async (ref: PostRef, as = 'comms') =>
  openRepost(world.web, await world.staff(as), ref, (await rowOf(ref)).id);
const say = async (ref: PostRef, answer: RepostAnswer, as = 'comms') =>
  answerRepost(world.web, await world.staff(as), ref, (await rowOf(ref)).id, answer);
const told = async (ref: PostRef, kind: 'repost_undo' | 'repost_stopped' | 'repost_unanswered') =>
  (await world.db.select().from(notices).where(eq(notices.postId, ref.postId)))
    .filter((notice) => notice.kind === kind)
    .map(({ userId, code }) => `${userId} ${code ?? ''}`.trim())
    .sort();
const userIds = async (...keys: string[]) =>
  (await Promise.all(keys.map((key) => world.staff(key)))).map(({ userId }) => userId).sort();
const story = async (ref: PostRef) =>
  (await readHistory(world.db, { ...ref, trustId: PRACTICE_TRUST.id }, ref.postId)).flatMap(({ event }) =>
    event?.type === 'repost.moved' ? [event.ended ?? event.to] : [],
  );
async function reposted(index: number, account: string): Promise<PostRef> {
  const ref = await liveWith(world, index);
  await ask(ref, account);
  await open(ref);
  expect(await say(ref, 'reposted')).toEqual({ undo: false });
  return ref;
}
async function goneNow(ref: PostRef): Promise<void> {
  const deliveryId = await deliveryIdOf(world, ref);
  expect(await takeDownPost(world.worker, { schoolId: ref.schoolId, deliveryId })).toBe('removed');
}

describe('making one', () => {
  it('is asked for, opened and confirmed by people who are named', async () => {
    const ref = await liveWith(world, nextIndex());
    await ask(ref, second);
    await open(ref, 'head');
    await say(ref, 'reposted', 'head');
    const [comms, head] = await Promise.all([world.staff('comms'), world.staff('head')]);
    expect(await rowOf(ref)).toMatchObject({
      ...{ state: 'reposted', accountId: second, askedBy: comms.userId, openedBy: head.userId },
      ...{ answeredBy: head.userId, repostedAt: world.clock.now(), endedAt: null },
    });
    expect(await story(ref)).toEqual(['asked', 'opened', 'reposted']);
  });

  it('is one at a time for each account, however often it is asked for, and can be asked for again once it is over', async () => {
    const ref = await liveWith(world, nextIndex());
    await Promise.all([ask(ref, second), ask(ref, second, 'head')]);
    expect(await repostsOf(world.db, ref, ref.postId)).toHaveLength(1);
    await say(ref, 'not_made');
    world.clock.advance(60_000);
    await ask(ref, second);
    const rows = await repostsOf(world.db, ref, ref.postId);
    expect(rows.map(({ state, ended }) => ended ?? state)).toEqual(['given_up', 'asked']);
  });

  it('is for comms leads and headteachers alone; whoever takes posts down may say that it is taken back', async () => {
    const ref = await liveWith(world, nextIndex());
    for (const who of ['teacher', 'deputy', 'dsl', 'data', 'office'])
      await expect(ask(ref, second, who), who).rejects.toMatchObject({ reason: 'not_permitted' });
    await ask(ref, second);
    await expect(open(ref, 'dsl')).rejects.toMatchObject({ reason: 'not_permitted' });
    await open(ref);
    await expect(say(ref, 'reposted', 'dsl')).rejects.toMatchObject({ reason: 'not_permitted' });
    await say(ref, 'reposted');
    await expect(say(ref, 'taken_back', 'teacher')).rejects.toMatchObject({ reason: 'not_permitted' });
    await say(ref, 'taken_back', 'dsl');
    expect(await rowOf(ref)).toMatchObject({ state: 'gone', ended: 'taken_back' });
  });

  it('says of it only what can be so', async () => {
    const ref = await liveWith(world, nextIndex());
    await ask(ref, second);
    for (const answer of ['reposted', 'taken_back'] as const)
      await expect(say(ref, answer)).rejects.toMatchObject({ code: 'illegal_move' });
    await open(ref);
    await expect(open(ref)).rejects.toMatchObject({ code: 'illegal_move' });
    await say(ref, 'reposted');
    await expect(say(ref, 'not_made')).rejects.toMatchObject({ code: 'illegal_move' });
  });
});

describe('what stands in the way', () => {
  it('an account that families have not said yes to, although the post is up on another', async () => {
    const index = nextIndex();
    const ref = await liveWith(world, index);
    await expect(ask(ref, trust)).rejects.toMatchObject({ code: 'forbidden', reason: 'not_allowed_there' });
    await answerFor(world, index, 'granted', 'trust');
    await ask(ref, trust);
    expect((await rowOf(ref)).state).toBe('asked');
  });

  it('a pause: nobody can ask for one or open one while it lasts', async () => {
    const ref = await liveWith(world, nextIndex());
    await ask(ref, second);
    const head = await world.staff('head');
    await pausePublishing(world.web, head, { schoolId: world.schoolId });
    try {
      await expect(open(ref)).rejects.toMatchObject({ reason: 'publishing_paused' });
      const other = await secondOnX(world, 'school');
      await expect(ask(ref, other)).rejects.toMatchObject({ reason: 'publishing_paused' });
    } finally {
      await letPublishingGoOn(world, head);
    }
    await open(ref);
    expect((await rowOf(ref)).state).toBe('opened');
  });

  it('an account that is not open, the post’s own or one of another platform, and a post that is not up', async () => {
    const ref = await liveWith(world, nextIndex());
    const [own] = await world.db.select().from(posts).where(eq(posts.id, ref.postId));
    await expect(ask(ref, own?.accountId ?? '')).rejects.toMatchObject({ reason: 'account_leads' });
    const shut = await secondOnX(world, 'school');
    await ask(ref, shut);
    const closed = { closesAt: world.clock.now() };
    await world.db.update(accounts).set(closed).where(eq(accounts.id, shut));
    await expect(open(ref)).rejects.toMatchObject({ reason: 'account_not_open' });
    const elsewhere = await secondOnX(world, 'school');
    await world.db.update(accounts).set({ platform: 'bluesky' }).where(eq(accounts.id, elsewhere));
    await expect(ask(ref, elsewhere)).rejects.toMatchObject({ reason: 'other_platform' });
    await requestTakedown(world.web, await world.staff('head'), ref, 'mistake');
    await expect(ask(ref, second)).rejects.toMatchObject({ reason: 'not_live' });
    await expect(ask(ref, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('a post that is not on the platform as it was approved', async () => {
    const ref = await liveWith(world, nextIndex());
    await ask(ref, second);
    await world.db.update(deliveries).set({ drift: 'words' }).where(eq(deliveries.postId, ref.postId));
    await expect(open(ref)).rejects.toMatchObject({ reason: 'not_live' });
  });

  it('what came up while somebody pressed it: then it has to be taken back', async () => {
    const account = await secondOnX(world, 'school');
    const ref = await liveWith(world, nextIndex());
    await ask(ref, account);
    await open(ref);
    await world.db.update(accounts).set({ closesAt: world.clock.now() }).where(eq(accounts.id, account));
    expect(await say(ref, 'reposted')).toEqual({ undo: true });
    expect(await rowOf(ref)).toMatchObject({ state: 'undo_wanted', undoSince: world.clock.now() });
    expect(await told(ref, 'repost_undo')).toEqual(await userIds('comms', 'head'));
    await say(ref, 'taken_back');
    expect((await rowOf(ref)).ended).toBe('taken_back');
  });

  it('the same while everything pauses: a pause hides nothing that came up', async () => {
    const account = await secondOnX(world, 'school');
    const ref = await liveWith(world, nextIndex());
    await ask(ref, account);
    await open(ref);
    const head = await world.staff('head');
    await pausePublishing(world.web, head, { schoolId: world.schoolId });
    try {
      await world.db.update(accounts).set({ closesAt: world.clock.now() }).where(eq(accounts.id, account));
      expect(await say(ref, 'reposted')).toEqual({ undo: true });
    } finally {
      await letPublishingGoOn(world, head);
    }
  });

  it('a post that was changed on the platform meanwhile', async () => {
    const ref = await liveWith(world, nextIndex());
    await ask(ref, second);
    await open(ref);
    await world.db.update(deliveries).set({ drift: 'words' }).where(eq(deliveries.postId, ref.postId));
    expect(await say(ref, 'reposted')).toEqual({ undo: true });
    expect((await rowOf(ref)).state).toBe('undo_wanted');
  });

  it('neither a pause nor a post that comes down: nobody is sent to take anything back', async () => {
    const [paused, down] = [await liveWith(world, nextIndex()), await liveWith(world, nextIndex())];
    for (const ref of [paused, down]) {
      await ask(ref, second);
      await open(ref);
    }
    const head = await world.staff('head');
    await pausePublishing(world.web, head, { schoolId: world.schoolId });
    try {
      expect(await say(paused, 'reposted')).toEqual({ undo: false });
    } finally {
      await letPublishingGoOn(world, head);
    }
    await requestTakedown(world.web, head, down, 'mistake');
    expect(await say(down, 'reposted')).toEqual({ undo: false });
    expect(await told(down, 'repost_undo')).toEqual([]);
  });
});

describe('a no for that account alone', () => {
  async function atState(state: 'asked' | 'opened' | 'reposted'): Promise<{ ref: PostRef; index: number }> {
    const index = nextIndex();
    const ref = await liveWith(world, index);
    await answerFor(world, index, 'granted', 'trust');
    await ask(ref, trust);
    if (state !== 'asked') await open(ref);
    if (state === 'reposted') await say(ref, 'reposted');
    await answerFor(world, index, 'refused', 'trust');
    expect(await statusOf(world, ref)).toBe('published');
    return { ref, index };
  }

  it('ends one that nobody has pressed yet, and tells who asked, without a reason', async () => {
    const { ref } = await atState('asked');
    expect(await rowOf(ref)).toMatchObject({ state: 'not_made', ended: 'stopped' });
    expect(await told(ref, 'repost_stopped')).toEqual(await userIds('comms'));
    await expect(open(ref)).rejects.toMatchObject({ code: 'illegal_move' });
    await expect(ask(ref, trust)).rejects.toMatchObject({ reason: 'not_allowed_there' });
  });

  it.each(['opened', 'reposted'] as const)('asks to take back one that is %s', async (state) => {
    const { ref } = await atState(state);
    expect((await rowOf(ref)).state).toBe('undo_wanted');
    expect(await told(ref, 'repost_undo')).toEqual(await userIds('comms', 'head'));
    expect((await story(ref)).at(-1)).toBe('undo_wanted');
    await say(ref, state === 'opened' ? 'not_made' : 'taken_back');
    expect((await rowOf(ref)).endedAt).toEqual(world.clock.now());
  });

  it('leaves alone what another account of the school itself shows', async () => {
    const index = nextIndex();
    const ref = await reposted(index, second);
    await answerFor(world, index, 'refused', 'trust');
    expect((await rowOf(ref)).state).toBe('reposted');
  });
});

describe('with the original', () => {
  it('is gone once that is proved gone, not before, and the record says so', async () => {
    const ref = await reposted(nextIndex(), second);
    await requestTakedown(world.web, await world.staff('head'), ref, 'mistake');
    expect((await rowOf(ref)).state).toBe('reposted');
    await goneNow(ref);
    expect(await rowOf(ref)).toMatchObject({
      ...{ state: 'gone', ended: 'with_original', endedAt: world.clock.now() },
    });
    expect((await story(ref)).at(-1)).toBe('with_original');
  });

  it('goes when a family takes everything back: nobody is sent to press anything', async () => {
    const index = nextIndex();
    const ref = await reposted(index, second);
    await answerFor(world, index, 'refused', 'own_school');
    expect(await statusOf(world, ref)).toBe('takedown_requested');
    expect(await told(ref, 'repost_undo')).toEqual([]);
    await goneNow(ref);
    expect((await rowOf(ref)).ended).toBe('with_original');
  });

  it('is not made when it was only asked for', async () => {
    const index = nextIndex();
    const ref = await liveWith(world, index);
    await ask(ref, second);
    await requestTakedown(world.web, await world.staff('head'), ref, 'mistake');
    await expect(open(ref)).rejects.toMatchObject({ reason: 'not_live' });
    await goneNow(ref);
    expect(await rowOf(ref)).toMatchObject({ state: 'not_made', ended: 'stopped' });
  });
});

describe('one of which nobody says anything', () => {
  const HOUR = 3_600_000;
  const sweep = () => SWEEPS.find(({ name }) => name === 'reposts-silent')?.run(world.worker);
  async function after(hours: number): Promise<void> {
    world.clock.advance(hours * HOUR);
    await Promise.all([sweep(), sweep()]);
  }

  it('and which was opened is asked about after an hour, then every day, until somebody answers', async () => {
    const ref = await liveWith(world, nextIndex());
    await ask(ref, second);
    await after(48);
    expect(await told(ref, 'repost_unanswered')).toEqual([]);
    await open(ref, 'head');
    await after(0.9);
    expect(await told(ref, 'repost_unanswered')).toEqual([]);
    await after(0.2);
    const both = await userIds('comms', 'head');
    expect(await told(ref, 'repost_unanswered')).toEqual(both);
    await after(20);
    expect(await told(ref, 'repost_unanswered')).toEqual(both);
    await after(5);
    expect(await told(ref, 'repost_unanswered')).toEqual([...both, ...both].sort());
    await say(ref, 'reposted', 'head');
    await after(72);
    expect(await told(ref, 'repost_unanswered')).toHaveLength(4);
  });

  it('and of which there are two on two accounts are each asked about in their own time', async () => {
    const ref = await liveWith(world, nextIndex());
    await ask(ref, second);
    await open(ref);
    await after(0.5);
    await ask(ref, await secondOnX(world, 'school'));
    await open(ref, 'head');
    const both = await userIds('comms', 'head');
    await after(0.6);
    expect(await told(ref, 'repost_unanswered')).toEqual(both);
    await after(0.5);
    expect(await told(ref, 'repost_unanswered')).toEqual([...both, ...both].sort());
  });

  it('and which must not be up is asked back every hour (R-78)', async () => {
    const account = await secondOnX(world, 'school');
    const ref = await liveWith(world, nextIndex());
    await ask(ref, account);
    await open(ref);
    await world.db.update(accounts).set({ closesAt: world.clock.now() }).where(eq(accounts.id, account));
    await say(ref, 'reposted');
    const both = await userIds('comms', 'head');
    await after(0.5);
    expect(await told(ref, 'repost_undo')).toEqual(both);
    for (const _ of [1, 2]) await after(1);
    expect(await told(ref, 'repost_undo')).toEqual([...both, ...both, ...both].sort());
    expect(await told(ref, 'repost_unanswered')).toEqual([]);
    await say(ref, 'taken_back');
    await after(48);
    expect(await told(ref, 'repost_undo')).toHaveLength(6);
  });
});
