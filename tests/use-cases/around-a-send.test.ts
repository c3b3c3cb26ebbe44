// The bookkeeping around a send, attacked: late answers, lost tokens, broken disks, stops that others would lift, and who is told.
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { cancelPost, holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { maySeePost } from '#app/domain/posts/may-see-post.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { lookForPost, sayNotThere } from '#app/domain/posts/settle-unknown.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { TRIES_BEFORE_HELP, takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { accountPace } from '#db/schema/pace.ts';
import { roleGrants } from '#db/schema/people.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import {
  approvedPost,
  draftPost,
  openWorld,
  scheduledPost,
  shownOn,
  type World,
} from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
// What the platform said about the account in one test is not another's.
afterEach(async () => void (await world.db.delete(accountPace)));
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
const delivery = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, (await facts(ref)).post.revisionId);
  if (!row) throw new Error('no delivery');
  return row;
};
const idOf = async (ref: PostRef) => ({ schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });
const publish = async (ref: PostRef) => publishPost(world.worker, await idOf(ref));
const told = async (key: string, ref: PostRef) =>
  (await noticesFor(world.db, world, (await world.staff(key)).userId, 200))
    .filter((notice) => notice.postId === ref.postId)
    .map((notice) => notice.kind);

async function duePost(plan: { photos?: [] } = {}): Promise<PostRef> {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out'), ...plan });
  world.clock.advance(30 * 60_000);
  return ref;
}

async function placeSoon(ref: PostRef): Promise<void> {
  const due = new Date(world.clock.now().getTime() + 60_000);
  await schedulePost(world.web, await world.staff('comms'), ref, { wall: wallTimeOf(due, 'Europe/London') });
  world.clock.advance(120_000);
}

describe('an attempt that another one has overtaken', () => {
  it('cannot move a post whose new delivery is on its way', async () => {
    const ref = await duePost();
    const teacher = await world.staff('teacher');
    world.publisher.during('prepare', async () => {
      world.clock.advance(4 * 60_000);
      expect(await freeStuckDelivery(world.worker, await delivery(ref))).toBe('waiting');
      await reopenPost(world.web, teacher, ref);
      await submitPost(world.web, teacher, ref, { version: (await facts(ref)).post.version });
      await approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
      await placeSoon(ref);
      expect(await publish(ref)).toBe('published');
      // Only now does the first attempt get its answer.
      world.publisher.next('prepare', { outcome: 'not_sent', why: 'late answer' });
    });
    expect(await publish(ref)).toBe('taken_by_another');
    expect(await statusOf(ref)).toBe('published');
  });
});

describe('a token that cannot be opened', () => {
  it('lets people know that they must take the post down by hand (R-85)', async () => {
    const ref = await duePost();
    expect(await publish(ref)).toBe('published');
    await requestTakedown(world.web, await world.staff('comms'), ref, 'mistake');
    const broken = {
      ...world.worker,
      tokens: { ...world.worker.tokens, open: () => Promise.reject(new Error('no such key')) },
    };
    expect(await takeDownPost(broken, await idOf(ref))).toBe('needs_a_person');
    expect(await told('teacher', ref)).toContain('takedown_failed');
    expect(TRIES_BEFORE_HELP).toBeGreaterThan(1);
  });
});

describe('a post that was sent and not found', () => {
  it('never goes out again without a new approval', async () => {
    const ref = await duePost({ photos: [] });
    world.publisher.next('create', { outcome: 'unknown', why: 'hang' });
    expect(await publish(ref)).toBe('unknown');
    world.clock.advance(11 * 60_000);
    for (let looks = 0; looks < 3; looks++) await lookForPost(world.worker, await idOf(ref));
    const head = await world.staff('head');
    await sayNotThere(world.web, head, ref);
    expect(await told('teacher', ref)).toContain('post_held');
    await expect(releasePost(world.web, head, ref)).rejects.toMatchObject({ reason: 'already_sent' });
  });
});

