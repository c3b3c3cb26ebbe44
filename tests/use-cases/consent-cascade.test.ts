// A withdrawal meets posts in every state: what has not gone out is stopped, what is live comes down, what is in the air
// comes down as soon as it is found, and nothing else is touched.
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WITHIN_MS } from '#app/domain/gather-notices.ts';
import { endAdultPermission } from '#app/domain/adults/end-adult-permission.ts';
import { PERMISSION_KEEPER, type Reached } from '#app/domain/consent/reach-posts.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { POST_STATUSES, type PostStatus } from '#app/domain/posts/post-status.ts';
import { releasePost } from '#app/domain/posts/schedule-post.ts';
import { transact } from '#db/client.server.ts';
import { eventsOfPost } from '#db/queries/audit.server.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import { notices } from '#db/schema/notices.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { deliveryIdOf, duePost, postIn, publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Pupils with a plain yes for everything on the form; each test takes its own. */
const WITH_A_YES = [
  0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40, 41, 42, 44, 45,
  46, 48, 49, 51, 52, 53, 55, 56, 58, 59,
];
const nextIndex = inTurn(WITH_A_YES);
function nextPupil(): { id: string; holderId: string } {
  const index = nextIndex();
  return { id: world.pupil(index), holderId: practiceId(`holder/ashwick/${index}/0`) };
}

async function withdraw(pupil: { id: string; holderId: string }, more = {}): Promise<Reached> {
  const { reached } = await withdrawConsent(world.web, await world.staff('office'), {
    schoolId: world.schoolId,
    pupilId: pupil.id,
    holderId: pupil.holderId,
    method: 'phone',
    evidence: 'Call to the office',
    requestKey: randomUUID(),
    ...more,
  });
  return reached;
}

/** Gives the yes back, a minute later. */
async function giveBack(pupil: { id: string; holderId: string }): Promise<void> {
  world.clock.advance(60_000);
  const given = await recordConsent(world.web, await world.staff('office'), {
    schoolId: world.schoolId,
    pupilId: pupil.id,
    holderId: pupil.holderId,
    answer: 'granted',
    subjects: ['image', 'first_name', 'work'],
    channels: ['x', 'website', 'newsletter', 'display', 'internal'],
    purposes: ['celebration', 'trip', 'teaching', 'information'],
    accountScope: 'own_school',
    eventId: null,
    conditions: { groupOnly: false, notFaceOn: false, noUniform: false },
    answeredOn: dateInSchool(world.clock.now(), 'Europe/London'),
    lastDay: null,
    method: 'in_person',
    evidence: '',
    formVersionId: null,
    requestKey: randomUUID(),
  });
  if (!given.ok) throw new Error('the yes was not taken');
}

const STAYS: Partial<Record<PostStatus, keyof Reached | null>> = {
  draft: null,
  changes_requested: null,
  rejected: null,
  cancelled: null,
  missed: null,
  failed: null,
  takedown_requested: 'comingDown',
  taken_down: 'alreadyGone',
};

const MOVES: Partial<Record<PostStatus, { to: PostStatus; as: keyof Reached }>> = {
  in_review: { to: 'held', as: 'held' },
  approved: { to: 'held', as: 'held' },
  scheduled: { to: 'held', as: 'held' },
  held: { to: 'held', as: 'held' },
  unknown: { to: 'unknown', as: 'inFlight' },
  published: { to: 'takedown_requested', as: 'comingDown' },
  takedown_failed: { to: 'takedown_requested', as: 'comingDown' },
};

