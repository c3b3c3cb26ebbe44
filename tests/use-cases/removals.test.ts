// Whoever asked is answered: a withdrawal writes down what it reached, a request from outside is logged, decided and carried out on
// every copy, and the office is asked to tell them once all of it is gone. A restriction leaves no such row.
import { and, eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { lookAgain } from '#app/domain/posts/look-again.ts';
import { recordKeyOf } from '#app/domain/posts/record-key.ts';
import { tellOfLateTakedown } from '#app/domain/posts/late-takedowns.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { confirmRemovedByHand, takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { decideRequest } from '#app/domain/removals/decide-request.ts';
import { type LogRequest, logRequest } from '#app/domain/removals/log-request.ts';
import { listRequests, readRequest, requestsWaiting } from '#app/domain/removals/read-requests.ts';
import { tellRequester } from '#app/domain/removals/tell-requester.ts';
import { wordsToTell } from '#app/presenters/removal-words.ts';
import { removalPage } from '#app/presenters/removals.ts';
import { whenWords } from '#app/presenters/when.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { notices } from '#db/schema/notices.ts';
import { photoVersions } from '#db/schema/photos.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { accountByHand, handedOut } from '#tests/support/by-hand.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import {
  deliveryIdOf,
  duePost,
  postIn,
  publishNow,
  statusOf,
  takeDownInVain,
} from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

const WITH_A_YES = [0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40];
const nextIndex = inTurn(WITH_A_YES);
const nextPupil = () => {
  const index = nextIndex();
  return { id: world.pupil(index), holderId: practiceId(`holder/ashwick/${index}/0`) };
};
const scope = () => ({ schoolId: world.schoolId, trustId: PRACTICE_TRUST.id });
const now = () => world.clock.now();

async function withdraw(pupil: { id: string; holderId: string | null }) {
  await withdrawConsent(world.web, await world.staff('office'), {
    schoolId: world.schoolId,
    pupilId: pupil.id,
    holderId: pupil.holderId,
    method: 'phone',
    evidence: '',
    requestKey: randomUUID(),
  });
}
const ON_ITS_WAY =
  'One post was on its way at that moment, and we do not know yet whether it went out. If it did, it is taken down as soon as it is found. We will tell you.';
const rowsOf = (pupilId: string) =>
  world.db.select().from(removalRequests).where(eq(removalRequests.pupilId, pupilId));
const asksOf = async (requestId: string) =>
  world.db
    .select()
    .from(notices)
    .where(and(eq(notices.kind, 'guardian_asks'), eq(notices.aboutId, requestId)));
const takeDown = async (ref: PostRef) =>
  takeDownPost(world.worker, { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) });
const page = async (requestId: string, as = 'office') =>
  readRequest(world.db, await world.staff(as), scope(), requestId, now());

