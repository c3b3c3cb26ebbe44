// A post leans on its account's connection: photos need the right to send them, and nothing is given a time or sent on an account that is not
// connected.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { refusalOf } from '#app/domain/posts/post-machine.ts';
import { gateFaults } from '#app/domain/posts/publish-gate.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { duePost, publishNow } from '#tests/support/posts-in-states.ts';
import { approvedPost, draftPost, openWorld, type World } from '#tests/support/world.ts';

let world: World;
let accountId: string;
const FULL = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
const become = (change: Partial<typeof accountCredentials.$inferInsert>) =>
  world.db.update(accountCredentials).set(change).where(eq(accountCredentials.accountId, accountId));

beforeAll(async () => {
  world = await openWorld();
  accountId = (await accountsOfSchool(world.db, world))[0]?.id ?? '';
});
afterAll(() => world.close());
beforeEach(() => become({ scopes: FULL, status: 'connected' }));

const factsOf = (ref: { schoolId: string; postId: string }) =>
  readPostFacts(world.db, ref, world.clock.now());

describe('a connection without the right to send photos', () => {
  test('takes no post with photos for approval, gives it no time, and holds it at the last check', async () => {
    const [draft, approved] = [await draftPost(world), await approvedPost(world)];
    const due = await duePost(world, {});
    await become({ scopes: FULL.filter((scope) => scope !== 'media.write') });
    const [teacher, comms] = [await world.staff('teacher'), await world.staff('comms')];
    const asking = { asking: true } as const;
    expect(refusalOf('submit', await factsOf(draft), teacher, asking)).toEqual({
      reason: 'photos_need_right',
    });
    expect(refusalOf('schedule', await factsOf(approved), comms, asking)).toEqual({
      reason: 'photos_need_right',
    });
    const faults = gateFaults(await factsOf(due), new Set()).map(({ code, hold }) => [code, hold]);
    expect(faults).toContainEqual(['photos_need_right', 'account_disconnected']);
    await publishNow(world, due);
    const held = await factsOf(due);
    expect(held.post.status).toBe('held');
    expect(world.publisher.calls.filter(({ method }) => method === 'create')).toEqual([]);
    await become({ scopes: FULL });
    expect(refusalOf('submit', await factsOf(draft), teacher, asking)).toBeNull();
  });
});

describe('an account that is not connected', () => {
  test.each(['reconnect_needed', 'disconnected'] as const)(
    '%s: a post can be sent for approval, and is given no time',
    async (status) => {
      const [draft, approved] = [await draftPost(world), await approvedPost(world)];
      await become({ status });
      const asking = { asking: true } as const;
      expect(refusalOf('submit', await factsOf(draft), await world.staff('teacher'), asking)).toBeNull();
      expect(refusalOf('schedule', await factsOf(approved), await world.staff('comms'), asking)).toEqual({
        reason: 'account_not_connected',
      });
      expect(Object.keys((await factsOf(draft)).account.connection ?? {}).sort()).toEqual([
        'kind',
        'scopes',
        'status',
      ]);
    },
  );
});