describe('a withdrawal meets a post in every state', () => {
  it('knows an answer for every state but the one in the air, which has tests of its own', () => {
    const covered = [...Object.keys(STAYS), ...Object.keys(MOVES), 'publishing'];
    expect(covered.sort()).toEqual([...POST_STATUSES].sort());
  });

  it.each(Object.entries(STAYS))('leaves a post that is %s where it is', async (status, listed) => {
    const pupil = nextPupil();
    const ref = await postIn(world, status as PostStatus, { photos: [pupils(pupil.id)] });
    const reached = await withdraw(pupil);
    expect(await statusOf(world, ref)).toBe(status);
    expect(whereIs(reached, ref)).toEqual(listed ? [listed] : []);
  });

  it.each(Object.entries(MOVES))('takes a post that is %s', async (status, { to, as }) => {
    const pupil = nextPupil();
    const ref = await postIn(world, status as PostStatus, { photos: [pupils(pupil.id)] });
    const reached = await withdraw(pupil);
    expect(await statusOf(world, ref)).toBe(to);
    expect(whereIs(reached, ref)).toEqual([as]);
    const facts = await readPostFacts(world.db, ref, world.clock.now());
    if (as === 'held') expect(facts.openHolds.map((hold) => hold.cause)).toContain('permission_changed');
    else {
      expect(facts.delivery?.removalWantedAt).not.toBeNull();
      expect(await openTakedown(world.db, ref, ref.postId)).toMatchObject({ endedAt: null });
    }
  });

  it('says of what was public, and of that alone, that copies cannot be called back', async () => {
    const pupil = nextPupil();
    const photos = [pupils(pupil.id)];
    const live = await postIn(world, 'published', { photos });
    const gone = await postIn(world, 'taken_down', { photos });
    const waiting = await postIn(world, 'approved', { photos });
    const reached = await withdraw(pupil);
    expect(reached.cannotRecall.sort()).toEqual([live.postId, gone.postId].sort());
    expect(reached.held).toEqual([waiting.postId]);
  });
});

const whereIs = (reached: Reached, ref: PostRef): string[] =>
  (Object.keys(reached) as (keyof Reached)[]).filter(
    (name) => name !== 'cannotRecall' && reached[name].includes(ref.postId),
  );

describe('a withdrawal while the worker is publishing', () => {
  it('stops a post whose photos are being uploaded: nothing is sent', async () => {
    const pupil = nextPupil();
    const ref = await duePost(world, { photos: [pupils(pupil.id)] });
    const before = world.publisher.calls.filter((call) => call.method === 'create').length;
    let reached: Reached | undefined;
    world.publisher.during('prepare', async () => {
      reached = await withdraw(pupil);
    });
    await publishNow(world, ref);
    expect(reached?.held).toEqual([ref.postId]);
    expect(await statusOf(world, ref)).toBe('held');
    expect(world.publisher.calls.filter((call) => call.method === 'create')).toHaveLength(before);
    const { delivery } = await readPostFacts(world.db, ref, world.clock.now());
    expect(delivery).toMatchObject({ state: 'waiting', leaseUntil: null, platformId: null });
  });

  it('removes a post that was already on its way, as soon as the platform has given it an id', async () => {
    const pupil = nextPupil();
    const ref = await duePost(world, { photos: [pupils(pupil.id)] });
    let reached: Reached | undefined;
    world.publisher.during('create', async () => {
      reached = await withdraw(pupil);
    });
    await publishNow(world, ref);
    expect(reached).toMatchObject({ inFlight: [ref.postId], cannotRecall: [ref.postId], held: [] });
    expect(await statusOf(world, ref)).toBe('takedown_requested');
    expect(world.jobs.at(-1)).toMatchObject({
      name: 'take-down-post',
      payload: { deliveryId: await deliveryIdOf(world, ref) },
    });
  });
});

