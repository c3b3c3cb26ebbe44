// Children from elsewhere: hidden, or shown under a written release for this account, this event and so many of them; never named
//
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endGuestPermission } from '#app/domain/consent/end-guest-permission.ts';
import { listGuestPermissions } from '#app/domain/consent/list-guest-permissions.ts';
import {
  MAX_ABOUT,
  type RecordGuestPermission,
  recordGuestPermission,
} from '#app/domain/consent/record-guest-permission.ts';
import type { AppError } from '#app/domain/errors.ts';
import type { FaceAnswer } from '#app/domain/photos/settle-steps.ts';
import { guestVerdict } from '#app/domain/posts/guest-verdict.ts';
import { namePeople } from '#app/domain/posts/people-of-content.ts';
import { peopleToShow } from '#app/domain/posts/people-to-show.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { contentView } from '#app/presenters/post-content.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { revisionPeople } from '#db/schema/revisions.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { BLUR, counted, type FacePost, facePost } from '#tests/support/face-posts.ts';
import { statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, shownOn, type World } from '#tests/support/world.ts';

let world: World;
let accountId: string;
beforeAll(async () => {
  world = await openWorld();
  accountId = (await accountsOfSchool(world.db, world))[0]?.id ?? '';
});
afterAll(() => world.close());

const release = (differs: Partial<RecordGuestPermission> = {}): RecordGuestPermission => ({
  schoolId: world.schoolId,
  accountId,
  tripId: null,
  about: 'Elm Park Primary, football match',
  children: 2,
  evidence: 'Letter of 12 November, in the office',
  firstDay: '2026-11-01',
  lastDay: '2026-12-31',
  requestKey: randomUUID(),
  ...differs,
});

async function released(differs: Partial<RecordGuestPermission> = {}): Promise<string> {
  const recorded = await recordGuestPermission(world.web, await world.staff('office'), release(differs));
  if (!recorded.ok) throw new Error(recorded.issues.map(({ code }) => code).join());
  return recorded.guestPermissionId;
}

const guest = (id: string): FaceAnswer => ({ is: 'person', person: { kind: 'guest', id } });

async function postWith(...answers: FaceAnswer[]): Promise<FacePost> {
  const post = await facePost(world, answers.length);
  await post.answer(...answers);
  await post.take(counted(answers.filter(({ is }) => is === 'person').length));
  if (answers.includes(BLUR)) await post.render();
  return post;
}

describe('a child from elsewhere', () => {
  it('may be shown under a release, as many as it covers, and hidden ones do not count', async () => {
    const id = await released();
    const post = await postWith(guest(id), guest(id), BLUR);
    expect(await post.submit()).toEqual([]);
    const { revision } = await post.facts();
    expect(revision?.content.photos[0]?.people).toHaveLength(2);
  });

  it('may not when there is one too many in the photo', async () => {
    const id = await released();
    const post = await postWith(guest(id), guest(id), guest(id));
    expect(await post.submit()).toEqual(['guests_not_covered']);
    const { faces } = await post.account();
    expect(faces.map(({ answer }) => (answer.is === 'person' ? answer.word : ''))).toEqual([
      'not in photos',
      'not in photos',
      'not in photos',
    ]);
  });

  it('may not on the release for another event', async () => {
    const id = await released({ tripId: world.trip('now') });
    expect(await (await postWith(guest(id))).submit()).toEqual(['guests_not_covered']);
  });

  it('is called by where they are from, and counted one by one', async () => {
    const id = await released();
    const post = await postWith(guest(id), guest(id));
    const { working } = await post.facts();
    expect((await namePeople(world.db, world, [working])).get(id)).toEqual({
      name: 'A child from elsewhere (Elm Park Primary, football match)',
      group: null,
      from: 'Elm Park Primary, football match',
    });
    const names = await namePeople(world.db, world, [working]);
    const [shown] = contentView(await post.facts(), names, '/s/school').photos;
    expect(shown?.groups.flatMap(({ people }) => people.map(({ name }) => name))).toEqual([
      '2 children from elsewhere (Elm Park Primary, football match)',
    ]);
    expect((await post.account()).guests.find((each) => each.id === id)).toEqual({
      id,
      about: 'Elm Park Primary, football match',
      children: 2,
      placed: 2,
    });
  });
});

describe('releases to choose from', () => {
  it('are those that cover this account, this event and these days', async () => {
    const [fits, elsewhere] = [await released(), await released({ tripId: world.trip('now') })];
    const over = await released({ firstDay: '2026-11-01', lastDay: '2026-11-20' });
    const post = await facePost(world, 1);
    const facts = await post.facts();
    const { guests } = await peopleToShow(world.db, facts, await post.photo(), null);
    const ids = guests.map(({ id }) => id);
    expect(ids).toContain(fits);
    expect(ids).not.toContain(elsewhere);
    expect(ids).not.toContain(over);
  });
});

