// A person's word about a post on several accounts holds on each of them: what is stopped or taken down goes out nowhere for the first
// time afterwards, however far each was. What one account's own rules stop says nothing about the others.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { takeDownEverywhere } from '#app/domain/cross-posts/take-down-everywhere.ts';
import { openHandOver } from '#app/domain/hand-overs/open-hand-over.ts';
import { holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { gateFaults } from '#app/domain/posts/publish-gate.ts';
import { endStay } from '#app/domain/posts/remove-by.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { lastHandOver } from '#db/queries/hand-overs.server.ts';
import { concerns } from '#db/schema/concerns.ts';
import { posts } from '#db/schema/posts.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import {
  dueFor,
  followerOf,
  furtherPosts,
  openSeveralAccounts,
  submitAgain,
  wallIn,
} from '#tests/support/cross-posts.ts';
import { deliveryIdOf, publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { listPeople } from '#tests/support/settling.ts';
import { pupils, type World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
let facebook: string;
beforeAll(async () => {
  ({ world, bluesky, facebook } = await openSeveralAccounts([2, 4, 5, 7]));
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const status = (ref: PostRef) => statusOf(world, ref);
const holdsOf = async (ref: PostRef) => (await facts(ref)).openHolds.map(({ cause }) => cause);
const stop = async (ref: PostRef) => holdPost(world.web, await world.staff('dsl'), ref);
const letGoOn = async (ref: PostRef) => releasePost(world.web, await world.staff('head'), ref);
const place = async (ref: PostRef) =>
  schedulePost(world.web, await world.staff('comms'), ref, { wall: wallIn(world, 5) });

interface Due {
  lead: PostRef;
  made: Record<string, PostRef>;
  /** the leading post where none was made for Bluesky */
  bluesky: PostRef;
}

/** A post on X and those made from it, all at a moment that has come. */
async function due(accountIds: string[] = [bluesky], photos = [pupils(world.pupil(2))]): Promise<Due> {
  const lead = await dueFor(world, accountIds, { photos });
  const onBluesky = accountIds.includes(bluesky) ? await followerOf(world, lead) : lead;
  return { lead, made: await furtherPosts(world, lead), bluesky: onBluesky };
}

async function sentTo(ref: PostRef): Promise<number> {
  const { account } = await facts(ref);
  return world.publisher.calls.filter(
    ({ method, platformUserId }) => method === 'create' && platformUserId === account.platformUserId,
  ).length;
}

async function failedOn(ref: PostRef): Promise<void> {
  world.publisher.next('create', { outcome: 'refused', code: 'other', why: 'no' });
  await publishNow(world, ref);
  expect(await status(ref)).toBe('failed');
}

/** Put back, given a time, and due: what somebody would have to do for it to go out. */
async function triedAgain(ref: PostRef): Promise<string> {
  await letGoOn(ref);
  await place(ref);
  world.clock.advance(5 * 60_000);
  await publishNow(world, ref);
  return status(ref);
}

/** The family of this pupil says no for one platform, and nothing about the others. */
async function refuseFor(channel: 'x' | 'bluesky', index: number): Promise<void> {
  const said = await recordConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(index), answer: 'refused', evidence: '' },
    ...{ holderId: practiceId(`holder/ashwick/${index}/0`), subjects: ['image'], channels: [channel] },
    purposes: ['celebration', 'trip', 'teaching', 'information'],
    ...{ accountScope: 'own_school', eventId: null, lastDay: null, method: 'in_person', formVersionId: null },
    conditions: { groupOnly: false, notFaceOn: false, noUniform: false },
    answeredOn: dateInSchool(world.clock.now(), 'Europe/London'),
    requestKey: randomUUID(),
  });
  if (!said.ok) throw new Error(said.issues.map(({ code }) => code).join());
}

describe('a person’s stop of the leading post', () => {
  it('stops at once what a worker is preparing, and nothing of it is sent', async () => {
    const { lead, bluesky: made } = await due();
    const before = await sentTo(made);
    let during = '';
    world.publisher.during('prepare', async () => {
      await stop(lead);
      during = await status(made);
    });
    await publishNow(world, made);
    expect(during).toBe('held');
    expect([await status(lead), await status(made)]).toEqual(['held', 'held']);
    expect(await holdsOf(made)).toEqual(['stopped_by_person']);
    expect(await sentTo(made)).toBe(before);
  });

  it('holds what was being sent at that moment and came back', async () => {
    const { lead, bluesky: made } = await due();
    world.publisher.during('create', () => stop(lead));
    world.publisher.next('create', { outcome: 'not_sent', why: 'busy' });
    await publishNow(world, made);
    expect(await status(made)).toBe('scheduled');
    const before = await sentTo(made);
    world.clock.advance(60_000);
    await publishNow(world, made);
    expect(await sentTo(made)).toBe(before);
    expect(await holdsOf(made)).toEqual(['stopped_by_person']);
  });

  it('tells whoever has one of them to publish by hand to stop, at once', async () => {
    const { lead, made } = await due([facebook]);
    const byHand = made['facebook'] ?? lead;
    expect(await openHandOver(world.web, await world.staff('comms'), byHand)).toBe('open');
    await stop(lead);
    const given = await lastHandOver(world.db, byHand, await deliveryIdOf(world, byHand));
    expect(given?.stoppedAt).toEqual(world.clock.now());
  });

  it('keeps what failed from being put back, until it is let go on itself', async () => {
    const { lead, bluesky: made } = await due();
    await failedOn(made);
    await stop(lead);
    await expect(letGoOn(made)).rejects.toMatchObject({ reason: 'stopped_with_its_lead' });
    await letGoOn(lead);
    expect(await triedAgain(made)).toBe('published');
  });
});

describe('an open concern', () => {
  it.each(['lead', 'bluesky', 'facebook'] as const)(
    'about the post of one account (%s) keeps it in on all of them, until it is closed (R-87)',
    async (named) => {
      const { lead, made } = await due([bluesky, facebook]);
      const all: Record<string, PostRef> = { lead, ...made };
      const before = await sentTo(lead);
      const [concern] = await world.db
        .insert(concerns)
        .values({
          ...{ schoolId: world.schoolId, postId: all[named]?.postId ?? '' },
          ...{ openedBy: (await world.staff('dsl')).userId, openedAt: world.clock.now() },
        })
        .returning();
      for (const ref of [lead, ...Object.values(made)])
        expect(gateFaults(await facts(ref), new Set()).map(({ code }) => code)).toContain('concern_open');
      expect(await publishNow(world, lead)).toBe('held');
      expect(await holdsOf(lead)).toEqual(['concern_open']);
      expect(await sentTo(lead)).toBe(before);
      await world.db
        .update(concerns)
        .set({ closedAt: world.clock.now() })
        .where(eq(concerns.id, concern?.id ?? ''));
      for (const ref of Object.values(made))
        expect(gateFaults(await facts(ref), new Set()).map(({ code }) => code)).not.toContain('concern_open');
    },
  );
});

describe('what its own account’s rules do to the leading post', () => {
  it('a family’s no for that account holds it there, and goes out elsewhere as the family allows', async () => {
    const { lead, bluesky: made } = await due([bluesky], [pupils(world.pupil(4))]);
    await refuseFor('x', 4);
    expect(await holdsOf(lead)).toEqual(['permission_changed']);
    await publishNow(world, made);
    expect(await status(made)).toBe('published');
  });

  it('a family’s no for that account takes it down there, and what failed elsewhere may be tried again', async () => {
    const { lead, bluesky: made } = await due([bluesky], [pupils(world.pupil(5))]);
    await publishNow(world, lead);
    await failedOn(made);
    await refuseFor('x', 5);
    expect(await status(lead)).toBe('takedown_requested');
    expect(await triedAgain(made)).toBe('published');
  });

  it('lets no photo that a no took back from an earlier version be sent with fewer people listed', async () => {
    const { lead, bluesky: made } = await due([bluesky], [pupils(world.pupil(2), world.pupil(7))]);
    await publishNow(world, made);
    const teacher = await world.staff('teacher');
    await reopenPost(world.web, teacher, lead);
    await refuseFor('bluesky', 7);
    expect(await status(made)).toBe('takedown_requested');
    const [photo] = (await facts(lead)).photos;
    await listPeople(world.web, teacher, lead, photo?.postPhotoId ?? '', pupils(world.pupil(2)));
    await expect(submitAgain(world, lead)).rejects.toMatchObject({ reason: 'checks_failed' });
    expect((await facts(lead)).knownPictures.map(({ sameness }) => sameness)).toEqual(['same']);
  });

  it('the end of its time there says nothing about one that has not gone out', async () => {
    const { lead, bluesky: made } = await due();
    await publishNow(world, lead);
    await failedOn(made);
    await world.db.update(posts).set({ removeBy: world.clock.now() }).where(eq(posts.id, lead.postId));
    expect(await endStay(world.worker, lead)).toBe(true);
    expect(await status(lead)).toBe('takedown_requested');
    expect(await triedAgain(made)).toBe('published');
  });
});

describe('taking it down everywhere', () => {
  it('ends what failed or was missed on another account', async () => {
    for (const fall of ['failed', 'missed'] as const) {
      const { lead, bluesky: made } = await due([bluesky], []);
      await publishNow(world, lead);
      if (fall === 'failed') await failedOn(made);
      else {
        world.clock.advance(24 * 3_600_000);
        await publishNow(world, made);
        expect(await status(made)).toBe('missed');
      }
      await takeDownEverywhere(world.web, await world.staff('head'), lead, 'should_not_be_shown');
      expect(await status(made)).toBe('cancelled');
      await expect(letGoOn(made)).rejects.toMatchObject({ code: 'illegal_move' });
    }
  });

  it('lets nothing that it stopped go on with the approval it had', async () => {
    const { lead, bluesky: made } = await due([bluesky], []);
    await publishNow(world, lead);
    await takeDownEverywhere(world.web, await world.staff('head'), lead, 'mistake');
    expect(await holdsOf(made)).toEqual(['stopped_by_person']);
    await expect(letGoOn(made)).rejects.toMatchObject({ reason: 'down_with_its_lead' });
  });

  it('stops at once what a worker is preparing on another account', async () => {
    const { lead, bluesky: made } = await due();
    await publishNow(world, lead);
    const before = await sentTo(made);
    const head = await world.staff('head');
    world.publisher.during('prepare', () => takeDownEverywhere(world.web, head, lead, 'mistake'));
    await publishNow(world, made);
    expect(await status(made)).toBe('held');
    expect(await sentTo(made)).toBe(before);
    expect((await facts(made)).review).toBeNull();
  });

  it('keeps the leading post in, when that is the one that is not out, until it is approved anew', async () => {
    for (const waits of [true, false]) {
      const { lead, bluesky: made } = await due([bluesky], []);
      await publishNow(world, made);
      if (!waits) await failedOn(lead);
      await takeDownEverywhere(world.web, await world.staff('head'), made, 'mistake');
      expect(await status(lead)).toBe(waits ? 'held' : 'failed');
      await expect(letGoOn(lead)).rejects.toMatchObject({ reason: 'approval_not_valid' });
      await reopenPost(world.web, await world.staff('teacher'), lead);
      expect(await status(lead)).toBe('draft');
    }
  });
});

describe('taking down the leading post alone', () => {
  it('lets nothing made from it go out for the first time afterwards', async () => {
    const { lead, bluesky: made } = await due([bluesky], []);
    await publishNow(world, lead);
    await requestTakedown(world.web, await world.staff('head'), lead, 'should_not_be_shown');
    const before = await sentTo(made);
    await publishNow(world, made);
    expect(await sentTo(made)).toBe(before);
    expect(await holdsOf(made)).toEqual(['stopped_by_person']);
    await expect(letGoOn(made)).rejects.toMatchObject({ reason: 'down_with_its_lead' });
  });
});
