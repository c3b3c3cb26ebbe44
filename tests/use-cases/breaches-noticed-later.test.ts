// A breach that shows later: a no on paper that was entered after the post went out, a mistake that turns out to be more. Its 72 hours run
// from when somebody noticed; and what never went out is no breach (UK GDPR Article 33).
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { recordBreach } from '#app/domain/breaches/record-breach.ts';
import { explainTakedown } from '#app/domain/posts/explain-takedown.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { readPostPage } from '#app/domain/posts/read-post-page.ts';
import { readWhy } from '#app/domain/posts/read-why.ts';
import { openRemoval, requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { breachRecords } from '#db/schema/breaches.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { deliveryIdOf, duePost, postIn, publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const records = (ref: PostRef) =>
  world.db.select().from(breachRecords).where(eq(breachRecords.postId, ref.postId));
const lookAt = async (ref: PostRef) =>
  lookForPost(world.worker, { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });

/** A live post that a permission takes down. */
async function forPermission(): Promise<PostRef> {
  const ref = await postIn(world, 'published', {});
  await withLockedPost(
    world.worker,
    { kind: 'system', name: 'system:permission-change' },
    ref,
    (work, facts) => openRemoval(world.worker, work, facts, 'permission_changed'),
  );
  return ref;
}

describe('a post that a permission took down', () => {
  const of = (ref: PostRef) => ({ ...ref, trustId: PRACTICE_TRUST.id });
  const offered = async (who: string, ref: PostRef) =>
    (await readPostPage(world.db, await world.staff(who), of(ref), world.clock.now())).mayRecordBreach;

  test.each(['data', 'dsl'])(
    'is recorded as a breach by %s, whose clock runs from that moment',
    async (who) => {
      const ref = await forPermission();
      world.clock.advance(96 * HOUR);
      expect(await offered(who, ref)).toBe(true);
      const page = await readWhy(world.db, await world.staff(who), of(ref), world.clock.now());
      expect(page).toMatchObject({ maySay: false, mayRaise: false, mayRecord: true });
      const breachId = await recordBreach(world.web, await world.staff(who), ref);
      expect(await recordBreach(world.web, await world.staff(who), ref)).toBe(breachId);
      const now = world.clock.now();
      expect(await records(ref)).toMatchObject([
        { id: breachId, noticedAt: now, decideBy: new Date(now.getTime() + 72 * HOUR) },
      ]);
      const [takedown] = await world.db.select().from(takedowns).where(eq(takedowns.postId, ref.postId));
      expect(takedown?.cause).toBe('permission_changed');
    },
  );

  test.each(['head', 'comms', 'teacher'])('is not offered to %s, and not taken from them', async (who) => {
    const ref = await forPermission();
    expect(await offered(who, ref)).toBe(false);
    await expect(recordBreach(world.web, await world.staff(who), ref)).rejects.toMatchObject({
      reason: 'not_permitted',
    });
    expect(await records(ref)).toEqual([]);
  });
});

describe('the clock', () => {
  const explained = async (first: 'not_said' | 'mistake') => {
    const ref = await postIn(world, 'published', {});
    const asked = world.clock.now();
    await requestTakedown(world.web, await world.staff('head'), ref, first);
    world.clock.advance(96 * HOUR);
    const why = { cause: 'should_not_be_shown', note: '' } as const;
    await explainTakedown(world.web, await world.staff('head'), ref, why);
    const [record] = await records(ref);
    return { asked, noticed: record?.noticedAt };
  };

  test('runs from when a mistake turned out to be more', async () => {
    expect((await explained('mistake')).noticed).toEqual(world.clock.now());
  });

  test('runs from the press when whoever pressed had not said why', async () => {
    const { asked, noticed } = await explained('not_said');
    expect(noticed).toEqual(asked);
  });
});

describe('a post that may or may not be out', () => {
  async function unclear(done: boolean): Promise<PostRef> {
    const ref = await duePost(world, {});
    world.publisher.next('create', { outcome: 'unknown', why: 'reset' }, { done });
    expect(await publishNow(world, ref)).toBe('unknown');
    await requestTakedown(world.web, await world.staff('dsl'), ref, 'should_not_be_shown');
    expect(await records(ref)).toEqual([]);
    return ref;
  }

  test('is a breach from when it is found', async () => {
    const ref = await unclear(true);
    world.clock.advance(MINUTE);
    expect(await lookAt(ref)).toBe('published');
    expect(await records(ref)).toMatchObject([{ noticedAt: world.clock.now() }]);
  });

  test('is none when it never went out', async () => {
    const ref = await unclear(false);
    for (const minutes of [1, 1, 1, 8]) {
      world.clock.advance(minutes * MINUTE);
      await lookAt(ref);
    }
    expect(await statusOf(world, ref)).toBe('held');
    expect(await records(ref)).toEqual([]);
  });
});
