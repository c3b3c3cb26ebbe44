// Published exactly once, or honestly not: what each answer of the platform becomes, what the gate holds at the last moment, and how a
// live post comes down (PF4, PF6, PF7, PF14, PF18, PF27, PF28, R-78, R-85).
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabaseClock } from '#app/adapters/database-clock.server.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { stopOnTheWay } from '#app/domain/cross-posts/stop-followers.ts';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { replayIntent } from '#app/domain/posts/replay-intents.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { isProvedAbsent, lookForPost, sayNotThere } from '#app/domain/posts/settle-unknown.ts';
import { confirmRemovedByHand, takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { deliveryOfPost, findDelivery } from '#db/queries/deliveries.server.ts';
import { latePosts } from '#db/queries/late-posts.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { concerns } from '#db/schema/concerns.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { roleGrants, users } from '#db/schema/people.ts';
import { pauses } from '#db/schema/school.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  await world?.close();
  world = await openWorld();
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
const delivery = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!row) throw new Error('no delivery');
  return row;
};
const publish = async (ref: PostRef) =>
  publishPost(world.worker, { schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });
const creates = () => world.publisher.calls.filter((call) => call.method === 'create').length;

/** A post that is due now. */
async function duePost(plan: { photos?: [] } = {}): Promise<PostRef> {
  const ref = await scheduledPost(world, { minutes: 30, ...plan });
  world.clock.advance(30 * 60_000);
  return ref;
}

async function livePost(): Promise<PostRef> {
  const ref = await duePost();
  expect(await publish(ref)).toBe('published');
  return ref;
}

describe('what the platform answers', () => {
  it('an unclear answer becomes unknown, and is never sent again (PF7)', async () => {
    const ref = await duePost();
    world.publisher.next('create', { outcome: 'unknown', why: 'reset' }, { done: true });
    expect(await publish(ref)).toBe('unknown');
    expect(await publish(ref)).toBe('not_scheduled');
    expect(creates()).toBe(1);
    expect(await statusOf(ref)).toBe('unknown');
    expect(
      await lookForPost(world.worker, { schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id }),
    ).toBe('published');
    expect(await statusOf(ref)).toBe('published');
    expect((await delivery(ref)).platformId).toBe(world.publisher.timeline[0]?.platformId);
    expect(creates()).toBe(1);
  });

  it('a post without photos needs three good looks and ten minutes before a person may say that it is not there', async () => {
    const ref = await duePost({ photos: [] });
    world.publisher.next('create', { outcome: 'unknown', why: 'hang' });
    await publish(ref);
    const head = await world.staff('head');
    const look = async () =>
      lookForPost(world.worker, { schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });
    for (let looks = 0; looks < 3; looks++) expect(await look()).toBe('absent');
    await expect(sayNotThere(world.web, head, ref)).rejects.toMatchObject({ reason: 'not_proved' });
    world.clock.advance(11 * 60_000);
    world.publisher.next('look', { outcome: 'no_information', why: 'timeline answered 404' });
    expect(await look()).toBe('no_information');
    expect(await look()).toBe('absent');
    expect(isProvedAbsent(await delivery(ref))).toBe(true);
    await sayNotThere(world.web, head, ref);
    expect(await statusOf(ref)).toBe('held');
    expect(creates()).toBe(1);
  });

  it('a refusal is failed and said to its people; a busy platform is asked again later', async () => {
    const ref = await duePost();
    const later = new Date(world.clock.now().getTime() + 10 * 60_000);
    world.publisher.next('create', { outcome: 'busy', why: 'rate limit', retryAfter: later });
    expect(await publish(ref)).toBe('waiting');
    expect(await publish(ref)).toBe('waiting_for_platform');
    world.clock.advance(11 * 60_000);
    world.publisher.next('create', { outcome: 'refused', code: 'other', why: 'not allowed' });
    expect(await publish(ref)).toBe('failed');
    expect(await statusOf(ref)).toBe('failed');
    await releasePost(world.web, await world.staff('comms'), ref);
    expect(await statusOf(ref)).toBe('approved');
  });

  it('a call that never left goes again, and out exactly once', async () => {
    const ref = await duePost();
    world.publisher.next('prepare', { outcome: 'not_sent', why: 'refused connection' });
    expect(await publish(ref)).toBe('waiting');
    world.clock.advance(60_000);
    world.publisher.next('create', { outcome: 'not_sent', why: 'refused connection' });
    expect(await publish(ref)).toBe('waiting');
    world.clock.advance(60_000);
    expect(await publish(ref)).toBe('published');
    expect(world.publisher.timeline).toHaveLength(1);
  });

  it('one lost token lets the post wait; a second holds it and says whose problem it is', async () => {
    const ref = await duePost();
    world.publisher.next('create', { outcome: 'needs_reconnect', why: '401' });
    expect(await publish(ref)).toBe('waiting');
    world.clock.advance(60_000);
    world.publisher.next('prepare', { outcome: 'needs_reconnect', why: '401' });
    world.publisher.next('create', { outcome: 'needs_reconnect', why: '401' });
    expect(await publish(ref)).toBe('held');
    expect((await facts(ref)).openHolds.map((hold) => hold.cause)).toEqual(['account_disconnected']);
  });
});

