// A post that turns out to be live although it was given up, and against which something was said meanwhile: it is written down as out,
// and comes down at once, whichever way it is found (R-85, PF7).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { cancelPost, holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { removePhoto } from '#app/domain/posts/remove-photo.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { replayIntent } from '#app/domain/posts/replay-intents.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { decideRequest } from '#app/domain/removals/decide-request.ts';
import { logRequest } from '#app/domain/removals/log-request.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { openTakedown, takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf, publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, pupils, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const MINUTE = 60_000;
let lastId = 4_000;
const nextPupil = inTurn([0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21]);

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const delivery = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!row) throw new Error('no delivery');
  return row;
};
const idOf = async (ref: PostRef) => ({ schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });
const look = async (ref: PostRef) => lookForPost(world.worker, await idOf(ref));
const isLive = async (ref: PostRef) => {
  const { platformId } = await delivery(ref);
  return world.publisher.timeline.some((post) => post.platformId === platformId);
};

async function takeBack(index: number): Promise<void> {
  await withdrawConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(index), method: 'phone', evidence: '' },
    ...{ holderId: practiceId(`holder/ashwick/${index}/0`), requestKey: randomUUID() },
  });
}

async function grantRemoval(ref: PostRef): Promise<void> {
  const logged = await logRequest(world.web, await world.staff('office'), {
    ...{ schoolId: ref.schoolId, postId: ref.postId, from: 'public', way: 'email', words: 'Not this one.' },
    receivedWall: wallTimeOf(world.clock.now(), 'Europe/London'),
    ...{ address: '', pupilId: null, requestKey: randomUUID() },
  });
  if (!logged.ok) throw new Error('the request was not logged');
  const { requestId } = logged;
  const by = await world.staff('comms');
  await decideRequest(world.web, by, { schoolId: ref.schoolId, requestId, outcome: 'removed', reason: '' });
}

async function duePost(index: number): Promise<PostRef> {
  const photos = [pupils(world.pupil(index))];
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out'), photos });
  world.clock.advance(30 * MINUTE);
  return ref;
}

/** Its worker stands still; three good looks prove that nothing is there. */
async function provedAbsent(ref: PostRef, becomes: 'scheduled' | 'missed'): Promise<void> {
  world.clock.advance(4 * MINUTE);
  expect(await freeStuckDelivery(world.worker, await delivery(ref))).toBe('unknown');
  for (let looks = 0; looks < 2; looks++) {
    world.clock.advance(MINUTE);
    expect(await look(ref)).toBe('absent');
  }
  world.clock.advance((becomes === 'missed' ? 40 : 8) * MINUTE);
  expect(await look(ref)).toBe(becomes);
}

/** The create call makes the post only after all that, and its answer comes last of all. */
async function outLate(
  becomes: 'scheduled' | 'missed',
  meanwhile: (ref: PostRef, index: number) => Promise<void>,
): Promise<PostRef> {
  const index = nextPupil();
  const ref = await duePost(index);
  world.publisher.during('create', async () => {
    await provedAbsent(ref, becomes);
    await meanwhile(ref, index);
    const platformId = String(++lastId);
    const { words } = (await facts(ref)).post;
    const made = { platformUserId: '', words, mediaIds: [], photos: [], recordKey: '' };
    world.publisher.timeline.push({ ...made, platformId, createdAt: world.clock.now() });
    world.publisher.next('create', { outcome: 'published', platformId });
  });
  expect(await publishNow(world, ref)).toBe('published');
  return ref;
}

async function comesDown(ref: PostRef, cause: string): Promise<void> {
  expect(await statusOf(world, ref)).toBe('takedown_requested');
  expect(await delivery(ref)).toMatchObject({ state: 'published', publishedAt: world.clock.now() });
  expect(await isLive(ref)).toBe(true);
  expect(await openTakedown(world.db, ref, ref.postId)).toMatchObject({ cause });
  expect(await takeDownPost(world.worker, await idOf(ref))).toBe('removed');
  expect(await statusOf(world, ref)).toBe('taken_down');
  expect(await isLive(ref)).toBe(false);
  expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
}

