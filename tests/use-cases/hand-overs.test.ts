// Publishing by hand: a post is given to a person near its time and through the whole gate, and nothing but their word says what became of
// it. Whatever comes up meanwhile stops it in the same words (R-78, R-85, PF4).
import { and, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { answerHandOver, type HandOverAnswer } from '#app/domain/hand-overs/answer-hand-over.ts';
import { namePublisher } from '#app/domain/hand-overs/name-publisher.ts';
import { openHandOver } from '#app/domain/hand-overs/open-hand-over.ts';
import { readHandOver } from '#app/domain/hand-overs/read-hand-over.ts';
import { watchHandOver } from '#app/domain/hand-overs/watch-hand-overs.ts';
import { holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { takeDuePosts } from '#app/domain/posts/publish-due.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { readPostPage } from '#app/domain/posts/read-post-page.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { confirmRemovedByHand, takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { findLateUntold } from '#app/domain/posts/tell-late.ts';
import { pausePublishing } from '#app/domain/school/pause-publishing.ts';
import { eventsOfPost } from '#db/queries/audit.server.ts';
import { lastHandOver } from '#db/queries/hand-overs.server.ts';
import { firstPostOfTrip } from '#db/queries/trips.server.ts';
import { logRequest } from '#app/domain/removals/log-request.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import { notices } from '#db/schema/notices.ts';
import { roleGrants } from '#db/schema/people.ts';
import { usages } from '#db/schema/usages.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { letPublishingGoOn } from '#tests/support/let-publishing-go-on.ts';
import { accountByHand, handedOut, postByHand } from '#tests/support/by-hand.ts';
import { deliveryIdOf, publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let accountId: string;
beforeAll(async () => {
  world = await openWorld();
  accountId = await accountByHand(world);
});
afterAll(() => world.close());

const MINUTE = 60_000;
const LINK = 'https://www.facebook.com/ourschool/posts/pfbid0abc123?comment_id=9';
const OUT: HandOverAnswer = { answer: 'published', link: LINK, copiesDeleted: true, evidence: '' };
const NOT_OUT: HandOverAnswer = { answer: 'not_published', link: '', copiesDeleted: true, evidence: '' };

const comms = () => world.staff('comms');
const open = async (ref: PostRef, as = 'comms') => openHandOver(world.web, await world.staff(as), ref);
const answer = async (ref: PostRef, said: HandOverAnswer, as = 'comms') =>
  answerHandOver(world.web, await world.staff(as), ref, said);
const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const delivery = async (ref: PostRef) => (await facts(ref)).delivery;
const given = async (ref: PostRef) => lastHandOver(world.db, ref, await deliveryIdOf(world, ref));
const page = async (ref: PostRef, as = 'comms') => {
  const person = await world.staff(as);
  return readHandOver(world.db, person, { ...ref, trustId: person.trustId }, world.clock.now());
};
const watch = (ref: PostRef) => watchHandOver(world.worker, ref);
const told = async (ref: PostRef, kind: (typeof notices.$inferSelect)['kind']) =>
  (
    await world.db
      .select()
      .from(notices)
      .where(and(eq(notices.postId, ref.postId), eq(notices.kind, kind)))
  ).map(({ userId }) => userId);
const sweep = async (name: string) => SWEEPS.find((each) => each.name === name)?.run(world.worker);
const events = async (ref: PostRef) =>
  (await eventsOfPost(world.db, ref.schoolId, ref.postId)).map(({ event }) => event);

/** Pupils with a plain yes for everything on the form; each test that takes one away has its own. */
const WITH_A_YES = [4, 5, 7, 8, 10, 12, 14];
const nextPupil = () => WITH_A_YES.shift() as number;
async function withdraw(index: number): Promise<void> {
  await withdrawConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(index), method: 'phone', requestKey: randomUUID() },
    ...{ holderId: practiceId(`holder/ashwick/${index}/0`), evidence: 'Call to the office' },
  });
}
async function paused<T>(run: () => Promise<T>): Promise<T> {
  await pausePublishing(world.web, await world.staff('head'), { schoolId: world.schoolId });
  try {
    return await run();
  } finally {
    await letPublishingGoOn(world, await world.staff('head'));
  }
}