describe('only what the change is about', () => {
  it('leaves a post alone when the withdrawal is of another place', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'scheduled', { photos: [pupils(pupil.id)] });
    expect(await withdraw(pupil, { channels: ['website', 'print'] })).toMatchObject({ held: [] });
    expect(await statusOf(world, ref)).toBe('scheduled');
  });

  it('leaves posts of other pupils alone', async () => {
    const [pupil, other] = [nextPupil(), nextPupil()];
    const ref = await postIn(world, 'scheduled', { photos: [pupils(other.id)] });
    await withdraw(pupil);
    expect(await statusOf(world, ref)).toBe('scheduled');
  });

  it('takes every post that shows the pupil, of whatever author', async () => {
    const [pupil, other] = [nextPupil(), nextPupil()];
    const first = await postIn(world, 'approved', { photos: [pupils(pupil.id, other.id)] });
    const second = await postIn(world, 'scheduled', {
      author: 'both/teacher-and-comms',
      photos: [pupils(other.id), pupils(pupil.id)],
    });
    const reached = await withdraw(pupil);
    expect(reached.held.sort()).toEqual([first.postId, second.postId].sort());
  });

  it('does not let a held post out again with a new yes: a person does that', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'scheduled', {
      photos: [pupils(pupil.id)],
      // A yes after a trip’s first post would not count for it.
      tripId: null,
    });
    await withdraw(pupil);
    await giveBack(pupil);
    expect(await statusOf(world, ref)).toBe('held');
    await releasePost(world.web, await world.staff('head'), ref);
    expect(await statusOf(world, ref)).toBe('approved');
  });

  it('holds a post when a new yes comes with a condition that the photo does not meet', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'approved', { photos: [pupils(pupil.id)] });
    const given = await recordConsent(world.web, await world.staff('office'), {
      schoolId: world.schoolId,
      pupilId: pupil.id,
      holderId: pupil.holderId,
      answer: 'granted',
      subjects: ['image'],
      channels: ['x'],
      purposes: ['celebration', 'trip'],
      accountScope: 'own_school',
      eventId: null,
      conditions: { groupOnly: true, notFaceOn: false, noUniform: false },
      answeredOn: dateInSchool(world.clock.now(), 'Europe/London'),
      lastDay: null,
      method: 'email',
      evidence: '',
      formVersionId: null,
      requestKey: randomUUID(),
    });
    expect(given).toMatchObject({ ok: true, reached: { held: [ref.postId] } });
  });
});

describe('who is told, and what a history says', () => {
  // Notices of one hour are gathered into one.
  beforeEach(() => world.clock.advance(WITHIN_MS + 60_000));

  it('tells author, approver and comms lead, in the same words for every cause', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'scheduled', { photos: [pupils(pupil.id)] });
    await withdraw(pupil);
    const told = await world.db.select().from(notices).where(eq(notices.postId, ref.postId));
    const held = told.filter((notice) => notice.kind === 'post_held');
    const ids = await Promise.all(
      ['teacher', 'head', 'comms'].map(async (key) => (await world.staff(key)).userId),
    );
    expect(held.map((notice) => notice.userId).sort()).toEqual(ids.sort());
    expect(new Set(held.map((notice) => notice.code))).toEqual(new Set(['permission_changed']));
  });

  it('names nobody in the history of the post: it was the system that stopped it', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'scheduled', { photos: [pupils(pupil.id)] });
    await withdraw(pupil);
    const stored = await transact(world.db, (tx) => eventsOfPost(tx, ref.schoolId, ref.postId));
    const move = stored.map(({ event }) => event).find((e) => e.type === 'post.moved' && e.to === 'held');
    expect(move).toMatchObject({ actor: PERMISSION_KEEPER.name, cause: 'permission_changed' });
    const facts = await readPostFacts(world.db, ref, world.clock.now());
    expect(facts.openHolds).toMatchObject([{ openedBy: PERMISSION_KEEPER.name }]);
  });
});

describe('an adult whose permission ends', () => {
  it('holds what has not gone out and leaves what is live to a person', async () => {
    const pupil = nextPupil();
    const adult = { kind: 'adult' as const, id: world.adult('guide') };
    const photos = [[...pupils(pupil.id), adult]];
    const live = await postIn(world, 'published', { photos });
    const waiting = await postIn(world, 'approved', { photos });
    const office = await world.staff('office');
    const input = { schoolId: world.schoolId, adultPermissionId: adult.id, withdrawn: false };
    const reached = await endAdultPermission(world.web, office, input);
    expect(reached).toMatchObject({ held: [waiting.postId], toDecide: [live.postId], comingDown: [] });
    expect(await statusOf(world, live)).toBe('published');
    expect(await endAdultPermission(world.web, office, input)).toMatchObject({ held: [], toDecide: [] });
  });
});