describe('late is missed, never a burst (PF14)', () => {
  it('is missed beyond the school limit, and a person may place it again', async () => {
    const ref = await scheduledPost(world, { minutes: 30 });
    world.clock.advance(61 * 60_000);
    expect(await publish(ref)).toBe('missed');
    expect(creates()).toBe(0);
    const comms = await world.staff('comms');
    await releasePost(world.web, comms, ref);
    const due = new Date(world.clock.now().getTime() + 5 * 60_000);
    await schedulePost(world.web, comms, ref, { wall: wallTimeOf(due, 'Europe/London') });
    world.clock.advance(6 * 60_000);
    expect(await publish(ref)).toBe('published');
  });

  it('waits while publishing is paused, and is missed when the pause outlasts the limit', async () => {
    const ref = await duePost();
    const head = await world.staff('head');
    await world.db.insert(pauses).values({
      trustId: head.trustId,
      schoolId: world.schoolId,
      startedAt: world.clock.now(),
      startedBy: head.userId,
    });
    expect(await publish(ref)).toBe('paused');
    expect(await statusOf(ref)).toBe('scheduled');
    world.clock.advance(31 * 60_000);
    expect(await publish(ref)).toBe('missed');
  });

  it('shows as overdue after two minutes (PF1)', async () => {
    await duePost();
    world.clock.advance(3 * 60_000);
    expect(await latePosts(world.db, world.clock.now(), 120_000)).toMatchObject({
      count: 1,
      oldestSeconds: 180,
    });
  });

  it('claims nothing while the clock is not to be believed', async () => {
    const ref = await duePost();
    world.clock.setTrustworthy(false);
    expect(await publish(ref)).toBe('clock_not_trusted');
    expect(await statusOf(ref)).toBe('scheduled');
  });
});