/** Runs it while this person has no role any more. */
async function withoutRole(userId: string, run: () => Promise<void>): Promise<void> {
  const theirs = eq(roleGrants.userId, userId);
  const grants = await world.db.select().from(roleGrants).where(theirs);
  await world.db.update(roleGrants).set({ endsAt: world.clock.now() }).where(theirs);
  try {
    await run();
  } finally {
    for (const { id, endsAt } of grants)
      await world.db.update(roleGrants).set({ endsAt }).where(eq(roleGrants.id, id));
  }
}

describe('a post on an account that Gatepost does not post to', () => {
  test('is never taken by a worker, looked for or called late, and is missed when its time is long past', async () => {
    const ref = await postByHand(world, accountId);
    world.clock.advance(11 * MINUTE);
    expect((await delivery(ref))?.kind).toBe('by_hand');
    const ids = (await takeDuePosts(world.worker, 100)).map(({ postId }) => postId);
    expect(ids).not.toContain(ref.postId);
    expect(await publishNow(world, ref)).toBe('goes_by_hand');
    expect((await findLateUntold(world.worker, 100)).map(({ postId }) => postId)).not.toContain(ref.postId);
    world.clock.advance(31 * MINUTE);
    const late = await takeDuePosts(world.worker, 100);
    expect(late.map(({ postId }) => postId)).toContain(ref.postId);
    expect(await publishNow(world, ref)).toBe('missed');
    expect(world.publisher.calls).toEqual([]);
  });

  test('asks nothing of the queue when it is given its time', async () => {
    const before = world.jobs.length;
    await postByHand(world, accountId);
    expect(world.jobs.slice(before).filter(({ name }) => name === 'publish-post')).toEqual([]);
  });
});

