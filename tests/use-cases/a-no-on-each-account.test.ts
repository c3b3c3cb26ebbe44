// A post on several accounts is one picture in several posts: a request to remove it and a family's no reach each of them, whoever was
// listed in which version of it, and a no for one account alone leaves the others as their own record says (I-15, R-85, R-86).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { decideRequest } from '#app/domain/removals/decide-request.ts';
import { logRequest } from '#app/domain/removals/log-request.ts';
import { readRequest } from '#app/domain/removals/read-requests.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { dueFor, followerOf, openSeveralAccounts, submitAgain } from '#tests/support/cross-posts.ts';
import { publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { listPeople } from '#tests/support/settling.ts';
import { pupils, type World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
beforeAll(async () => {
  ({ world, bluesky } = await openSeveralAccounts([2, 4, 5, 7]));
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());

/** A post on X and the one made from it for Bluesky, both at a moment that has come. */
async function dueOnBoth(photos = [pupils(world.pupil(2))]): Promise<{ lead: PostRef; made: PostRef }> {
  const lead = await dueFor(world, [bluesky], { photos });
  return { lead, made: await followerOf(world, lead) };
}

async function liveOnBoth(photos = [pupils(world.pupil(2))]) {
  const both = await dueOnBoth(photos);
  for (const ref of [both.lead, both.made]) {
    await publishNow(world, ref);
    expect(await statusOf(world, ref)).toBe('published');
  }
  return both;
}

/** Somebody from outside asked for this post to come down; nothing is decided yet. */
async function asked(ref: PostRef): Promise<string> {
  const logged = await logRequest(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, from: 'public', way: 'email', words: 'My garden is in it.', address: '' },
    receivedWall: wallTimeOf(world.clock.now(), 'Europe/London'),
    ...{ postId: ref.postId, pupilId: null, requestKey: randomUUID() },
  });
  if (!logged.ok) throw new Error(JSON.stringify(logged.issues));
  return logged.requestId;
}

async function remove(requestId: string): Promise<void> {
  const decided = await decideRequest(world.web, await world.staff('comms'), {
    ...{ schoolId: world.schoolId, requestId, outcome: 'removed', reason: '' },
  });
  expect(decided).toEqual({ ok: true });
}

const holder = (index: number) => practiceId(`holder/ashwick/${index}/0`);

async function withdraw(index: number): Promise<void> {
  await withdrawConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(index), method: 'phone', evidence: 'A call' },
    ...{ holderId: holder(index), requestKey: randomUUID() },
  });
}

/** The family of this pupil says no for one platform, and nothing about the others. */
async function refuseFor(channel: 'x' | 'bluesky', index: number): Promise<void> {
  const said = await recordConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(index), answer: 'refused', evidence: '' },
    ...{ holderId: holder(index), subjects: ['image'], channels: [channel] },
    purposes: ['celebration', 'trip', 'teaching', 'information'],
    ...{ accountScope: 'own_school', eventId: null, lastDay: null, method: 'in_person', formVersionId: null },
    conditions: { groupOnly: false, notFaceOn: false, noUniform: false },
    answeredOn: dateInSchool(world.clock.now(), 'Europe/London'),
    requestKey: randomUUID(),
  });
  if (!said.ok) throw new Error(said.issues.map(({ code }) => code).join());
}

describe('a request from outside that names one of them', () => {
  it('takes down each of them, and says so before it is decided', async () => {
    const { lead, made } = await liveOnBoth();
    const requestId = await asked(lead);
    const scope = { schoolId: world.schoolId, trustId: PRACTICE_TRUST.id };
    const page = await readRequest(world.db, await world.staff('comms'), scope, requestId, world.clock.now());
    expect(page.copies?.map(({ postId }) => postId).sort()).toEqual([lead.postId, made.postId].sort());
    await remove(requestId);
    expect(await statusOf(world, lead)).toBe('takedown_requested');
    expect(await statusOf(world, made)).toBe('takedown_requested');
  });

  it('takes down each of them though there is no photo to know them by', async () => {
    const { lead, made } = await liveOnBoth([]);
    await remove(await asked(lead));
    expect(await statusOf(world, lead)).toBe('takedown_requested');
    expect(await statusOf(world, made)).toBe('takedown_requested');
  });

  it('takes down the leading post when it names the one made from it', async () => {
    const { lead, made } = await liveOnBoth([]);
    await remove(await asked(made));
    expect(await statusOf(world, lead)).toBe('takedown_requested');
  });

  it('takes down what is out and stops what is not', async () => {
    const { lead, made } = await dueOnBoth([]);
    await publishNow(world, made);
    await remove(await asked(made));
    expect(await statusOf(world, made)).toBe('takedown_requested');
    expect(await statusOf(world, lead)).toBe('held');
    expect((await facts(lead)).openHolds.map(({ cause }) => cause)).toEqual(['removal_wanted']);
  });

  it('stops at once what a worker is preparing', async () => {
    const { lead, made } = await dueOnBoth([]);
    await publishNow(world, lead);
    const requestId = await asked(lead);
    world.publisher.during('prepare', () => remove(requestId));
    await publishNow(world, made);
    expect(await statusOf(world, lead)).toBe('takedown_requested');
    expect((await facts(made)).openHolds.map(({ cause }) => cause)).toEqual(['removal_wanted']);
  });
});

describe('a family’s no', () => {
  it('reaches the same photo that is out from an earlier version, in which nobody had listed the pupil', async () => {
    const { lead, made } = await dueOnBoth();
    await publishNow(world, made);
    const teacher = await world.staff('teacher');
    await reopenPost(world.web, teacher, lead);
    const [photo] = (await facts(lead)).photos;
    const both = pupils(world.pupil(2), world.pupil(4));
    await listPeople(world.web, teacher, lead, photo?.postPhotoId ?? '', both);
    await submitAgain(world, lead);
    await withdraw(4);
    expect(await statusOf(world, lead)).toBe('held');
    expect(await statusOf(world, made)).toBe('takedown_requested');
    expect(await openTakedown(world.db, made, made.postId)).toMatchObject({ foundBy: 'likeness' });
  });

  it.each(['bluesky', 'x'] as const)(
    'for %s alone takes down what is there and nothing else',
    async (channel) => {
      const index = channel === 'x' ? 7 : 5;
      const { lead, made } = await liveOnBoth([pupils(world.pupil(index))]);
      await refuseFor(channel, index);
      expect([await statusOf(world, lead), await statusOf(world, made)]).toEqual(
        channel === 'x' ? ['takedown_requested', 'published'] : ['published', 'takedown_requested'],
      );
    },
  );
});