describe('the gate at the due moment, condition by condition (R-78)', () => {
  const heldFor = async (ref: PostRef) => {
    expect(await publish(ref)).toBe('held');
    expect(creates()).toBe(0);
    return (await facts(ref)).openHolds.map((hold) => hold.cause);
  };

  it('(1, 2) an account that was closed', async () => {
    const ref = await duePost();
    await world.db
      .update(accounts)
      .set({ closesAt: world.clock.now() })
      .where(eq(accounts.schoolId, world.schoolId));
    expect(await heldFor(ref)).toEqual(['account_not_open']);
  });

  it('(3) an author who has left, an approver who lost the role', async () => {
    const ref = await duePost();
    const teacher = await world.staff('teacher');
    const head = await world.staff('head');
    await world.db.update(users).set({ leftAt: world.clock.now() }).where(eq(users.id, teacher.userId));
    await world.db
      .update(roleGrants)
      .set({ endsAt: world.clock.now() })
      .where(eq(roleGrants.userId, head.userId));
    expect(await heldFor(ref)).toEqual(['people_not_in_role']);
  });

  it('(7) a clean photo whose bytes are no longer those approved', async () => {
    const ref = await duePost();
    for (const [key, bytes] of world.cleanFiles)
      world.cleanFiles.set(key, Buffer.concat([bytes, Buffer.from('x')]));
    expect(await heldFor(ref)).toEqual(['photo_not_clean']);
  });

  it('(9) an open concern about a pupil in it', async () => {
    const ref = await duePost();
    const dsl = await world.staff('dsl');
    await world.db.insert(concerns).values({
      schoolId: world.schoolId,
      pupilId: world.pupil(0),
      openedBy: dsl.userId,
      openedAt: world.clock.now(),
    });
    expect(await heldFor(ref)).toEqual(['concern_open']);
  });

  it('(4) a hold that a person placed', async () => {
    const ref = await duePost();
    await holdPost(world.web, await world.staff('teacher'), ref);
    expect(await publish(ref)).toBe('not_scheduled');
    expect(await statusOf(ref)).toBe('held');
  });

  it('passes the gate again between preparing and sending: a change meanwhile stops it (PF27)', async () => {
    const ref = await duePost();
    world.publisher.during('prepare', async () => {
      await world.db
        .update(accounts)
        .set({ closesAt: world.clock.now() })
        .where(eq(accounts.schoolId, world.schoolId));
    });
    expect(await publish(ref)).toBe('held');
    expect(creates()).toBe(0);
    expect((await delivery(ref)).state).toBe('waiting');
  });

  it('passes it again when more than two seconds went by between arming and sending', async () => {
    const ref = await duePost();
    let slow = 2;
    world.worker.journal = {
      settle: async () => undefined,
      append: async () => void (slow-- > 0 ? world.clock.advance(3_000) : undefined),
    };
    expect(await publish(ref)).toBe('published');
    expect(creates()).toBe(1);
  });
});

describe('a machine that sleeps between committing to send and sending', () => {
  /** A worker on the product's clock; `sleep`: the wall goes on for 15 minutes while the steady clock stands still, as on Linux. */
  async function onRealClock() {
    let wall = world.clock.now().getTime();
    const clock = createDatabaseClock(async () => wall, { steady: () => 1_000, wall: () => wall });
    await clock.sample();
    return { worker: { ...world.worker, clock }, clock, sleep: () => void (wall += 15 * 60_000) };
  }
  const publishOn = async (worker: World['worker'], ref: PostRef) =>
    publishPost(worker, { schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });

  it('sends nothing when it slept while it noted what it sends, and again once its clock is believed', async () => {
    const ref = await duePost();
    const { worker, clock, sleep } = await onRealClock();
    const settled: number[] = [];
    const journal = {
      append: async () => sleep(),
      settle: async (_: string, attempt: number) => void settled.push(attempt),
    };
    expect(await publishOn({ ...worker, journal }, ref)).toBe('waiting');
    expect(creates()).toBe(0);
    expect(settled).toEqual([1]);
    expect(await delivery(ref)).toMatchObject({
      state: 'waiting',
      lastWhy: 'clock_not_trusted',
      sentAt: null,
    });
    expect(await statusOf(ref)).toBe('scheduled');
    expect(await publishOn(worker, ref)).toBe('clock_not_trusted');
    await clock.sample();
    await clock.sample();
    expect(await publishOn(worker, ref)).toBe('published');
    expect(world.publisher.timeline).toHaveLength(1);
  });

  it('sends nothing when it slept while it connected: nothing is in doubt', async () => {
    const ref = await duePost();
    const { worker, sleep } = await onRealClock();
    world.publisher.during('create', sleep);
    expect(await publishOn(worker, ref)).toBe('waiting');
    expect(world.publisher.timeline).toEqual([]);
    expect(await delivery(ref)).toMatchObject({ state: 'waiting', sentAt: null });
    expect(await statusOf(ref)).toBe('scheduled');
  });
});