describe('opening it', () => {
  test('is for the comms lead, the headteacher and whoever was asked, shortly before its time and not sooner', async () => {
    const ref = await postByHand(world, accountId, { minutes: 40 });
    await expect(open(ref)).rejects.toMatchObject({ reason: 'not_near_its_time' });
    world.clock.advance(26 * MINUTE);
    await expect(open(ref, 'teacher')).rejects.toMatchObject({ reason: 'not_permitted' });
    await expect(open(ref, 'deputy')).rejects.toMatchObject({ reason: 'not_permitted' });
    await namePublisher(world.web, await comms(), ref, (await world.staff('teacher')).userId);
    expect(await open(ref, 'teacher')).toBe('open');
    expect(await statusOf(world, ref)).toBe('publishing');
    expect((await delivery(ref))?.state).toBe('handed_out');
    expect((await page(ref, 'teacher')).standing.at).toBe('open');
    expect((await page(ref, 'head')).standing.at).toBe('elsewhere');
  });

  test('twice is once, and nobody else can open it meanwhile', async () => {
    const ref = await handedOut(world, accountId);
    expect(await open(ref)).toBe('open');
    expect((await delivery(ref))?.attempt).toBe(1);
    await expect(open(ref, 'head')).rejects.toMatchObject({ reason: 'not_in_this_state' });
  });

  test('passes the whole gate: a pupil without permission, a changed photo, a pause, each leaves it closed', async () => {
    const index = nextPupil();
    const refused = await postByHand(world, accountId, { pupil: index });
    await withdraw(index);
    await expect(open(refused)).rejects.toMatchObject({ reason: 'not_in_this_state' });
    const damaged = await postByHand(world, accountId);
    const key = (await facts(damaged)).photos[0]?.version?.key ?? '';
    world.cleanFiles.set(key, Buffer.from('something else'));
    expect(await open(damaged)).toBe('held');
    expect((await facts(damaged)).openHolds.map(({ cause }) => cause)).toEqual(['photo_not_clean']);
    const waits = await postByHand(world, accountId);
    await paused(async () => {
      expect(await open(waits)).toBe('paused');
      expect(await statusOf(world, waits)).toBe('scheduled');
    });
    expect(await given(waits)).toBeNull();
  });

  test('too late calls it missed', async () => {
    const ref = await postByHand(world, accountId);
    world.clock.advance(41 * MINUTE);
    expect(await open(ref)).toBe('missed');
    expect(await statusOf(world, ref)).toBe('missed');
  });

  test('is announced once, to whoever publishes it, when it can be done', async () => {
    const ref = await postByHand(world, accountId, { minutes: 20 });
    await sweep('hand-overs-due');
    expect(await told(ref, 'hand_over_due')).toEqual([]);
    world.clock.advance(6 * MINUTE);
    await sweep('hand-overs-due');
    await sweep('hand-overs-due');
    expect(await told(ref, 'hand_over_due')).toEqual([(await comms()).userId]);
  });

  test('is said to the one who was asked, when they are asked and when it can be done, and to nobody else', async () => {
    const ref = await postByHand(world, accountId, { minutes: 20 });
    const { userId } = await world.staff('deputy');
    await namePublisher(world.web, await comms(), ref, userId);
    await namePublisher(world.web, await comms(), ref, userId);
    expect(await told(ref, 'hand_over_due')).toEqual([userId]);
    world.clock.advance(6 * MINUTE);
    await sweep('hand-overs-due');
    await sweep('hand-overs-due');
    expect(await told(ref, 'hand_over_due')).toEqual([userId, userId]);
  });

  test('whoever was asked and has left since is told nothing: it falls to whoever looks after the accounts', async () => {
    const ref = await postByHand(world, accountId, { minutes: 20 });
    const asked = await world.staff('deputy');
    await namePublisher(world.web, await comms(), ref, asked.userId);
    const onPage = async () => {
      const person = await comms();
      return readPostPage(world.db, person, { ...ref, trustId: person.trustId }, world.clock.now());
    };
    expect((await onPage()).handPublisher).toBe((await onPage()).staff.get(asked.userId));
    await withoutRole(asked.userId, async () => {
      world.clock.advance(6 * MINUTE);
      await sweep('hand-overs-due');
      expect(await told(ref, 'hand_over_due')).toEqual([asked.userId, (await comms()).userId]);
      expect((await onPage()).handPublisher).toBeNull();
      expect((await page(ref)).asked).toBeNull();
    });
  });

  test('whoever asks themselves is told when it can be done, and not that they asked', async () => {
    const ref = await postByHand(world, accountId, { minutes: 20 });
    const { userId } = await comms();
    await namePublisher(world.web, await comms(), ref, userId);
    expect(await told(ref, 'hand_over_due')).toEqual([]);
    world.clock.advance(6 * MINUTE);
    await sweep('hand-overs-due');
    expect(await told(ref, 'hand_over_due')).toEqual([userId]);
  });

  test('goes to the headteacher where the school has no comms lead', async () => {
    const ref = await postByHand(world, accountId, { minutes: 20 });
    await withoutRole((await comms()).userId, async () => {
      world.clock.advance(6 * MINUTE);
      await sweep('hand-overs-due');
      expect(await told(ref, 'hand_over_due')).toEqual([(await world.staff('head')).userId]);
    });
  });
});

