// Access to X lasts two hours, and posts live for years: whoever takes one down, looks for one or reads one gets new access first (R-85,
// PF8). Nothing is renewed that has not run out, and a renewal that does not come stands in nobody's way.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sealText } from '#app/domain/accounts/sealed-credential.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { noteExtraPost, removeExtraPost } from '#app/domain/posts/extra-posts.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { readCredential, replaceCredential } from '#db/queries/account-credentials.server.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { waitingExtraPosts } from '#db/queries/extra-posts.server.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { testVault } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  await world?.close();
  world = await openWorld();
});
afterAll(() => world.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const idOf = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!row) throw new Error('no delivery');
  return { schoolId: ref.schoolId, deliveryId: row.id };
};

/** A due post on an account whose access lasts two hours from now. */
async function duePost(): Promise<{ ref: PostRef; of: { schoolId: string; accountId: string } }> {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  world.clock.advance(30 * MINUTE);
  const { account } = await facts(ref);
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
      accessExpiresAt: new Date(world.clock.now().getTime() + 2 * HOUR),
    }),
  );
  return { ref, of };
}

/** The worker beside a platform that takes access only until it has run out. */
function worker(until: Date) {
  const { publisher } = world;
  const seen = new Set<string>();
  const good = ({ credential }: AccountRef): boolean => {
    const token = credential.kind === 'oauth2_user' ? credential.accessToken : '';
    if (world.clock.now() < until) seen.add(token);
    return world.clock.now() < until || !seen.has(token);
  };
  const strict: typeof publisher = {
    ...publisher,
    look: async (account, wanted) =>
      good(account)
        ? publisher.look(account, wanted)
        : { outcome: 'no_information', why: 'the timeline answered 401' },
    remove: async (account, id) =>
      good(account) ? publisher.remove(account, id) : { outcome: 'needs_reconnect', why: '401' },
    create: async (account, post) =>
      good(account) ? publisher.create(account, post) : { outcome: 'needs_reconnect', why: '401' },
  };
  return { ...world.worker, publishers: { for: () => strict } };
}

describe('a day after a post went out, when its access has long run out', () => {
  it('the post comes down all the same, and nobody is asked to delete it by hand', async () => {
    const { ref, of } = await duePost();
    const deps = worker(new Date(world.clock.now().getTime() + 2 * HOUR));
    expect(await publishPost(deps, await idOf(ref))).toBe('published');
    expect(world.connector.calls).toEqual([]);
    world.clock.advance(24 * HOUR);
    await requestTakedown(world.web, await world.staff('comms'), ref, 'mistake');
    expect(await takeDownPost(deps, await idOf(ref))).toBe('removed');
    expect(world.publisher.timeline).toEqual([]);
    expect(world.connector.calls).toEqual(['renew']);
    expect((await readCredential(world.db, of, of.accountId))?.status).toBe('connected');
  });

  it('a second copy comes down too', async () => {
    const { ref } = await duePost();
    const deps = worker(new Date(world.clock.now().getTime() + 2 * HOUR));
    expect(await publishPost(deps, await idOf(ref))).toBe('published');
    const of = await idOf(ref);
    await withLockedPost(deps, { kind: 'system', name: 'system:sweep' }, ref, (work, locked) =>
      noteExtraPost(
        work,
        locked,
        { deliveryId: of.deliveryId, platformId: '77', foundBy: 'late_answer' },
        deps.log,
      ),
    );
    world.clock.advance(24 * HOUR);
    const [duty] = await waitingExtraPosts(world.db, world.clock.now(), 10);
    if (!duty) throw new Error('no duty');
    expect(await removeExtraPost(deps, duty)).toBe('removed');
  });
});

it('a post whose outcome is not known is found after the access of its attempt has run out', async () => {
  const { ref } = await duePost();
  const deps = worker(new Date(world.clock.now().getTime() + 2 * HOUR));
  world.publisher.next('create', { outcome: 'unknown', why: 'reset' }, { done: true });
  expect(await publishPost(deps, await idOf(ref))).toBe('unknown');
  world.publisher.next('look', { outcome: 'no_information', why: 'the timeline answered 404' });
  world.clock.advance(MINUTE);
  expect(await lookForPost(deps, await idOf(ref))).toBe('no_information');
  expect(world.connector.calls).toEqual([]);
  world.clock.advance(8 * HOUR);
  expect(await lookForPost(deps, await idOf(ref))).toBe('published');
});

it('an outage of the renewal disconnects nothing and holds nothing up: the platform itself is asked', async () => {
  const { ref, of } = await duePost();
  const deps = worker(new Date(world.clock.now().getTime() + 48 * HOUR));
  expect(await publishPost(deps, await idOf(ref))).toBe('published');
  world.clock.advance(24 * HOUR);
  world.connector.outage = 'down';
  await requestTakedown(world.web, await world.staff('comms'), ref, 'mistake');
  expect(await takeDownPost(deps, await idOf(ref))).toBe('removed');
  expect((await readCredential(world.db, of, of.accountId))?.status).toBe('connected');
});
