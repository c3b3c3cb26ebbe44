// Many permissions taken back within an hour: what is said one by one, what is gathered into one line, and that the list behind that
// line holds all that the line stands for and opens for whoever is given it (F-19, R-85).
import { randomUUID } from 'node:crypto';
import { and, eq, gt } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readLostPermission } from '#app/domain/consent/lost-permission.ts';
import { ONE_BY_ONE } from '#app/domain/gather-notices.ts';
import { type PostRef, readFactsToStop } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { openHold } from '#app/domain/posts/open-hold.ts';
import { openRemoval, type TakedownCause } from '#app/domain/posts/request-takedown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import type { NoticeDraft } from '#app/domain/notices.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { lockPost } from '#db/queries/posts.server.ts';
import { notices } from '#db/schema/notices.ts';
import { userId } from '#db/seed/practice-people.ts';
import { deliveryIdOf, postIn } from '#tests/support/posts-in-states.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let since: Date;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.advance(2 * 3_600_000);
  since = new Date(world.clock.now().getTime() - 1);
});

/** So many posts of one person are stopped for a permission, in one piece of work. */
const stopped = async (who: string, times: number, kind: NoticeDraft['kind'] = 'post_held') =>
  inOneTransaction(world.web, await world.staff('office'), async (work) => {
    for (let time = 0; time < times; time++)
      work.notify({
        schoolId: world.schoolId,
        userId: userId(`ashwick/${who}`),
        kind,
        aboutId: randomUUID(),
        code: 'permission_changed',
      });
  });
const toldTo = async (who: string) =>
  (
    await world.db
      .select()
      .from(notices)
      .where(and(eq(notices.userId, userId(`ashwick/${who}`)), gt(notices.createdAt, since)))
  ).map(({ kind }) => kind);
/** A live post that has to come down because of this. */
async function comingDown(cause: TakedownCause): Promise<PostRef> {
  const ref = await postIn(world, 'published', {});
  await withLockedPost(world.worker, { kind: 'system', name: 'system:test' }, ref, (work, facts) =>
    openRemoval(world.worker, work, facts, cause),
  );
  return ref;
}
const endsToldOf = async ({ postId }: PostRef) =>
  (
    await world.db
      .select()
      .from(notices)
      .where(and(eq(notices.postId, postId), eq(notices.kind, 'post_taken_down')))
  ).map((notice) => notice.userId);
const summaries = async (who: string) =>
  (await toldTo(who)).filter((kind) => kind === 'permissions_surge').length;

describe('many posts stopped within an hour', () => {
  it('are told in a few lines and one for the rest, to whoever may open the list', async () => {
    await stopped('comms', ONE_BY_ONE + 4);
    expect(await toldTo('comms')).toHaveLength(ONE_BY_ONE + 1);
    expect(await summaries('comms')).toBe(1);
  });

  it('are told one by one to somebody for whom the list does not open', async () => {
    await stopped('teacher', ONE_BY_ONE + 4);
    expect(await toldTo('teacher')).toEqual(Array.from({ length: ONE_BY_ONE + 4 }, () => 'post_held'));
    await stopped('teacher', 1, 'post_taken_down');
    expect(await toldTo('teacher')).toContain('post_taken_down');
  });

  it('are told again when the line for the rest has been read, and what is gone by then is not', async () => {
    await stopped('comms', ONE_BY_ONE + 1);
    await stopped('comms', 1);
    expect(await summaries('comms')).toBe(1);
    await world.db
      .update(notices)
      .set({ readAt: world.clock.now() })
      .where(eq(notices.userId, userId('ashwick/comms')));
    world.clock.advance(60_000);
    await stopped('comms', 3);
    expect(await summaries('comms')).toBe(2);
    await stopped('comms', 2, 'post_taken_down');
    expect(await toldTo('comms')).not.toContain('post_taken_down');
  });

  it('hide the end of no takedown that the summary is not about', async () => {
    const causes = ['permission_changed', 'mistake', 'time_over', 'should_not_be_shown'] as const;
    const posts = new Map<string, PostRef>();
    for (const cause of causes) posts.set(cause, await comingDown(cause));
    await stopped('comms', ONE_BY_ONE + 1);
    expect(await summaries('comms')).toBe(1);
    const told: string[] = [];
    for (const [cause, ref] of posts) {
      expect(await takeDownPost(world.worker, { ...ref, deliveryId: await deliveryIdOf(world, ref) })).toBe(
        'removed',
      );
      if ((await endsToldOf(ref)).includes(userId('ashwick/comms'))) told.push(cause);
    }
    expect(told).toEqual(['mistake', 'time_over', 'should_not_be_shown']);
  });
});

describe('the list', () => {
  it('has what is stopped for a picture that looks like a refused one, and each post once', async () => {
    const ref = await postIn(world, 'scheduled', {});
    await inOneTransaction(world.web, { kind: 'system', name: 'system:permission-change' }, async (work) => {
      await lockPost(work.db, ref, ref.postId);
      const facts = await readFactsToStop(work.db, ref, work.at);
      await openHold(work, facts, 'looks_alike');
    });
    const read = async () =>
      (
        await readLostPermission(
          world.db,
          await world.staff('comms'),
          { id: world.schoolId, zone: 'Europe/London' },
          world.clock.now(),
        )
      ).stopped.filter(({ postId }) => postId === ref.postId);
    expect(await read()).toHaveLength(1);
    await inOneTransaction(world.web, { kind: 'system', name: 'system:permission-change' }, async (work) => {
      await lockPost(work.db, ref, ref.postId);
      await openHold(work, await readFactsToStop(work.db, ref, work.at), 'permission_changed');
    });
    expect(await read()).toHaveLength(1);
  });
});