describe('the answer of an attempt that was given up', () => {
  it('stays up when nothing was said against it', async () => {
    const ref = await outLate('scheduled', async () => undefined);
    expect(await statusOf(world, ref)).toBe('published');
    expect(await takedownsOfPost(world.db, ref, ref.postId)).toEqual([]);
  });

  it('comes down when a family took its yes back while it waited for its place', async () => {
    const ref = await outLate('scheduled', async (held, index) => {
      await takeBack(index);
      expect(await statusOf(world, held)).toBe('held');
    });
    await comesDown(ref, 'permission_changed');
  });

  it('comes down when a family took its yes back after it was missed, and no hold tells so', async () => {
    const ref = await outLate('missed', async (missed, index) => {
      await takeBack(index);
      expect((await facts(missed)).openHolds).toEqual([]);
    });
    await comesDown(ref, 'permission_changed');
  });

  it('comes down when it had ended', async () => {
    const ref = await outLate('missed', async (ended, index) => {
      await cancelPost(world.web, await world.staff('teacher'), ended);
      await takeBack(index);
    });
    await comesDown(ref, 'permission_changed');
  });

  it('is judged by what was sent, also when its draft shows nobody any more', async () => {
    const ref = await outLate('missed', async (opened, index) => {
      const teacher = await world.staff('teacher');
      await reopenPost(world.web, teacher, opened);
      const { post, photos } = await facts(opened);
      const postPhotoId = photos[0]?.postPhotoId ?? '';
      await removePhoto(world.web, teacher, opened, { version: post.version, postPhotoId });
      await takeBack(index);
    });
    await comesDown(ref, 'permission_changed');
  });

  it('comes down when somebody stopped it, and why is still to be said', async () => {
    const ref = await outLate('scheduled', async (stopped) =>
      holdPost(world.web, await world.staff('dsl'), stopped),
    );
    await comesDown(ref, 'not_said');
  });

  it('comes down when a request for its removal was granted', async () => {
    const ref = await outLate('missed', grantRemoval);
    await comesDown(ref, 'asked_from_outside');
  });
});

describe('a send that only the journal remembers', () => {
  async function replayed(becomes: 'scheduled' | 'missed'): Promise<PostRef> {
    const index = nextPupil();
    const ref = await duePost(index);
    world.publisher.next('create', { outcome: 'unknown', why: 'reset' });
    expect(await publishNow(world, ref)).toBe('unknown');
    await provedAbsentByLooks(ref, becomes);
    await takeBack(index);
    const { id: deliveryId, attempt, mediaIds } = await delivery(ref);
    const intent = { deliveryId, attempt: attempt + 1, mediaIds };
    expect(await replayIntent(world.worker, intent)).toBe('recovered');
    return ref;
  }

  async function provedAbsentByLooks(ref: PostRef, becomes: 'scheduled' | 'missed'): Promise<void> {
    for (let looks = 0; looks < 2; looks++) {
      world.clock.advance(MINUTE);
      expect(await look(ref)).toBe('absent');
    }
    world.clock.advance((becomes === 'missed' ? 40 : 12) * MINUTE);
    expect(await look(ref)).toBe(becomes);
  }

  it.each(['scheduled', 'missed'] as const)('comes down as soon as a look finds it, once %s', async (was) => {
    const ref = await replayed(was);
    expect(await statusOf(world, ref)).toBe('unknown');
    world.publisher.next('look', { outcome: 'found', platformIds: ['4711'] });
    expect(await look(ref)).toBe('published');
    expect(await statusOf(world, ref)).toBe('takedown_requested');
    expect(await openTakedown(world.db, ref, ref.postId)).toMatchObject({ cause: 'permission_changed' });
  });
});