describe('a worker that dies', () => {
  const stuck = async (ref: PostRef, state: 'preparing' | 'sending') => {
    const row = await delivery(ref);
    await world.db
      .update(deliveries)
      .set({
        state,
        attempt: 1,
        leaseUntil: world.clock.now(),
        ...(state === 'sending' ? { sentAt: world.clock.now(), mediaIds: ['77'] } : {}),
      })
      .where(eq(deliveries.id, row.id));
    const { posts } = await import('#db/schema/posts.ts');
    await world.db.update(posts).set({ status: 'publishing' }).where(eq(posts.id, ref.postId));
    world.clock.advance(1_000);
    return (await findDelivery(world.db, ref, row.id)) ?? row;
  };

  it('before sending: nothing left, so the post goes back to its place and out once (PF9)', async () => {
    const ref = await duePost();
    expect(await freeStuckDelivery(world.worker, await stuck(ref, 'preparing'))).toBe('waiting');
    expect(await publish(ref)).toBe('published');
    expect(creates()).toBe(1);
  });

  it('while sending: unknown, and only a look can tell', async () => {
    const ref = await duePost();
    const row = await stuck(ref, 'sending');
    expect(await freeStuckDelivery(world.worker, row)).toBe('unknown');
    expect(await freeStuckDelivery(world.worker, row)).toBe('not_stuck');
    expect(await statusOf(ref)).toBe('unknown');
    expect(creates()).toBe(0);
  });

  it('and a power cut that the journal alone remembers: unknown, to be looked for', async () => {
    const ref = await duePost();
    const { id } = await delivery(ref);
    expect(await replayIntent(world.worker, { deliveryId: id, attempt: 1, mediaIds: ['55'] })).toBe(
      'recovered',
    );
    expect(await statusOf(ref)).toBe('unknown');
    expect((await delivery(ref)).mediaIds).toEqual(['55']);
    expect(await replayIntent(world.worker, { deliveryId: id, attempt: 1, mediaIds: ['55'] })).toBe('known');
    expect(await replayIntent(world.worker, { deliveryId: randomUUID(), attempt: 1, mediaIds: [] })).toBe(
      'lost',
    );
  });
});