describe('the person’s word', () => {
  test('that it is out, with its address, makes it published by hand, with who was shown and until when it stays', async () => {
    const ref = await handedOut(world, accountId);
    expect(await answer(ref, OUT)).toEqual({ ok: true, outcome: 'published' });
    expect(await statusOf(world, ref)).toBe('published');
    expect(await delivery(ref)).toMatchObject({
      state: 'published_by_hand',
      platformId: 'https://www.facebook.com/ourschool/posts/pfbid0abc123',
    });
    expect((await facts(ref)).post.removeBy).not.toBeNull();
    expect(await world.db.select().from(usages).where(eq(usages.postId, ref.postId))).toHaveLength(1);
    expect(await given(ref)).toMatchObject({ answer: 'published', copiesDeleted: true, chaseAt: null });
    expect(await events(ref)).toContainEqual(
      expect.objectContaining({ type: 'hand_over.answered', forAnother: false }),
    );
    const moves = (await events(ref)).flatMap((e) => (e['type'] === 'post.moved' ? [e['move']] : []));
    expect(moves.slice(-2)).toEqual(['hand_out', 'confirm_by_hand']);
    const deliveryId = await deliveryIdOf(world, ref);
    expect(world.jobs.filter(({ payload }) => payload['deliveryId'] === deliveryId)).toEqual([]);
  });

  test('needs an address on that platform, and that no copy is left on the device', async () => {
    const ref = await handedOut(world, accountId);
    const issues = async (said: Partial<HandOverAnswer>) => {
      const done = await answer(ref, { ...OUT, ...said });
      return done.ok ? [] : done.issues.map(({ code }) => code);
    };
    expect(await issues({ link: '' })).toEqual(['link_missing']);
    expect(await issues({ link: 'https://x.com/ourschool/status/1' })).toEqual(['link_elsewhere']);
    expect(await issues({ link: 'https://www.facebook.com/' })).toEqual(['link_wrong']);
    expect(await issues({ copiesDeleted: false })).toEqual(['copies_not_deleted']);
    expect(await statusOf(world, ref)).toBe('publishing');
    expect((await given(ref))?.answeredAt).toBeNull();
  });

  test('that it is not out puts it back in its place, to be opened anew, or calls it missed when its time is past', async () => {
    const ref = await handedOut(world, accountId);
    expect(await answer(ref, NOT_OUT)).toEqual({ ok: true, outcome: 'waiting' });
    expect(await statusOf(world, ref)).toBe('scheduled');
    expect(await open(ref)).toBe('open');
    expect((await given(ref))?.attempt).toBe(2);
    world.clock.advance(45 * MINUTE);
    expect(await answer(ref, NOT_OUT, 'head')).toEqual({ ok: true, outcome: 'missed' });
    expect(await statusOf(world, ref)).toBe('missed');
  });

  test('is theirs to give who may publish it, and nobody else’s', async () => {
    const ref = await handedOut(world, accountId);
    await expect(answer(ref, OUT, 'teacher')).rejects.toMatchObject({ reason: 'not_permitted' });
    await expect(answer(ref, OUT, 'dsl')).rejects.toMatchObject({ reason: 'not_permitted' });
    expect(await statusOf(world, ref)).toBe('publishing');
  });

  test('given for somebody else is on record as that', async () => {
    const ref = await handedOut(world, accountId);
    await answer(ref, OUT, 'head');
    expect(await events(ref)).toContainEqual(
      expect.objectContaining({ type: 'hand_over.answered', forAnother: true }),
    );
  });

  test('counts once', async () => {
    const ref = await handedOut(world, accountId);
    await answer(ref, OUT);
    await expect(answer(ref, NOT_OUT)).rejects.toMatchObject({ reason: 'not_in_this_state' });
    expect(await statusOf(world, ref)).toBe('published');
  });
});

