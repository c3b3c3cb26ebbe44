// What happens around a send that the platform or the machine did not let through: access refused once and twice, a disk that takes no
// note of it, and a power cut after which the post has moved on.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sealText } from '#app/domain/accounts/sealed-credential.ts';
import { unscheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import { cancelPost, holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { replayIntents } from '#app/domain/posts/replay-intents.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { readCredential, replaceCredential } from '#db/queries/account-credentials.server.ts';
import { attemptsOf } from '#db/queries/delivery-attempts.server.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { testVault } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  await world?.close();
  world = await openWorld();
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const delivery = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!row) throw new Error('no delivery');
  return row;
};
const idOf = async (ref: PostRef) => ({ schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });
const publish = async (ref: PostRef, deps = world.worker) => publishPost(deps, await idOf(ref));
const told = async (ref: PostRef) =>
  (await noticesFor(world.db, world, (await world.staff('comms')).userId, 200))
    .filter(({ postId }) => postId === ref.postId)
    .map(({ kind }) => kind);
const REFUSED = { outcome: 'needs_reconnect', why: '401' } as const;

async function duePost(): Promise<PostRef> {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
  world.clock.advance(30 * 60_000);
  return ref;
}

/** Access that runs out and can be renewed, as real accounts have. */
async function renewableAccess(ref: PostRef): Promise<{ schoolId: string; accountId: string }> {
  const { account } = await facts(ref);
  const of = { schoolId: ref.schoolId, accountId: account.id };
  const user = { platformUserId: account.platformUserId ?? '', handle: account.handle };
  const { accessToken, refresh } = world.connector.grant(user);
  const token = await sealText(testVault, accessToken);
  const sealed = await sealText(testVault, refresh);
  await world.db.transaction((tx) =>
    replaceCredential(tx, {
      ...of,
      kind: 'oauth2_user',
      status: 'connected',
      sealedToken: token.box,
      sealedRefresh: sealed.box,
      keyId: token.keyId,
      scopes: ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'],
      sealedAt: world.clock.now(),
    }),
  );
  return of;
}

describe('access that the platform does not take for a post', () => {
  it('is renewed once, and the post goes out in its place', async () => {
    const ref = await duePost();
    const of = await renewableAccess(ref);
    const before = await readCredential(world.db, of, of.accountId);
    world.publisher.next('create', REFUSED);
    expect(await publish(ref)).toBe('waiting');
    expect(world.connector.calls).toEqual(['renew']);
    expect((await delivery(ref)).authRefusals).toBe(1);
    expect((await attemptsOf(world.db, ref, (await delivery(ref)).id))[0]?.outcome).toBe('needs_reconnect');
    world.clock.advance(1_000);
    expect(await publish(ref)).toBe('published');
    expect((await delivery(ref)).authRefusals).toBe(0);
    const now = await readCredential(world.db, of, of.accountId);
    expect(now).toMatchObject({ status: 'connected', version: (before?.version ?? 0) + 1 });
  });

  it('twice, though it was renewed, needs a person: the account is to be connected again, and the post is held', async () => {
    const ref = await duePost();
    const of = await renewableAccess(ref);
    world.publisher.next('prepare', REFUSED);
    expect(await publish(ref)).toBe('waiting');
    world.clock.advance(1_000);
    world.publisher.next('prepare', REFUSED);
    expect(await publish(ref)).toBe('held');
    expect((await facts(ref)).openHolds.map(({ cause }) => cause)).toContain('account_disconnected');
    expect((await readCredential(world.db, of, of.accountId))?.status).toBe('reconnect_needed');
    expect(world.connector.calls).toEqual(['renew']);
  });

  it('is renewed again when the first refusal was long ago: one refusal a week disconnects nothing', async () => {
    const ref = await duePost();
    const of = await renewableAccess(ref);
    world.connector.accessLivesMs = 30 * 86_400_000;
    const head = await world.staff('head');
    world.publisher.next('create', REFUSED);
    expect(await publish(ref)).toBe('waiting');
    await holdPost(world.web, head, ref);
    world.clock.advance(7 * 86_400_000);
    await releasePost(world.web, head, ref);
    const { school } = await facts(ref);
    const soon = new Date(world.clock.now().getTime() + 5 * 60_000);
    await schedulePost(world.web, await world.staff('comms'), ref, { wall: wallTimeOf(soon, school.zone) });
    world.clock.advance(6 * 60_000);
    world.publisher.next('create', REFUSED);
    expect(await publish(ref)).toBe('waiting');
    expect(world.connector.calls).toEqual(['renew', 'renew']);
    expect((await readCredential(world.db, of, of.accountId))?.status).toBe('connected');
    world.clock.advance(1_000);
    expect(await publish(ref)).toBe('published');
  });

  it('while the platform does not answer, disconnects nothing: the post waits', async () => {
    const ref = await duePost();
    const of = await renewableAccess(ref);
    world.connector.outage = 'down';
    for (let tries = 0; tries < 3; tries++) {
      world.publisher.next('prepare', REFUSED);
      expect(await publish(ref)).toBe('waiting');
      world.clock.advance(5 * 60_000);
    }
    expect((await readCredential(world.db, of, of.accountId))?.status).toBe('connected');
    world.connector.outage = null;
    expect(await publish(ref)).toBe('published');
  });
});