describe('a wait', () => {
  it('is never shorter than a few seconds, also when the platform names none', async () => {
    const ref = await duePost();
    world.publisher.next('prepare', { outcome: 'busy', why: 'rate limit', retryAfter: null });
    expect(await publish(ref)).toBe('waiting');
    expect((await delivery(ref)).retryAt?.getTime()).toBeGreaterThan(world.clock.now().getTime());
  });

  it('that outlasts the limit is a miss now, and its people are told (PF28)', async () => {
    const ref = await duePost();
    const tomorrow = new Date(world.clock.now().getTime() + 86_400_000);
    world.publisher.next('prepare', { outcome: 'busy', why: 'daily limit', retryAfter: tomorrow });
    expect(await publish(ref)).toBe('missed');
    for (const key of ['teacher', 'head', 'comms']) expect(await told(key, ref)).toContain('post_missed');
  });
});

describe('a photo store that cannot be read', () => {
  it('says nothing against the photos, and does not keep a post scheduled for ever', async () => {
    const ref = await duePost();
    const broken = {
      ...world.worker,
      photos: { ...world.worker.photos, readClean: () => Promise.reject(new Error('EIO')) },
    };
    expect(await publishPost(broken, await idOf(ref))).toBe('photo_store_unreadable');
    expect(await statusOf(ref)).toBe('scheduled');
    world.clock.advance(31 * 60_000);
    expect(await publishPost(broken, await idOf(ref))).toBe('missed');
  });
});

describe('a stop', () => {
  it('by a safeguarding lead is not lifted by a comms lead, nor by the author; an approver may', async () => {
    const ref = await approvedPost(world);
    await holdPost(world.web, await world.staff('dsl'), ref);
    await expect(releasePost(world.web, await world.staff('comms'), ref)).rejects.toMatchObject({
      reason: 'stopped_by_another',
    });
    await releasePost(world.web, await world.staff('head'), ref);
    expect(await statusOf(ref)).toBe('approved');
  });

  it('can be added to a post that is held already, and one not yet seen is not lifted', async () => {
    const ref = await approvedPost(world);
    const head = await world.staff('head');
    await holdPost(world.web, head, ref);
    await expect(releasePost(world.web, head, ref, { holdIds: [] })).rejects.toMatchObject({
      reason: 'stale_page',
    });
    const [shown] = (await facts(ref)).openHolds;
    await releasePost(world.web, head, ref, { holdIds: [shown?.id ?? ''] });
  });
});

describe('a takedown asked for during a send that the platform then refuses', () => {
  it('ends as never live, and the post is held, not failed', async () => {
    const ref = await duePost();
    const dsl = await world.staff('dsl');
    world.publisher.during('create', () => requestTakedown(world.web, dsl, ref, 'should_not_be_shown'));
    world.publisher.next('create', { outcome: 'refused', code: 'other', why: 'policy' });
    expect(await publish(ref)).toBe('held');
    expect(await takedownsOfPost(world.db, ref, ref.postId)).toMatchObject([{ outcome: 'never_live' }]);
  });
});

describe('a delegation', () => {
  it('ends with the headship of whoever gave it (R-03, R-116)', async () => {
    const head = await world.staff('head');
    expect((await world.staff('deputy')).delegations).toHaveLength(1);
    await world.db
      .update(roleGrants)
      .set({ endsAt: world.clock.now() })
      .where(eq(roleGrants.userId, head.userId));
    expect((await world.staff('deputy')).delegations).toHaveLength(0);
    await world.db.update(roleGrants).set({ endsAt: null }).where(eq(roleGrants.userId, head.userId));
  });
});

describe('a draft that was cancelled before anybody else saw it', () => {
  it('stays as private as it was', async () => {
    const ref = await draftPost(world);
    await cancelPost(world.web, await world.staff('teacher'), ref);
    const { post, editors } = await facts(ref);
    const at = world.clock.now();
    expect(maySeePost(await world.staff('teacher'), post, editors, at)).toBe(true);
    expect(maySeePost(await world.staff('dsl'), post, editors, at)).toBe(false);
  });
});

describe('proving the log while it grows', () => {
  it('takes new entries for what they are', async () => {
    const growing = verifyAudit(world.db, testAuditSeal, []);
    await draftPost(world);
    expect(await growing).toMatchObject({ ok: true, faults: [] });
  });
});
