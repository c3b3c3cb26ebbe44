// A takedown whose access is refused: access is renewed once before a person is asked, an outage decides nothing, and a platform that asks
// us to wait is waited for, as long as that is in time (R-85, PF8).
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sealText } from '#app/domain/accounts/sealed-credential.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { readCredential, replaceCredential } from '#db/queries/account-credentials.server.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf, publishNow } from '#tests/support/posts-in-states.ts';
import { testVault } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  await world?.close();
  world = await openWorld();
});
afterAll(() => world.close());

const MINUTE = 60_000;
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];
const refused = { outcome: 'needs_reconnect', why: '401' } as const;

/** A live post that is to come down, on an account whose access can be renewed. */
async function comingDown() {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  world.clock.advance(30 * MINUTE);
  const { account } = await readPostFacts(world.db, ref, world.clock.now());
  const of = { schoolId: ref.schoolId, accountId: account.id };
  const user = { platformUserId: account.platformUserId ?? '', handle: account.handle };
  const { accessToken, refresh } = world.connector.grant(user);
  const token = await sealText(testVault, accessToken);
  const sealed = await sealText(testVault, refresh);
  await world.db.transaction((tx) =>
    replaceCredential(tx, {
      ...{ ...of, kind: 'oauth2_user', status: 'connected', scopes: SCOPES },
      ...{ sealedToken: token.box, sealedRefresh: sealed.box, keyId: token.keyId },
      sealedAt: world.clock.now(),
      accessExpiresAt: new Date(world.clock.now().getTime() + 30 * 86_400_000),
    }),
  );
  expect(await publishNow(world, ref)).toBe('published');
  await requestTakedown(world.web, await world.staff('dsl'), ref, 'should_not_be_shown');
  world.connector.calls.length = 0;
  const deliveryId = await deliveryIdOf(world, ref);
  return { ...ref, ...of, deliveryId };
}
const removals = () => world.publisher.calls.filter(({ method }) => method === 'remove').length;
const open = async (ref: PostRef) => {
  const takedown = await openTakedown(world.db, ref, ref.postId);
  if (!takedown) throw new Error('no open takedown');
  return takedown;
};
const statusOf = async (post: PostRef) =>
  (await readPostFacts(world.db, post, world.clock.now())).post.status;

describe('access that is refused', () => {
  it('is renewed once, and the post is down without anybody', async () => {
    const post = await comingDown();
    world.publisher.next('remove', refused);
    expect(await takeDownPost(world.worker, post)).toBe('removed');
    expect(world.connector.calls).toEqual(['renew']);
    expect(removals()).toBe(2);
    expect(await statusOf(post)).toBe('taken_down');
  });

  it('when it cannot be renewed for an outage, is tried again and nobody is disconnected', async () => {
    const post = await comingDown();
    world.publisher.next('remove', refused);
    world.connector.outage = '503';
    expect(await takeDownPost(world.worker, post)).toBe('trying_again');
    expect(await statusOf(post)).toBe('takedown_requested');
    expect((await readCredential(world.db, post, post.accountId))?.status).toBe('connected');
    world.connector.outage = null;
    world.clock.set((await open(post)).leaseUntil ?? world.clock.now());
    world.clock.advance(3 * MINUTE);
    expect(await takeDownPost(world.worker, post)).toBe('removed');
  });

  it('a second time, with new access, is handed to a person, who can connect it again', async () => {
    const post = await comingDown();
    world.publisher.next('remove', refused);
    world.publisher.next('remove', refused);
    expect(await takeDownPost(world.worker, post)).toBe('needs_a_person');
    expect(removals()).toBe(2);
    expect((await readCredential(world.db, post, post.accountId))?.status).toBe('reconnect_needed');
    expect(await statusOf(post)).toBe('takedown_failed');
  });

  it('for good is handed to a person at once', async () => {
    const post = await comingDown();
    const { account } = await readPostFacts(world.db, post, world.clock.now());
    world.connector.forget(account.platformUserId ?? '');
    world.publisher.next('remove', refused);
    expect(await takeDownPost(world.worker, post)).toBe('needs_a_person');
    expect(removals()).toBe(1);
  });
});

describe('a platform that takes no more deletions for now', () => {
  it('is waited for as long as it asks, and no try is spent', async () => {
    const post = await comingDown();
    const { attempts } = await open(post);
    for (let time = 0; time < 7; time++) {
      const retryAfter = new Date(world.clock.now().getTime() + 2 * MINUTE);
      world.publisher.next('remove', { outcome: 'busy', why: '429', retryAfter });
      expect(await takeDownPost(world.worker, post)).toBe('trying_again');
      expect(await open(post)).toMatchObject({ attempts, leaseUntil: retryAfter });
      world.clock.set(new Date(retryAfter.getTime() - 1));
      const before = removals();
      expect(await takeDownPost(world.worker, post)).toBe('not_waiting');
      expect(removals()).toBe(before);
      world.clock.set(retryAfter);
    }
    expect(await statusOf(post)).toBe('takedown_requested');
    expect(await takeDownPost(world.worker, post)).toBe('removed');
  });

  it('beyond the deadline, counts as a try that failed: in the end people are asked', async () => {
    const post = await comingDown();
    const { attempts, deadlineAt } = await open(post);
    const retryAfter = new Date(deadlineAt.getTime() + MINUTE);
    world.publisher.next('remove', { outcome: 'busy', why: '429', retryAfter });
    expect(await takeDownPost(world.worker, post)).toBe('trying_again');
    expect((await open(post)).attempts).toBe(attempts + 1);
  });
});
