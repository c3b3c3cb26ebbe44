// What is asked of a platform is counted for its account and month, with what it costs, and shown on the account's page.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRegistered } from '#app/domain/accounts/read-registered.ts';
import { counted, monthOf } from '#app/domain/posts/count-calls.ts';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { microDollars } from '#app/domain/posts/platform-costs.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { accountUse } from '#app/presenters/account-use.ts';
import { callsOfMonth } from '#db/queries/platform-calls.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { createFakePublisher } from '#tests/support/fake-publisher.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function due(words = onlyHere('A day out')) {
  const ref = await scheduledPost(world, { minutes: 30, words });
  world.clock.advance(30 * 60_000);
  const { account } = await readPostFacts(world.db, ref, world.clock.now());
  return { ...ref, deliveryId: await deliveryIdOf(world, ref), account };
}
type Due = Awaited<ReturnType<typeof due>>;
const publish = async (post: Due) => (await publishIfDue(world.worker, post)).outcome;
async function made(post: Due) {
  const rows = await callsOfMonth(world.db, post, post.account.id, monthOf(world.clock.now()));
  const of = (call: (typeof rows)[number]['call']) => {
    const row = rows.find((one) => one.call === call);
    return [row?.count ?? 0, row?.microDollars ?? 0] as const;
  };
  return {
    create: of('create'),
    upload: of('upload'),
    read: of('read'),
    remove: of('remove'),
    look: of('look'),
  };
}
type Made = Awaited<ReturnType<typeof made>>;
const more = (before: Made, after: Made, call: keyof Made) => [
  after[call][0] - before[call][0],
  after[call][1] - before[call][1],
];

describe('calls of an account', () => {
  it('are counted with their cost from the first photo to the deletion', async () => {
    const post = await due();
    const before = await made(post);
    expect(await publish(post)).toBe('published');
    expect(await verifyPost(world.worker, post)).toBe('verified');
    await requestTakedown(world.web, await world.staff('dsl'), post, 'mistake');
    expect(await takeDownPost(world.worker, post)).toBe('removed');
    const after = await made(post);
    expect(more(before, after, 'upload')).toEqual([1, 5_000]);
    expect(more(before, after, 'create')).toEqual([1, 15_000]);
    expect(more(before, after, 'read')).toEqual([1, 5_000]);
    expect(more(before, after, 'remove')).toEqual([1, 5_000]);
  });

  it('that never reached the platform are not counted, and those without success cost nothing', async () => {
    const post = await due();
    const before = await made(post);
    world.publisher.next('prepare', { outcome: 'not_sent', why: 'refused' });
    expect(await publish(post)).toBe('waiting');
    expect(await made(post)).toEqual(before);
    world.clock.advance(60_000);
    world.publisher.next('create', { outcome: 'busy', why: 'rate limit', retryAfter: null });
    expect(await publish(post)).toBe('waiting');
    expect(more(before, await made(post), 'create')).toEqual([1, 0]);
  });

  it('are counted for photos of a post that is stopped before it is sent', async () => {
    const post = await due();
    const before = await made(post);
    world.publisher.during('prepare', () => void world.clock.advance(24 * 3_600_000));
    expect(await publish(post)).toBe('missed');
    const after = await made(post);
    expect(more(before, after, 'upload')).toEqual([1, 5_000]);
    expect(more(before, after, 'create')).toEqual([0, 0]);
  });

  it('go on when they cannot be counted', async () => {
    const publisher = createFakePublisher();
    const broken = {
      ...world.db,
      insert: () => {
        throw new Error('no database');
      },
    };
    const of = { schoolId: world.schoolId, accountId: world.schoolId, platform: 'x' as const };
    const { clock, log } = world.worker;
    const calls = counted(publisher, { clock, log, db: broken as unknown as World['db'] }, of);
    const account = {
      accountId: 'a',
      platform: 'x' as const,
      practice: true,
      platformUserId: '1',
      credential: { kind: 'oauth2_user' as const, accessToken: 't' },
    };
    const sent = { words: '', mediaIds: [], altTexts: [] };
    expect(await calls.read(account, '1', sent)).toBeNull();
    expect(await calls.remove(account, '1')).toEqual({ outcome: 'removed' });
  });

  it('never keep the answer to a create call waiting, nor change it, whatever breaks while they are counted', async () => {
    const publisher = createFakePublisher();
    const of = { schoolId: world.schoolId, accountId: world.schoolId, platform: 'x' as const };
    const { clock, log } = world.worker;
    const silent = {
      insert: () => ({ values: () => ({ onConflictDoUpdate: () => new Promise(() => {}) }) }),
    };
    const db = silent as unknown as World['db'];
    const broken = {
      ...clock,
      now: (): Date => {
        throw new Error('no clock');
      },
    };
    const account = {
      ...{ accountId: 'a', platform: 'x' as const, practice: true, platformUserId: '1' },
      credential: { kind: 'oauth2_user' as const, accessToken: 't' },
    };
    const post = {
      ...{ words: onlyHere('A day out'), mediaIds: [], altTexts: [], recordKey: 'k' },
      ...{ recordAt: new Date(), notAfter: new Date(8.64e15), clockTrusted: () => true },
    };
    for (const deps of [
      { clock, log, db },
      { clock: broken, log, db: world.db },
    ])
      expect(await counted(publisher, deps, of).create(account, post)).toMatchObject({
        outcome: 'published',
      });
  });

  it('a look costs what it showed, a post with a link thirteen times one without, and Bluesky nothing', () => {
    expect(microDollars('x', { call: 'look', posts: 7 })).toBe(35_000);
    expect(microDollars('x', { call: 'read', posts: 0 })).toBe(0);
    expect(microDollars('x', { call: 'create', words: 'See ashwicklane.sch.uk' })).toBe(200_000);
    expect(microDollars('bluesky', { call: 'create', words: 'See ashwicklane.sch.uk' })).toBe(0);
  });

  it('of one month are not those of the next', () => {
    expect(monthOf(new Date('2026-11-30T23:59:59Z'))).toBe('2026-11-01');
    expect(monthOf(new Date('2026-12-01T00:00:00Z'))).toBe('2026-12-01');
  });
});