describe('a withdrawal that the office recorded', () => {
  test('writes down what it stopped and what comes down, and asks to tell them once the last of it is gone', async () => {
    const pupil = nextPupil();
    const photos = [pupils(pupil.id)];
    const [first, second] = [
      await postIn(world, 'published', { photos }),
      await postIn(world, 'published', { photos }),
    ];
    const waiting = await postIn(world, 'approved', { photos });
    await withdraw(pupil);
    const [row] = await rowsOf(pupil.id);
    if (!row) throw new Error('nothing was written');
    expect(row).toMatchObject({ from: 'parent', way: 'phone', outcome: null, heldPostIds: [waiting.postId] });
    expect([...row.removedPostIds].sort()).toEqual([first.postId, second.postId].sort());
    await takeDown(first);
    expect(await asksOf(row.id)).toEqual([]);
    world.clock.advance(5 * 60_000);
    await takeDown(second);
    const asked = await asksOf(row.id);
    expect(asked.map(({ userId }) => userId)).toEqual([(await world.staff('office')).userId]);
    const read = await page(row.id);
    expect(read.row.outcome).toBe('removed');
    const words = wordsToTell(read, 'Europe/London', now());
    expect(words.filter((line) => line.includes('was taken down'))).toHaveLength(2);
    expect(words.join(' ')).toContain('One post had not gone out yet.');
    expect(words.join(' ')).toContain('Nobody can call those copies back.');
    // Its words name nobody at all: no pupil, no author, no words of a post.
    expect(words.join(' ')).not.toMatch(/lambs|Nair|Okafor/);
  });

  test('that only stopped something is to be told at once; one that reached nothing is no work for anybody', async () => {
    const pupil = nextPupil();
    await postIn(world, 'approved', { photos: [pupils(pupil.id)] });
    await withdraw(pupil);
    const [row] = await rowsOf(pupil.id);
    expect(row?.outcome).toBe('removed');
    expect(await asksOf(row?.id ?? '')).toHaveLength(1);
    const nobody = nextPupil();
    await withdraw(nobody);
    const [nothing] = await rowsOf(nobody.id);
    expect(nothing?.outcome).toBe('nothing_found');
    expect(await asksOf(nothing?.id ?? '')).toEqual([]);
  });

  test('of which a post can only be deleted by hand is told of while it is still up', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'published', { photos: [pupils(pupil.id)] });
    await withdraw(pupil);
    const [row] = await rowsOf(pupil.id);
    await takeDownInVain(world, ref);
    expect((await asksOf(row?.id ?? '')).map(({ code }) => code)).toEqual(['still_up']);
    const words = wordsToTell(await page(row?.id ?? ''), 'Europe/London', now()).join(' ');
    expect(words).toContain('A member of staff is deleting it by hand.');
  });

  test('says of a post that may never go out that it may, and of one in somebody’s hands as well', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'unknown', { photos: [pupils(pupil.id)] });
    await withdraw(pupil);
    const [row] = await rowsOf(pupil.id);
    const told = async (requestId: string) => wordsToTell(await page(requestId), 'Europe/London', now());
    const words = await told(row?.id ?? '');
    expect(words).toContain(ON_ITS_WAY);
    expect(words.join(' ')).not.toMatch(/still up|will be gone by|copies back/);
    expect((await page(row?.id ?? '')).posts).toMatchObject([{ postId: ref.postId, how: 'on_its_way' }]);
    const index = nextIndex();
    await handedOut(world, await accountByHand(world), { pupil: index });
    const handed = { id: world.pupil(index), holderId: practiceId(`holder/ashwick/${index}/0`) };
    await withdraw(handed);
    expect(await told((await rowsOf(handed.id))[0]?.id ?? '')).toContain(ON_ITS_WAY);
  });

  test('is told again once a post is gone that was still up, and is not over when it is found to be up after all', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'published', { photos: [pupils(pupil.id)] });
    await withdraw(pupil);
    const row = async () => (await rowsOf(pupil.id))[0];
    const requestId = (await row())?.id ?? '';
    const office = await world.staff('office');
    const tell = () =>
      tellRequester(world.web, office, {
        schoolId: world.schoolId,
        requestId,
        way: 'phone',
        identityKnown: true,
      });
    const codes = async () => (await asksOf(requestId)).map(({ code }) => code).sort();
    await takeDownInVain(world, ref);
    await tell();
    world.clock.advance(60_000);
    await confirmRemovedByHand(world.web, await world.staff('comms'), ref, 'Opened the link: not there');
    expect(await row()).toMatchObject({ outcome: 'removed', toldAt: null, toldWay: null });
    expect(await codes()).toEqual(['done', 'still_up']);
    await tell();
    world.clock.advance(60_000);
    const delivery = { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) };
    expect(await lookAgain(world.worker, delivery)).toBe('still_there');
    expect(await row()).toMatchObject({ outcome: null, toldAt: null });
    expect(await codes()).toEqual(['done', 'found_again', 'still_up']);
    await takeDown(ref);
    expect((await row())?.outcome).toBe('removed');
    expect(await codes()).toEqual(['done', 'done', 'found_again', 'still_up']);
  });

  test('is told only by somebody who knows who they are speaking to, once', async () => {
    const pupil = nextPupil();
    await postIn(world, 'approved', { photos: [pupils(pupil.id)] });
    await withdraw(pupil);
    const [row] = await rowsOf(pupil.id);
    const office = await world.staff('office');
    const tell = { schoolId: world.schoolId, requestId: row?.id ?? '', way: 'phone' as const };
    expect(await tellRequester(world.web, office, { ...tell, identityKnown: false })).toMatchObject({
      ok: false,
    });
    expect(await tellRequester(world.web, office, { ...tell, identityKnown: true })).toEqual({ ok: true });
    const [told] = await rowsOf(pupil.id);
    expect(told).toMatchObject({ toldBy: office.userId, toldWay: 'phone' });
    world.clock.advance(60_000);
    await tellRequester(world.web, office, { ...tell, way: 'email', identityKnown: true });
    expect((await rowsOf(pupil.id))[0]).toEqual(told);
  });

  test('is seen by those who keep the record, and by nobody else', async () => {
    const pupil = nextPupil();
    await postIn(world, 'approved', { photos: [pupils(pupil.id)] });
    await withdraw(pupil);
    const [row] = await rowsOf(pupil.id);
    for (const as of ['head', 'comms']) {
      const person = await world.staff(as);
      const { requests } = await listRequests(world.db, person, scope(), now());
      expect(requests.map((each) => each.row.id)).not.toContain(row?.id);
      await expect(page(row?.id ?? '', as)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

test('a restriction, and a no by somebody unknown, leave nothing to be told', async () => {
  const pupil = nextPupil();
  await postIn(world, 'published', { photos: [pupils(pupil.id)] });
  await setRestriction(world.web, await world.staff('dsl'), {
    schoolId: world.schoolId,
    pupilId: pupil.id,
    type: 'do_not_publish',
    reason: 'Made up',
    reviewOn: null,
    requestKey: randomUUID(),
  });
  const unknown = nextPupil();
  const said = {
    schoolId: world.schoolId,
    pupilId: unknown.id,
    method: 'phone' as const,
    saidBy: '',
    requestKey: randomUUID(),
  };
  await recordProvisionalNo(world.web, await world.staff('office'), said);
  await withdraw({ ...unknown, holderId: null });
  expect([...(await rowsOf(pupil.id)), ...(await rowsOf(unknown.id))]).toEqual([]);
});

describe('a request from outside', () => {
  const asked = (more: Partial<LogRequest> = {}): LogRequest => ({
    schoolId: world.schoolId,
    from: 'public',
    way: 'email',
    receivedWall: wallTimeOf(now(), 'Europe/London'),
    words: 'My garden is in it.',
    postId: null,
    address: '',
    pupilId: null,
    requestKey: randomUUID(),
    ...more,
  });
  const log = async (more: Partial<LogRequest> = {}, as = 'office') =>
    logRequest(world.web, await world.staff(as), asked(more));
  const decide = async (
    requestId: string,
    outcome: 'removed' | 'not_removed' | 'nothing_found',
    reason = '',
  ) =>
    decideRequest(world.web, await world.staff('comms'), {
      schoolId: world.schoolId,
      requestId,
      outcome,
      reason,
    });
  async function logged(more: Partial<LogRequest> = {}): Promise<string> {
    const done = await log(more);
    if (!done.ok) throw new Error(JSON.stringify(done.issues));
    return done.requestId;
  }

  test('is written down once, with the clock from when it was received, and those who decide are told', async () => {
    const requestKey = randomUUID();
    const received = new Date(now().getTime() - 26 * 3_600_000);
    const form = { requestKey, receivedWall: wallTimeOf(received, 'Europe/London') };
    const [first, again] = [await logged(form), await logged(form)];
    expect(again).toBe(first);
    const { row } = await page(first);
    expect(Math.abs(row.receivedAt.getTime() - received.getTime())).toBeLessThan(60_000);
    expect(row.dueAt.getTime()).toBeLessThan(now().getTime() + 24 * 3_600_000);
    const told = await world.db.select().from(notices).where(eq(notices.aboutId, first));
    expect(told.map(({ kind }) => kind)).toContain('removal_asked');
    const late = await requestsWaiting(world.db, await world.staff('comms'), world.schoolId, now());
    expect(late?.overdue).toBeGreaterThan(0);
  });

  test('keeps words that missed their time from being put back as they were', async () => {
    const missed = await postIn(world, 'missed', { photos: [], words: onlyHere('Open evening') });
    await decide(await logged({ postId: missed.postId }), 'removed');
    const comms = await world.staff('comms');
    await expect(releasePost(world.web, comms, missed)).rejects.toMatchObject({
      reason: 'approval_not_valid',
    });
    expect(await statusOf(world, missed)).toBe('missed');
  });

  test.each(['in_review', 'approved', 'scheduled', 'held'] as const)(
    'that is granted keeps a post that is %s from ever going out as it is',
    async (status) => {
      const ref = await postIn(world, status, { photos: [pupils(nextPupil().id)] });
      const requestId = await logged({ postId: ref.postId });
      expect(await decide(requestId, 'removed')).toEqual({ ok: true });
      expect(await page(requestId)).toMatchObject({ row: { outcome: 'removed', heldPostIds: [ref.postId] } });
      const [head, teacher] = [await world.staff('head'), await world.staff('teacher')];
      await expect(releasePost(world.web, head, ref)).rejects.toMatchObject({ reason: 'approval_not_valid' });
      const soon = wallTimeOf(new Date(now().getTime() + 3_600_000), 'Europe/London');
      await expect(
        schedulePost(world.web, await world.staff('comms'), ref, { wall: soon }),
      ).rejects.toMatchObject({ reason: 'not_in_this_state' });
      world.clock.advance(2 * 3_600_000);
      if (status === 'scheduled') expect(await publishNow(world, ref)).not.toBe('published');
      expect(await statusOf(world, ref)).toBe('held');
      // The very same photos in the very same post are stopped like those of any other.
      await reopenPost(world.web, teacher, ref);
      const { post } = await readPostFacts(world.db, ref, now());
      const again = await submitPost(world.web, teacher, ref, { version: post.version }).catch((no) => no);
      expect(again.refusal.issues.map(({ code }: { code: string }) => code)).toContain('picture_known');
      expect(await statusOf(world, ref)).toBe('draft');
    },
  );

  test('that is granted while a worker prepares the post keeps it from going out, then and later', async () => {
    const ref = await duePost(world, { photos: [pupils(nextPupil().id)] });
    world.publisher.during('prepare', async () => {
      await decide(await logged({ postId: ref.postId }), 'removed');
    });
    expect(await publishNow(world, ref)).toBe('taken_by_another');
    const head = await world.staff('head');
    await expect(releasePost(world.web, head, ref)).rejects.toMatchObject({ reason: 'approval_not_valid' });
  });

  test('is asked of the delivery too: a copy of a post said to be removed comes down wherever it turns up', async () => {
    for (const status of ['scheduled', 'missed'] as const) {
      const ref = await postIn(world, status, { photos: [], words: onlyHere('Open evening') });
      await decide(await logged({ postId: ref.postId }), 'removed');
      const { delivery } = await readPostFacts(world.db, ref, now());
      expect(delivery?.removalWantedAt).toEqual(now());
    }
  });

  test('finds its post by the address somebody copied, and says so when there is none', async () => {
    const ref = await postIn(world, 'published', { photos: [pupils(nextPupil().id)] });
    const { delivery } = await readPostFacts(world.db, ref, now());
    const requestId = await logged({ address: `https://x.com/school/status/${delivery?.platformId}` });
    expect((await page(requestId)).row.postId).toBe(ref.postId);
    for (const address of ['https://x.com/school/status/1', `/posts/${'-'.repeat(36)}`])
      expect(await log({ address })).toMatchObject({ issues: [{ code: 'address_unknown' }] });
  });

  test('finds a post on Bluesky by its address there', async () => {
    const ref = await postIn(world, 'published', { photos: [pupils(nextPupil().id)] });
    const platformId = recordKeyOf({ id: ref.postId, createdAt: now() });
    await world.db.update(deliveries).set({ platformId }).where(eq(deliveries.postId, ref.postId));
    const requestId = await logged({
      address: `https://bsky.app/profile/school.bsky.social/post/${platformId}`,
    });
    expect((await page(requestId)).row.postId).toBe(ref.postId);
    const nobodys = recordKeyOf({ id: 'none', createdAt: new Date(0) });
    expect(await log({ address: `https://bsky.app/profile/school/post/${nobodys}` })).toMatchObject({
      issues: [{ code: 'address_unknown' }],
    });
  });

  test('that is granted takes down the post and every copy, and is told when all are gone', async () => {
    const [one, two] = [nextPupil(), nextPupil()];
    const ref = await postIn(world, 'published', { photos: [pupils(one.id)] });
    const copy = await postIn(world, 'published', { photos: [pupils(two.id)] });
    const [was] = (await readPostFacts(world.db, ref, now())).photos;
    const [is] = (await readPostFacts(world.db, copy, now())).photos;
    await world.db
      .update(photoVersions)
      .set({ likeness: was?.version?.likeness })
      .where(eq(photoVersions.id, is?.version?.id ?? ''));
    const requestId = await logged({ postId: ref.postId });
    const before = await page(requestId, 'comms');
    expect(before.copies?.map(({ postId, how }) => [postId, how])).toEqual([
      [ref.postId, 'named'],
      [copy.postId, 'alike'],
    ]);
    expect(await decide(requestId, 'removed')).toEqual({ ok: true });
    for (const post of [ref, copy]) {
      expect(await statusOf(world, post)).toBe('takedown_requested');
      expect(await openTakedown(world.db, post, post.postId)).toMatchObject({ cause: 'asked_from_outside' });
    }
    expect((await page(requestId)).row.outcome).toBeNull();
    await takeDown(ref);
    await takeDown(copy);
    const after = await page(requestId);
    expect(after.row.outcome).toBe('removed');
    expect(after.goneAt).not.toBeNull();
    expect(await asksOf(requestId)).toHaveLength(1);
    await expect(decide(requestId, 'not_removed', 'Too late')).rejects.toMatchObject({
      code: 'illegal_move',
    });
  });

  const withoutPhotos = () => postIn(world, 'published', { photos: [], words: onlyHere('Open evening') });

  describe('has one time for all that comes of it', () => {
    const ago = (hours: number) => wallTimeOf(new Date(now().getTime() - hours * 3_600_000), 'Europe/London');
    const takedownOf = async (ref: PostRef) => {
      const open = await openTakedown(world.db, ref, ref.postId);
      if (!open) throw new Error('nothing comes down');
      return open;
    };

    test('the one it was promised by, when it is decided later than it came', async () => {
      const ref = await withoutPhotos();
      const requestId = await logged({ postId: ref.postId });
      const { dueAt } = (await page(requestId)).row;
      world.clock.set(new Date(dueAt.getTime() - 10 * 60_000));
      await decide(requestId, 'removed');
      expect((await takedownOf(ref)).deadlineAt).toEqual(dueAt);
      const read = await page(requestId);
      const by = whenWords(dueAt, 'Europe/London', now()).text;
      expect(wordsToTell(read, 'Europe/London', now()).join(' ')).toContain(`It will be gone by ${by},`);
      expect(removalPage(read, '', 'Europe/London', now()).note).toContain(`To be gone by ${by} `);
    });

    test('and is late at once when that is over', async () => {
      const ref = await withoutPhotos();
      const requestId = await logged({ postId: ref.postId, receivedWall: ago(72) });
      await decide(requestId, 'removed');
      const { dueAt } = (await page(requestId)).row;
      expect(dueAt.getTime()).toBeLessThan(now().getTime());
      expect((await takedownOf(ref)).deadlineAt).toEqual(dueAt);
      expect(await tellOfLateTakedown(world.worker, ref)).toBe(true);
      const read = await page(requestId);
      const by = whenWords(dueAt, 'Europe/London', now()).text;
      const words = wordsToTell(read, 'Europe/London', now()).join(' ');
      expect(words).toContain(`It was to be gone by ${by}. That is late.`);
      expect(words).not.toContain('It will be gone by');
      expect(removalPage(read, '', 'Europe/London', now())).toMatchObject({ state: { word: 'Late' } });
    });

    test('also where it was coming down already, whichever of the two is sooner', async () => {
      const early = await withoutPhotos();
      const late = await logged({ postId: early.postId, receivedWall: ago(72) });
      await requestTakedown(world.web, await world.staff('head'), early, 'mistake');
      const own = (await takedownOf(early)).deadlineAt;
      await decide(late, 'removed');
      const { dueAt } = (await page(late)).row;
      expect(own.getTime()).toBeGreaterThan(dueAt.getTime());
      expect((await takedownOf(early)).deadlineAt).toEqual(dueAt);
      const before = await withoutPhotos();
      await requestTakedown(world.web, await world.staff('head'), before, 'mistake');
      const sooner = (await takedownOf(before)).deadlineAt;
      world.clock.advance(26 * 3_600_000);
      const after = await logged({ postId: before.postId });
      await decide(after, 'removed');
      expect((await takedownOf(before)).deadlineAt).toEqual(sooner);
      const read = await page(after);
      const by = whenWords(read.row.dueAt, 'Europe/London', now()).text;
      expect(wordsToTell(read, 'Europe/London', now()).join(' ')).toContain(`It will be gone by ${by},`);
      expect(removalPage(read, '', 'Europe/London', now()).note).toContain(`To be gone by ${by} `);
    });
  });

  describe('about a post that has been taken down already', () => {
    const gone = async () => {
      const ref = await withoutPhotos();
      await requestTakedown(world.web, await world.staff('comms'), ref);
      await takeDown(ref);
      return ref;
    };

    test.each(['removed', 'nothing_found'] as const)(
      'is told that it was, and when (%s)',
      async (outcome) => {
        const ref = await withoutPhotos();
        const requestId = await logged({ postId: ref.postId });
        world.clock.advance(5 * 60_000);
        await requestTakedown(world.web, await world.staff('comms'), ref);
        await takeDown(ref);
        const goneAt = now();
        world.clock.advance(20 * 60_000);
        expect(await decide(requestId, outcome)).toEqual({ ok: true });
        const read = await page(requestId);
        expect(read.row).toMatchObject({ outcome: 'removed', removedPostIds: [ref.postId] });
        expect(read.goneAt).toEqual(goneAt);
        const words = wordsToTell(read, 'Europe/London', now()).join(' ');
        expect(words).toContain(`It was gone on ${whenWords(goneAt, 'Europe/London', now()).text}.`);
        expect(words).not.toContain('found nothing');
        expect(await asksOf(requestId)).toHaveLength(1);
      },
    );

    test('before anybody asked, says so; and about a pupil only what has gone since counts', async () => {
      const ref = await gone();
      world.clock.advance(60 * 60_000);
      const named = await logged({ postId: ref.postId });
      await decide(named, 'removed');
      const read = await page(named);
      expect(read.row.outcome).toBe('removed');
      expect(removalPage(read, '', 'Europe/London', now()).note).toBe('It was gone before they asked.');
      const pupil = nextPupil();
      const earlier = await postIn(world, 'published', { photos: [pupils(pupil.id)] });
      await requestTakedown(world.web, await world.staff('comms'), earlier);
      await takeDown(earlier);
      world.clock.advance(60 * 60_000);
      const about = await logged({ pupilId: pupil.id });
      await decide(about, 'removed');
      expect((await page(about)).row).toMatchObject({ outcome: 'nothing_found', removedPostIds: [] });
    });

    test('and about one that is still up is over once that is gone too', async () => {
      const pupil = nextPupil();
      const photos = [pupils(pupil.id)];
      const [first, second] = [
        await postIn(world, 'published', { photos }),
        await postIn(world, 'published', { photos }),
      ];
      const about = await logged({ pupilId: pupil.id });
      await requestTakedown(world.web, await world.staff('comms'), first);
      await takeDown(first);
      await decide(about, 'removed');
      expect((await page(about)).row.outcome).toBeNull();
      await takeDown(second);
      const read = await page(about);
      expect(read.row.outcome).toBe('removed');
      const words = wordsToTell(read, 'Europe/London', now());
      expect(words.filter((line) => line.includes('was taken down'))).toHaveLength(2);
    });
  });

  test('that is turned down needs a reason, which they are told', async () => {
    const requestId = await logged();
    expect(await decide(requestId, 'not_removed')).toMatchObject({
      issues: [{ code: 'decision_reason_missing' }],
    });
    expect(await decide(requestId, 'not_removed', 'The garden is not ours or yours.')).toEqual({ ok: true });
    const words = wordsToTell(await page(requestId), 'Europe/London', now()).join(' ');
    expect(words).toContain('The garden is not ours or yours.');
  });

  test('is not answered with “nothing found” while what they named is there, nor without a word while the pupil is in posts', async () => {
    const pupil = nextPupil();
    const ref = await postIn(world, 'published', { photos: [pupils(pupil.id)] });
    const named = await logged({ postId: ref.postId });
    expect(await decide(named, 'nothing_found', 'We looked')).toMatchObject({
      issues: [{ code: 'something_found' }],
    });
    const about = await logged({ pupilId: pupil.id });
    expect(await decide(about, 'nothing_found')).toMatchObject({
      issues: [{ code: 'where_looked_missing' }],
    });
    for (const id of [named, about]) expect((await page(id)).row.decidedAt).toBeNull();
    expect(await decide(about, 'nothing_found', 'They meant a post of another school.')).toEqual({
      ok: true,
    });
    expect(await decide(named, 'removed')).toEqual({ ok: true });
    await takeDown(ref);
    const gone = await logged({ postId: ref.postId });
    expect(await decide(gone, 'nothing_found')).toEqual({ ok: true });
  });

  test('is decided by those who take posts down alone', async () => {
    const requestId = await logged();
    for (const as of ['office', 'data', 'teacher'])
      await expect(
        decideRequest(world.web, await world.staff(as), {
          schoolId: world.schoolId,
          requestId,
          outcome: 'nothing_found',
          reason: '',
        }),
      ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(log({}, 'teacher')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
