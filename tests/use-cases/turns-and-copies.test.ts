// Whose turn an account has, and who may give it back; and how the duty to remove a second copy ends: renewed access, the copy that turns
// out to be the one that counts, and a copy that stays and is seen (PF7, PF12, R-85).
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { removeExtraPost } from '#app/domain/posts/extra-posts.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { standingOfPublishing } from '#app/domain/posts/standing-of-publishing.ts';
import { stopBeforeSending } from '#app/domain/posts/stop-before-sending.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { sealText } from '#app/domain/accounts/sealed-credential.ts';
import { replaceCredential } from '#db/queries/account-credentials.server.ts';
import { changeDelivery, deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { type ExtraPostRow, insertExtraPost, waitingExtraPosts } from '#db/queries/extra-posts.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { schools } from '#db/schema/school.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { testAuditSeal, testVault } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  await world?.close();
  world = await openWorld();
});
afterAll(() => world.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const delivery = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!row) throw new Error('no delivery');
  return row;
};
const idOf = async (ref: PostRef) => ({ schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });
const publish = async (ref: PostRef) => publishPost(world.worker, await idOf(ref));
const live = () => world.publisher.timeline;
const calls = (method: string) => world.publisher.calls.filter((call) => call.method === method).length;

async function duePosts(count: number): Promise<PostRef[]> {
  const refs: PostRef[] = [];
  for (let nth = 0; nth < count; nth++)
    refs.push(await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') }));
  world.clock.advance(30 * MINUTE);
  return refs;
}

describe('the turn of an account', () => {
  beforeEach(() =>
    world.db
      .update(schools)
      .set({ settings: sql`${schools.settings} || ${JSON.stringify({ spacingSeconds: 60 })}::jsonb` })
      .where(eq(schools.id, world.schoolId)),
  );

  it('that ran out and is another’s by now is not given back by the post that had it', async () => {
    const [slow, next, third] = (await duePosts(3)) as [PostRef, PostRef, PostRef];
    world.publisher.during('prepare', async () => {
      world.clock.advance(4 * MINUTE);
      expect(await publish(next)).toBe('published');
      world.publisher.next('prepare', { outcome: 'not_sent', why: 'too slow' });
    });
    expect(await publish(slow)).toBe('waiting');
    expect(live()).toHaveLength(1);
    expect(await publish(third)).toBe('waits_its_turn');
  });

  it('is free at once when its post is stopped while it is prepared', async () => {
    const [stopped, next] = (await duePosts(2)) as [PostRef, PostRef];
    world.publisher.during('prepare', () =>
      withLockedPost(world.worker, { kind: 'system', name: 'system:sweep' }, stopped, (work, locked) =>
        stopBeforeSending(work, locked, 'permission_changed'),
      ),
    );
    expect(await publish(stopped)).toBe('taken_by_another');
    expect(await publish(next)).toBe('published');
  });

  it('that was used is not: the next waits for the spacing', async () => {
    const [first, next] = (await duePosts(2)) as [PostRef, PostRef];
    expect(await publish(first)).toBe('published');
    expect(await publish(next)).toBe('waits_its_turn');
  });
});

/** A published post with a second copy on the account, and the duty to remove it. */
async function postWithCopy(): Promise<{ ref: PostRef; duty: ExtraPostRow; kept: string; copy: string }> {
  const [ref] = (await duePosts(1)) as [PostRef];
  world.publisher.next('create', { outcome: 'unknown', why: 'reset' }, { done: true });
  expect(await publish(ref)).toBe('unknown');
  const [oldest] = live();
  if (!oldest) throw new Error('nothing is live');
  const copy = `${oldest.platformId}9`;
  live().push({ ...oldest, platformId: copy });
  world.clock.advance(MINUTE);
  expect(await lookForPost(world.worker, await idOf(ref))).toBe('published');
  return { ref, duty: await onlyDuty(), kept: oldest.platformId, copy };
}

async function onlyDuty(): Promise<ExtraPostRow> {
  const [duty] = await waitingExtraPosts(world.db, world.clock.now(), 9);
  if (!duty) throw new Error('nobody has to remove the copy');
  return duty;
}

const deleteByHand = (id: string) => {
  const shown = live().findIndex(({ platformId }) => platformId === id);
  live().splice(shown, 1);
};

describe('a second copy', () => {
  it('comes down with new access when the old is refused', async () => {
    const { ref, duty, kept } = await postWithCopy();
    const { account } = await facts(ref);
    const user = { platformUserId: account.platformUserId ?? '', handle: account.handle };
    const { accessToken, refresh } = world.connector.grant(user);
    const token = await sealText(testVault, accessToken);
    const sealed = await sealText(testVault, refresh);
    await world.db.transaction((tx) =>
      replaceCredential(tx, {
        ...{ schoolId: ref.schoolId, accountId: account.id, kind: 'oauth2_user', status: 'connected' },
        ...{ scopes: ['tweet.write'], sealedToken: token.box, sealedRefresh: sealed.box, keyId: token.keyId },
        sealedAt: world.clock.now(),
        accessExpiresAt: new Date(world.clock.now().getTime() + 2 * HOUR),
      }),
    );
    world.publisher.next('remove', { outcome: 'needs_reconnect', why: '401' });
    expect(await removeExtraPost(world.worker, duty)).toBe('removed');
    expect(world.connector.calls).toEqual(['renew']);
    expect(live().map(({ platformId }) => platformId)).toEqual([kept]);
  });

  it('is left alone when somebody deleted the other by hand, and is the post once that is certain', async () => {
    const { ref, duty, kept, copy } = await postWithCopy();
    deleteByHand(kept);
    expect(await removeExtraPost(world.worker, duty)).toBe('trying_again');
    expect(calls('remove')).toBe(0);
    expect(await verifyPost(world.worker, await idOf(ref))).toBe('missing');
    world.clock.advance(HOUR);
    expect(await verifyPost(world.worker, await idOf(ref))).toBe('gone');
    expect(await removeExtraPost(world.worker, await onlyDuty())).toBe('is_the_one_that_counts');
    expect(live().map(({ platformId }) => platformId)).toEqual([copy]);
    expect(await delivery(ref)).toMatchObject({ platformId: copy, goneAt: null, missingSince: null });
    expect(await verifyPost(world.worker, await idOf(ref))).toBe('verified');
    world.clock.advance(HOUR);
    expect(await waitingExtraPosts(world.db, world.clock.now(), 9)).toEqual([]);
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
  });

  it('that went on to be the post itself is no duty any more, and is not deleted', async () => {
    const [ref] = (await duePosts(1)) as [PostRef];
    expect(await publish(ref)).toBe('published');
    const { id: deliveryId, platformId } = await delivery(ref);
    await world.db.transaction((tx) =>
      insertExtraPost(tx, {
        ...{ schoolId: ref.schoolId, deliveryId, platformId: platformId ?? '' },
        ...{ foundAt: world.clock.now(), foundBy: 'late_answer' },
      }),
    );
    expect(await removeExtraPost(world.worker, await onlyDuty())).toBe('is_the_one_that_counts');
    expect(calls('remove')).toBe(0);
    world.clock.advance(HOUR);
    expect(await waitingExtraPosts(world.db, world.clock.now(), 9)).toEqual([]);
  });

  it('comes down also once the post itself is down', async () => {
    const { ref, duty, kept } = await postWithCopy();
    deleteByHand(kept);
    const row = await delivery(ref);
    await world.db.transaction((tx) =>
      changeDelivery(tx, ref, row.id, row, { removedAt: world.clock.now() }),
    );
    expect(await removeExtraPost(world.worker, duty)).toBe('removed');
    expect(live()).toEqual([]);
  });

  it('that does not come down makes the whole unwell after two minutes; what is somebody’s own does not', async () => {
    const left = async () => (await standingOfPublishing(world.db, world.clock.now())).copiesLeft;
    const { duty, copy } = await postWithCopy();
    expect(await left()).toBe(0);
    world.publisher.next('remove', { outcome: 'still_there', why: '503' });
    expect(await removeExtraPost(world.worker, duty)).toBe('trying_again');
    world.clock.advance(3 * MINUTE);
    expect(await left()).toBe(1);
    const shown = live().find(({ platformId }) => platformId === copy);
    if (shown) shown.words = onlyHere('Look what we did');
    expect(await removeExtraPost(world.worker, await onlyDuty())).toBe('other_words');
    expect(await left()).toBe(0);
    const { userId } = await world.staff('comms');
    const notices = await noticesFor(world.db, world, userId, 200);
    expect(notices.filter(({ code }) => code === 'by_hand')).toHaveLength(1);
  });
});