describe('a disk that takes no note of the send', () => {
  it('keeps the post from being sent, and leaves no doubt behind', async () => {
    const ref = await duePost();
    const journal = { ...world.worker.journal, append: () => Promise.reject(new Error('ENOSPC')) };
    expect(await publish(ref, { ...world.worker, journal })).toBe('waiting');
    expect(world.publisher.calls.filter(({ method }) => method === 'create')).toEqual([]);
    world.clock.advance(60_000);
    expect(await publish(ref)).toBe('published');
    expect(world.publisher.timeline).toHaveLength(1);
  });
});

describe('a power cut that only the journal remembers', () => {
  it('stops no start: a post that has moved on stays where it is, is looked for, and its people are told', async () => {
    const gone = await duePost();
    const { id } = await delivery(gone);
    await cancelPost(world.web, await world.staff('comms'), gone);
    const settled: string[] = [];
    const journal = {
      ...world.worker.journal,
      settle: async (deliveryId: string) => void settled.push(deliveryId),
    };
    const intents = [
      { deliveryId: 'not an id at all', attempt: 1, mediaIds: [] },
      { deliveryId: id, attempt: 1, mediaIds: ['55'] },
    ];
    expect(await replayIntents({ ...world.worker, journal }, intents)).toEqual(['lost', 'recovered']);
    expect(settled).toEqual([id]);
    expect((await facts(gone)).post.status).toBe('cancelled');
    expect((await delivery(gone)).state).toBe('unknown');
    expect(await told(gone)).toContain('post_unknown');
    expect(world.lines.filter(({ level }) => level === 'error').length).toBeGreaterThanOrEqual(2);
    world.publisher.next('look', { outcome: 'found', platformIds: ['77'] });
    expect(await lookForPost(world.worker, await idOf(gone))).toBe('published');
    expect((await facts(gone)).post.status).toBe('published');
  });

  it('with its time in the calendar, and was never sent: it is missed and its people are told, never in its place without a time', async () => {
    const ref = await scheduledPost(world, { minutes: 60, words: onlyHere('A day out') });
    await unscheduleEverywhere(world.web, await world.staff('comms'), ref);
    const { id } = await delivery(ref);
    // It was placed again, claimed and armed; the power cut left of it what stood on the disk before.
    await replayIntents(world.worker, [{ deliveryId: id, attempt: 1, mediaIds: ['55'] }]);
    expect((await facts(ref)).post).toMatchObject({ status: 'unknown', dueAt: null });
    const ends: string[] = [];
    for (let looks = 0; looks < 3; looks++) {
      world.clock.advance(5 * 60_000);
      ends.push(await lookForPost(world.worker, await idOf(ref)));
    }
    expect(ends).toEqual(['absent', 'absent', 'missed']);
    expect((await facts(ref)).post.status).toBe('missed');
    expect((await delivery(ref)).state).toBe('absent');
    const missed = (await noticesFor(world.db, world, (await world.staff('comms')).userId, 200)).filter(
      ({ postId, kind }) => postId === ref.postId && kind === 'post_missed',
    );
    expect(missed.map(({ code }) => code)).toEqual(['time_lost']);
    expect(world.publisher.timeline).toEqual([]);
  });

  it('and was never sent, is settled without anybody: nothing is out, nothing goes again', async () => {
    const gone = await duePost();
    const { id } = await delivery(gone);
    await cancelPost(world.web, await world.staff('comms'), gone);
    await replayIntents(world.worker, [{ deliveryId: id, attempt: 1, mediaIds: ['55'] }]);
    for (let looks = 0; looks < 4; looks++) {
      world.clock.advance(4 * 60_000);
      await lookForPost(world.worker, await idOf(gone));
    }
    expect((await delivery(gone)).state).toBe('absent');
    expect((await facts(gone)).post.status).toBe('cancelled');
  });
});