describe('a time that ran out without a word', () => {
  test('is five minutes past the post’s own at the soonest, however early it was opened', async () => {
    const ref = await postByHand(world, accountId, { minutes: 20 });
    world.clock.advance(5 * MINUTE);
    expect(await open(ref)).toBe('open');
    const due = (await facts(ref)).post.dueAt?.getTime() ?? Number.NaN;
    expect((await given(ref))?.expiresAt.getTime()).toBe(due + 5 * MINUTE);
    const late = await postByHand(world, accountId, { minutes: 20 });
    world.clock.advance(20 * MINUTE);
    expect(await open(late)).toBe('open');
    expect((await given(late))?.expiresAt).toEqual(new Date(world.clock.now().getTime() + 15 * MINUTE));
  });

  test('is never an answer: it may be live, people are asked again and again, and only a person ends it', async () => {
    const ref = await handedOut(world, accountId);
    expect(await watch(ref)).toBe('in_hand');
    world.clock.advance(15 * MINUTE);
    expect(await watch(ref)).toBe('asked');
    expect(await statusOf(world, ref)).toBe('unknown');
    expect((await delivery(ref))?.state).toBe('handed_out');
    expect(await told(ref, 'hand_over_unanswered')).toEqual([(await comms()).userId]);
    expect(await watch(ref)).toBe('in_hand');
    world.clock.advance(60 * MINUTE);
    expect(await watch(ref)).toBe('asked');
    expect(await told(ref, 'hand_over_unanswered')).toContain((await world.staff('head')).userId);
    world.clock.advance(24 * 60 * MINUTE);
    expect(await watch(ref)).toBe('asked');
    await sweep('unknown-outcomes');
    const ids = { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) };
    expect(await lookForPost(world.worker, ids)).toBe('not_unknown');
    expect(await statusOf(world, ref)).toBe('unknown');
    expect((await page(ref)).standing.at).toBe('lapsed');
    expect(await answer(ref, OUT, 'head')).toMatchObject({ ok: true });
    expect((await delivery(ref))?.state).toBe('published_by_hand');
    expect(await watch(ref)).toBe('nothing_open');
  });
});

describe('what comes up while somebody has it', () => {
  const ways: [string, (ref: PostRef, index: number) => Promise<void>][] = [
    ['a withdrawal', (_, index) => withdraw(index)],
    [
      'somebody’s wish that it comes down',
      async (ref) => requestTakedown(world.web, await world.staff('dsl'), ref, 'should_not_be_shown'),
    ],
  ];
  test.each(ways)(
    '%s stops it at once, tells its person, and leaves nothing of it to see',
    async (_, come) => {
      const index = nextPupil();
      const ref = await handedOut(world, accountId, { pupil: index });
      await come(ref, index);
      expect(await told(ref, 'hand_over_stop')).toEqual([(await comms()).userId]);
      expect((await page(ref)).standing.at).toBe('stopped');
      expect(await answer(ref, NOT_OUT)).toEqual({ ok: true, outcome: 'held' });
      expect(await statusOf(world, ref)).toBe('held');
      expect(await openTakedown(world.db, ref, ref.postId)).toBeNull();
    },
  );

  test('a pause stops it too: the page says so at once, the notice with the next look', async () => {
    const ref = await handedOut(world, accountId);
    await paused(async () => {
      expect((await page(ref)).standing.at).toBe('stopped');
      await sweep('hand-overs-out');
      await sweep('hand-overs-out');
    });
    expect(await told(ref, 'hand_over_stop')).toEqual([(await comms()).userId]);
    expect((await page(ref)).standing.at).toBe('stopped');
    expect(await answer(ref, NOT_OUT)).toEqual({ ok: true, outcome: 'waiting' });
  });

  test('does not undo what is out: it is written down as out, and comes down by a person’s hand', async () => {
    const index = nextPupil();
    const ref = await handedOut(world, accountId, { pupil: index });
    await withdraw(index);
    expect(await answer(ref, OUT)).toEqual({ ok: true, outcome: 'to_delete' });
    expect(await statusOf(world, ref)).toBe('takedown_failed');
    expect(await delivery(ref)).toMatchObject({ state: 'published_by_hand' });
    expect(await told(ref, 'takedown_by_hand')).toEqual([(await comms()).userId]);
    await confirmRemovedByHand(world.web, await comms(), ref, 'Deleted, and the link shows nothing');
    expect(await statusOf(world, ref)).toBe('taken_down');
  });

  test('can be settled in one answer once the post is deleted again, with how they know', async () => {
    const index = nextPupil();
    const ref = await handedOut(world, accountId, { pupil: index });
    await withdraw(index);
    const deleted: HandOverAnswer = { answer: 'deleted', link: '', copiesDeleted: true, evidence: '' };
    expect(await answer(ref, deleted)).toMatchObject({ ok: false, issues: [{ code: 'evidence_missing' }] });
    const done = await answer(ref, { ...deleted, evidence: 'Deleted at ten, the page shows it no more' });
    expect(done).toEqual({ ok: true, outcome: 'deleted' });
    expect(await statusOf(world, ref)).toBe('taken_down');
    expect(await openTakedown(world.db, ref, ref.postId)).toBeNull();
    expect(await world.db.select().from(usages).where(eq(usages.postId, ref.postId))).toHaveLength(1);
  });

  test('leaves nothing to hold: somebody who wants it stopped takes it down', async () => {
    const ref = await handedOut(world, accountId);
    await expect(holdPost(world.web, await world.staff('teacher'), ref)).rejects.toMatchObject({
      reason: 'not_in_this_state',
    });
  });
});