describe('the page of the account', () => {
  it('says the calls, the cost and what is left', async () => {
    const post = await due();
    await publish(post);
    const head = await world.staff('head');
    const school = await findSchool(world.db, post);
    const at = world.clock.now();
    const of = { schoolId: post.schoolId, trustId: school?.trustId ?? '', accountId: post.account.id };
    const detail = await readRegistered(world.db, head, of, world.web.connecting, at);
    expect(detail.use.calls.map(({ call }) => call)).toEqual(expect.arrayContaining(['create', 'upload']));
    const calls = [
      { call: 'create' as const, count: 2, microDollars: 215_000 },
      { call: 'read' as const, count: 1, microDollars: 5_000 },
    ];
    const textsOf = (over: Partial<typeof detail.account>, pace: (typeof detail.use)['pace'] = null) =>
      accountUse(
        { ...detail, account: { ...detail.account, ...over }, use: { calls, pace } },
        'Europe/London',
        at,
      )?.lines.map(({ text }) => text);
    const real = textsOf({ practice: false });
    expect(real?.[0]).toBe('2 posts sent, 1 look at a live post');
    expect(real?.[1]).toContain('About US$0.22,');
    expect(real?.[2]).toContain('has not told us');
    expect(textsOf({ practice: true })?.[1]).toContain('for practice');
    expect(textsOf({ platform: 'bluesky' })?.[1]).toContain('does not charge');
    expect(textsOf({ platform: 'facebook' })).toBeUndefined();
    const soon = new Date(at.getTime() + 600_000);
    const none = {
      ...{
        accountId: post.account.id,
        schoolId: post.schoolId,
        nextSendAt: null,
        turnDeliveryId: null,
        removalsLeft: null,
        removalsResetAt: null,
        blockedUntil: null,
        blockCode: null,
      },
      ...{ postsLeft: 97, postsResetAt: soon, dayLeft: 1, dayResetAt: soon, toldAt: null },
    };
    expect(textsOf({}, none)?.[2]).toMatch(/^97 more posts until .*; 1 more post until /);
    expect(textsOf({}, { ...none, postsResetAt: at, dayResetAt: at })?.[2]).toContain('has not told us');
    expect(textsOf({}, { ...none, blockedUntil: soon, blockCode: 'no_credit' })?.[2]).toContain(
      'credit with X is used up',
    );
  });
});