describe('a release that ends', () => {
  it('stops what rests on it and has not gone out, and is ended once', async () => {
    const id = await released();
    const post = await postWith(guest(id));
    expect(await post.submit()).toEqual([]);
    const { ref } = post;
    await approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
    const draft = await postWith(guest(id));
    const end = async () =>
      endGuestPermission(world.web, await world.staff('office'), {
        schoolId: world.schoolId,
        guestPermissionId: id,
      });
    world.clock.advance(1_000);
    expect(await end()).toMatchObject({ held: [ref.postId], comingDown: [], toDecide: [] });
    expect(await statusOf(world, ref)).toBe('held');
    expect(await draft.submit()).toEqual(['guests_not_covered']);
    expect(await end()).toMatchObject({ held: [] });
    const rows = await world.db.select().from(revisionPeople).where(eq(revisionPeople.guestPermissionId, id));
    expect(rows.map(({ postId }) => postId)).toEqual([ref.postId]);
  });
});

describe('a release is recorded', () => {
  it('once, however often the form is sent', async () => {
    const form = release({ about: `Sent twice ${randomUUID()}` });
    const office = await world.staff('office');
    const first = await recordGuestPermission(world.web, office, form);
    expect(await recordGuestPermission(world.web, office, form)).toEqual(first);
    const listed = await listGuestPermissions(world.db, office, world.schoolId, world.clock.now());
    expect(listed.filter(({ about }) => about === form.about)).toMatchObject([
      { standing: 'running', children: 2, account: { id: accountId }, trip: null },
    ]);
  });

  it.each([
    ['nothing of where they are from', { about: ' ' }, 'guests_about_missing'],
    ['more than is kept', { about: 'x'.repeat(MAX_ABOUT + 1) }, 'guests_about_too_long'],
    ['no children', { children: 0 }, 'guests_not_counted'],
    ['half a child', { children: 1.5 }, 'guests_not_counted'],
    ['nothing on paper', { evidence: '' }, 'guests_evidence_missing'],
    ['a day of no calendar', { firstDay: '2026-02-30' }, 'guests_first_day_unclear'],
    ['days that run backwards', { firstDay: '2026-12-01', lastDay: '2026-11-30' }, 'already_over'],
    ['days that are over', { firstDay: '2026-10-01', lastDay: '2026-10-02' }, 'already_over'],
  ] as const)('but not with %s', async (_, differs, code) => {
    const recorded = await recordGuestPermission(world.web, await world.staff('office'), release(differs));
    expect(recorded.ok ? [] : recorded.issues.map((issue) => issue.code)).toEqual([code]);
  });

  it.each(['teacher', 'head', 'comms'])('but not by %s', async (key) => {
    const act = async () => recordGuestPermission(world.web, await world.staff(key), release());
    await expect(act()).rejects.toMatchObject({ code: 'forbidden' } satisfies Partial<AppError>);
  });

  it('but not for another school’s account or trip (R-06)', async () => {
    const office = await world.staff('office');
    for (const differs of [
      { accountId: practiceId('account/harrowdean') },
      { tripId: practiceId('trip/harrowdean/over') },
    ])
      await expect(recordGuestPermission(world.web, office, release(differs))).rejects.toMatchObject({
        code: 'not_found',
      });
  });

  it('and read by nobody else', async () => {
    const teacher = await world.staff('teacher');
    const read = listGuestPermissions(world.db, teacher, world.schoolId, world.clock.now());
    await expect(read).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a release on its own', () => {
  const at = new Date('2026-11-18T12:00:00Z');
  const day = (days: number) => new Date(at.getTime() + days * 86_400_000);
  const given = { accountId: 'a', tripId: null, children: 2, startsAt: day(-1), endsAt: day(1) };
  const use = { accountId: 'a', tripId: 't', children: 2 };

  it.each([
    ['covers what it says', given, use, 'allow'],
    ['covers the trip it names', { ...given, tripId: 't' }, use, 'allow'],
    ['covers nothing when nobody knows it', undefined, use, 'block'],
    ['covers no other account', given, { ...use, accountId: 'b' }, 'block'],
    ['covers no other trip', { ...given, tripId: 'u' }, use, 'block'],
    [
      'covers a trip alone, and no post about none',
      { ...given, tripId: 't' },
      { ...use, tripId: null },
      'block',
    ],
    ['covers no child more', given, { ...use, children: 3 }, 'block'],
    ['covers nothing before it begins', { ...given, startsAt: day(1) }, use, 'block'],
    ['covers nothing from the moment it ends', { ...given, endsAt: at }, use, 'block'],
    ['covers on without an end', { ...given, endsAt: null }, use, 'allow'],
  ] as const)('%s', (_, permission, wanted, verdict) => {
    expect(guestVerdict(permission, wanted, at)).toBe(verdict);
  });
});