describe('taking a live post down (R-85, PF18)', () => {
  const takeDown = async (ref: PostRef) =>
    takeDownPost(world.worker, { schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });

  it('comes down at the word of its author alone, and is proved gone', async () => {
    const ref = await livePost();
    await requestTakedown(world.web, await world.staff('teacher'), ref, 'should_not_be_shown');
    expect(world.jobs.some((job) => job.name === 'take-down-post')).toBe(true);
    expect(await takeDown(ref)).toBe('removed');
    expect(world.publisher.timeline).toHaveLength(0);
    expect(await statusOf(ref)).toBe('taken_down');
    expect((await delivery(ref)).proof).toMatchObject({ by: 'platform' });
    expect(await takeDown(ref)).toBe('not_waiting');
  });

  it('is refused to a teacher who did not write it, and to the office', async () => {
    const ref = await livePost();
    for (const key of ['both/teacher-and-comms', 'office'])
      await expect(requestTakedown(world.web, await world.staff(key), ref, 'other')).rejects.toMatchObject({
        reason: 'not_permitted',
      });
    expect(await statusOf(ref)).toBe('published');
  });

  it('keeps trying, then asks a person, who confirms with evidence', async () => {
    const ref = await livePost();
    await requestTakedown(world.web, await world.staff('comms'), ref, 'mistake');
    for (let tries = 0; tries < 5; tries++) {
      world.publisher.next('remove', { outcome: 'no_information', why: 'down' });
      expect(await takeDown(ref)).toBe(tries < 4 ? 'trying_again' : 'needs_a_person');
      world.clock.advance(10 * 60_000);
    }
    expect(await statusOf(ref)).toBe('takedown_failed');
    const comms = await world.staff('comms');
    await expect(confirmRemovedByHand(world.web, comms, ref, ' ')).rejects.toMatchObject({
      reason: 'evidence_missing',
    });
    await confirmRemovedByHand(world.web, comms, ref, 'Deleted in the app at 16:40; the link shows nothing.');
    expect(await statusOf(ref)).toBe('taken_down');
  });

  it('asked for while it is being sent: it comes down as soon as it is found', async () => {
    const ref = await duePost();
    const dsl = await world.staff('dsl');
    world.publisher.during('create', () => requestTakedown(world.web, dsl, ref, 'should_not_be_shown'));
    expect(await publish(ref)).toBe('published');
    expect(await statusOf(ref)).toBe('takedown_requested');
    expect(await takeDown(ref)).toBe('removed');
    expect(world.publisher.timeline).toHaveLength(0);
  });

  it('asked for before it was sent: it is never sent', async () => {
    const ref = await duePost();
    const dsl = await world.staff('dsl');
    world.publisher.during('prepare', () => requestTakedown(world.web, dsl, ref, 'should_not_be_shown'));
    expect(await publish(ref)).toBe('held');
    expect(creates()).toBe(0);
    expect(await takedownsOfPost(world.db, ref, ref.postId)).toMatchObject([{ outcome: 'never_live' }]);
  });

  it('asked for before it was sent, and stopped by a no before that is noticed: nobody is called about it', async () => {
    const ref = await duePost();
    const dsl = await world.staff('dsl');
    const office = await world.staff('office');
    world.publisher.during('prepare', async () => {
      await requestTakedown(world.web, dsl, ref, 'not_said');
      await withdrawConsent(world.web, office, {
        schoolId: world.schoolId,
        pupilId: world.pupil(0),
        holderId: practiceId('holder/ashwick/0/0'),
        method: 'phone',
        evidence: '',
        requestKey: randomUUID(),
      });
    });
    expect(await publish(ref)).toBe('taken_by_another');
    expect(await statusOf(ref)).toBe('held');
    expect(creates()).toBe(0);
    expect(await takedownsOfPost(world.db, ref, ref.postId)).toMatchObject([{ outcome: 'never_live' }]);
    // What was wanted stands: as it is, it does not go out.
    expect((await delivery(ref)).removalWantedAt).not.toBeNull();
  });

  it('asked for before it was sent, and stopped by a person with its leading post: it was never live either', async () => {
    const ref = await duePost();
    const dsl = await world.staff('dsl');
    world.publisher.during('prepare', async () => {
      await requestTakedown(world.web, dsl, ref, 'not_said');
      await withLockedPost(world.web, dsl, ref, async (work, locked) => stopOnTheWay(work, [locked]));
    });
    expect(await publish(ref)).toBe('taken_by_another');
    expect((await facts(ref)).openHolds).toMatchObject([{ cause: 'stopped_by_person' }]);
    expect(await takedownsOfPost(world.db, ref, ref.postId)).toMatchObject([{ outcome: 'never_live' }]);
  });
});

describe('reading back (PF5, PF25)', () => {
  it('notes that the alt texts are there, once', async () => {
    const ref = await livePost();
    const id = { schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id };
    expect(await verifyPost(world.worker, id)).toBe('verified');
    expect(await verifyPost(world.worker, id)).toBe('nothing_to_verify');
  });

  it('is not verified when it is not there', async () => {
    const ref = await livePost();
    world.publisher.next('read', null);
    expect(
      await verifyPost(world.worker, { schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id }),
    ).toBe('missing');
    expect((await delivery(ref)).verifiedAt).toBeNull();
  });
});