describe('for everything else it counts as any post does', () => {
  test('from the moment it is opened it is its trip’s first post, as far as anybody can know (R-65)', async () => {
    const tripId = world.trip('over');
    const ref = await postByHand(world, accountId, { tripId });
    expect(await firstPostOfTrip(world.db, ref, tripId)).toBeNull();
    expect(await open(ref)).toBe('open');
    expect(await firstPostOfTrip(world.db, ref, tripId)).toEqual(world.clock.now());
  });

  test('whoever asks for its removal may give its address as they have it', async () => {
    const ref = await handedOut(world, accountId);
    const link = `https://www.facebook.com/ourschool/posts/pfbid${randomUUID().replaceAll('-', '')}`;
    await answer(ref, { ...OUT, link });
    const logged = await logRequest(world.web, await world.staff('office'), {
      ...{
        schoolId: world.schoolId,
        from: 'public',
        way: 'email',
        words: 'Please take it down',
        postId: null,
      },
      ...{ address: `${link}?fbclid=abc`, pupilId: null, requestKey: randomUUID() },
      receivedWall: wallTimeOf(world.clock.now(), 'Europe/London'),
    });
    expect(logged.ok ? [] : logged.issues).toEqual([]);
    const unknown = await logRequest(world.web, await world.staff('office'), {
      ...{
        schoolId: world.schoolId,
        from: 'public',
        way: 'email',
        words: 'Please take it down',
        postId: null,
      },
      ...{ address: `${link}-and-another`, pupilId: null, requestKey: randomUUID() },
      receivedWall: wallTimeOf(world.clock.now(), 'Europe/London'),
    });
    expect(unknown).toMatchObject({ ok: false, issues: [{ code: 'address_unknown' }] });
  });
});

describe('taking down what was published by hand', () => {
  test('asks a person at once, tries nothing itself, and ends with their evidence', async () => {
    const ref = await handedOut(world, accountId);
    await answer(ref, OUT);
    await requestTakedown(world.web, await world.staff('head'), ref, 'mistake');
    const ids = { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) };
    expect(await takeDownPost(world.worker, ids)).toBe('needs_a_person');
    expect(await statusOf(world, ref)).toBe('takedown_failed');
    expect(await takeDownPost(world.worker, ids)).toBe('not_waiting');
    expect((await openTakedown(world.db, ref, ref.postId))?.attempts).toBe(0);
    await expect(confirmRemovedByHand(world.web, await comms(), ref, ' ')).rejects.toMatchObject({
      reason: 'evidence_missing',
    });
    await confirmRemovedByHand(world.web, await comms(), ref, 'Moved to the bin and deleted there');
    expect(await statusOf(world, ref)).toBe('taken_down');
    expect((await delivery(ref))?.removalWantedAt).not.toBeNull();
  });
});
