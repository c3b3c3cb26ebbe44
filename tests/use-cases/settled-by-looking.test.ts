// A post whose outcome is not known is settled by looking, by everything that any attempt at it could be recognised by: published, sent
// again with the same photos, missed, or held; never on an outage, never on a guess (PF4, PF6, PF7, PF30).
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { removeExtraPost } from '#app/domain/posts/extra-posts.ts';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { recordKeyOf } from '#app/domain/posts/record-key.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { attemptsOf } from '#db/queries/delivery-attempts.server.ts';
import { deliveryOfPost, unknownDeliveries } from '#db/queries/deliveries.server.ts';
import { waitingExtraPosts } from '#db/queries/extra-posts.server.ts';
import { noticesFor } from '#db/queries/notices.server.ts';
import { createFakePublisher } from '#tests/support/fake-publisher.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

let world: World;
beforeEach(async () => {
  await world?.close();
  world = await openWorld();
});
afterAll(() => world.close());

const MINUTE = 60_000;
const UNCLEAR = { outcome: 'unknown', why: 'reset' } as const;

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
const holdsOf = async (ref: PostRef) => (await facts(ref)).openHolds.map(({ cause }) => cause);
const delivery = async (ref: PostRef) => {
  const row = await deliveryOfPost(world.db, ref, ref.postId, null);
  if (!row) throw new Error('no delivery');
  return row;
};
const idOf = async (ref: PostRef) => ({ schoolId: ref.schoolId, deliveryId: (await delivery(ref)).id });
const publish = async (ref: PostRef) => publishPost(world.worker, await idOf(ref));
const look = async (ref: PostRef) => lookForPost(world.worker, await idOf(ref));
const attempts = async (ref: PostRef) => attemptsOf(world.db, ref, (await delivery(ref)).id);
const calls = (method: string) => world.publisher.calls.filter((call) => call.method === method).length;
const live = () => world.publisher.timeline;
const codes = async (key: string, kind: string) =>
  (await noticesFor(world.db, world, (await world.staff(key)).userId, 200))
    .filter((notice) => notice.kind === kind)
    .map(({ code }) => code);

async function duePost(plan: { words?: string; photos?: [] } = {}): Promise<PostRef> {
  const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out'), ...plan });
  world.clock.advance(30 * MINUTE);
  return ref;
}

/** A post whose first create call brought no clear answer; `done`: it is live all the same. */
async function unclearPost(done: boolean, plan: { words?: string; photos?: [] } = {}): Promise<PostRef> {
  const ref = await duePost(plan);
  world.publisher.next('create', UNCLEAR, { done });
  expect(await publish(ref)).toBe('unknown');
  return ref;
}

/** Three good looks in the first three minutes. */
async function threeEarlyLooks(ref: PostRef): Promise<void> {
  for (let looks = 0; looks < 3; looks++) {
    world.clock.advance(MINUTE);
    expect(await look(ref)).toBe('absent');
  }
}

const BLIND = { outcome: 'no_information', why: 'the timeline answered 503' } as const;

describe('a post that is not there', () => {
  it('is not proved absent by looks that saw nothing: only good looks count, the last ten minutes after sending', async () => {
    const ref = await unclearPost(false);
    await threeEarlyLooks(ref);
    world.clock.advance(8 * MINUTE);
    world.publisher.next('look', BLIND);
    expect(await look(ref)).toBe('no_information');
    expect(await statusOf(ref)).toBe('unknown');
    expect((await delivery(ref)).lastGoodLookAt?.getTime()).toBeLessThan(world.clock.now().getTime());
  });

  it('is looked for once by workers that look at one moment, however many they are', async () => {
    const ref = await unclearPost(true);
    const shown = live().splice(0);
    world.clock.advance(11 * MINUTE);
    const ends = await Promise.all([look(ref), look(ref), look(ref)]);
    expect(ends.toSorted()).toEqual(['absent', 'looked_for_meanwhile', 'looked_for_meanwhile']);
    expect(await delivery(ref)).toMatchObject({ state: 'unknown', looks: 1 });
    expect(await statusOf(ref)).toBe('unknown');
    live().push(...shown);
    expect(await look(ref)).toBe('published');
    expect(live()).toHaveLength(1);
  });

  it('is not looked for again by a worker whose list was made before another looked', async () => {
    const ref = await unclearPost(false);
    world.clock.advance(11 * MINUTE);
    const listed = await delivery(ref);
    expect(await lookForPost(world.worker, await idOf(ref), listed)).toBe('absent');
    const asked = calls('look');
    expect(await lookForPost(world.worker, await idOf(ref), listed)).toBe('looked_for_meanwhile');
    expect(calls('look')).toBe(asked);
    expect(await delivery(ref)).toMatchObject({ state: 'unknown', looks: 1 });
  });

  it('is out when one of several looks at one moment found it', async () => {
    const ref = await unclearPost(true);
    world.clock.advance(MINUTE);
    world.publisher.next('look', { outcome: 'absent' });
    const ends = await Promise.all([look(ref), look(ref)]);
    expect(ends.toSorted()).toEqual(['absent', 'published']);
    expect(await statusOf(ref)).toBe('published');
  });

  it('goes again through the whole gate with the same photos, and is out exactly once', async () => {
    const ref = await unclearPost(false);
    await threeEarlyLooks(ref);
    world.clock.advance(8 * MINUTE);
    expect(await look(ref)).toBe('scheduled');
    expect(await publish(ref)).toBe('published');
    expect(calls('prepare')).toBe(1);
    expect(live()).toHaveLength(1);
    const [first, second] = await attempts(ref);
    expect(second?.mediaIds).toEqual(first?.mediaIds);
    expect([first?.outcome, second?.outcome]).toEqual(['unknown', 'published']);
    expect(second?.platformId).toBe(live()[0]?.platformId);
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
  });

  it('is missed when it could only go out too late, and held when it was to come down', async () => {
    const late = await unclearPost(false);
    await threeEarlyLooks(late);
    world.clock.advance(30 * MINUTE);
    expect(await look(late)).toBe('missed');
    const unwanted = await unclearPost(false);
    await requestTakedown(world.web, await world.staff('dsl'), unwanted, 'should_not_be_shown');
    await threeEarlyLooks(unwanted);
    expect(await statusOf(unwanted)).toBe('unknown');
    world.clock.advance(8 * MINUTE);
    expect(await look(unwanted)).toBe('held');
    expect(await holdsOf(unwanted)).toContain('removal_wanted');
    expect(calls('create')).toBe(2);
  });

  it('is looked for after a few seconds, one, three and ten minutes, and then ever less often', async () => {
    const ref = await unclearPost(false);
    const sent = world.clock.now().getTime();
    const times: number[] = [];
    world.publisher.next('look', BLIND);
    for (let at = 0; at < 60 * MINUTE; at += 1_000) {
      const [row] = await unknownDeliveries(world.db, new Date(sent + at), 1);
      if (!row) continue;
      world.clock.advance(sent + at - world.clock.now().getTime());
      world.publisher.next('look', BLIND);
      await look(ref);
      times.push(at);
      at = ((await delivery(ref)).retryAt?.getTime() ?? 0) - sent - 1_000;
    }
    expect(times.slice(0, 4)).toEqual([12_000, 60_000, 180_000, 600_000]);
    expect(times.length).toBeLessThan(30);
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.max(...pauses)).toBeLessThanOrEqual(8 * MINUTE);
  });
});

describe('everything that any attempt could be recognised by', () => {
  it('finds the post of an attempt that was given up, after a later one was sent', async () => {
    const ref = await unclearPost(false);
    const [first] = await attempts(ref);
    await threeEarlyLooks(ref);
    world.clock.advance(8 * MINUTE);
    expect(await look(ref)).toBe('scheduled');
    world.publisher.next('create', UNCLEAR);
    expect(await publish(ref)).toBe('unknown');
    const asked: unknown[] = [];
    const spying = {
      ...world.publisher,
      look: async (account: AccountRef, wanted: { mediaIds: readonly string[]; sentAt: Date }) => {
        asked.push({ mediaIds: wanted.mediaIds, sentAt: wanted.sentAt });
        return { outcome: 'absent' as const };
      },
    };
    await lookForPost({ ...world.worker, publishers: { for: () => spying } }, await idOf(ref));
    expect(asked).toEqual([{ mediaIds: first?.mediaIds, sentAt: first?.sentAt }]);
  });

  it('brings the photos anew when the platform no longer has them: it refused, so nothing is out', async () => {
    const ref = await unclearPost(false);
    await threeEarlyLooks(ref);
    world.clock.advance(8 * MINUTE);
    expect(await look(ref)).toBe('scheduled');
    world.publisher.next('create', { outcome: 'refused', code: 'photos_gone', why: 'gone' });
    expect(await publish(ref)).toBe('waiting');
    world.clock.advance(MINUTE);
    expect(await publish(ref)).toBe('published');
    expect(calls('prepare')).toBe(2);
    expect(live()).toHaveLength(1);
  });

  it('keeps two copies apart: the oldest counts, the other comes down however often workers die on the way', async () => {
    const ref = await unclearPost(true);
    const [oldest] = live();
    if (!oldest) throw new Error('nothing is live');
    live().push({ ...oldest, platformId: `${oldest.platformId}9` });
    world.clock.advance(MINUTE);
    expect(await look(ref)).toBe('published');
    expect((await delivery(ref)).platformId).toBe(oldest.platformId);
    expect(await codes('comms', 'post_found_twice')).toEqual([null]);
    expect(world.lines.filter(({ level }) => level === 'error')).not.toEqual([]);
    const [duty] = await waitingExtraPosts(world.db, world.clock.now(), 9);
    if (!duty) throw new Error('nobody has to remove the copy');
    world.publisher.during('remove', () => {
      throw new Error('killed');
    });
    expect(await removeExtraPost(world.worker, duty)).toBe('trying_again');
    expect(live()).toHaveLength(2);
    world.clock.advance(10 * MINUTE);
    const [again] = await waitingExtraPosts(world.db, world.clock.now(), 9);
    if (!again) throw new Error('the duty was lost');
    expect(await removeExtraPost(world.worker, again)).toBe('removed');
    expect(live().map(({ platformId }) => platformId)).toEqual([oldest.platformId]);
    expect(await waitingExtraPosts(world.db, world.clock.now(), 9)).toEqual([]);
  });

  it('deletes nobody’s own post that shares our photos under other words: people are asked', async () => {
    const ref = await unclearPost(true);
    const [ours] = live();
    if (!ours) throw new Error('nothing is live');
    live().push({ ...ours, platformId: `${ours.platformId}9`, words: onlyHere('Look what we did') });
    world.clock.advance(MINUTE);
    expect(await look(ref)).toBe('published');
    const [duty] = await waitingExtraPosts(world.db, world.clock.now(), 9);
    if (!duty) throw new Error('nobody was to look at it');
    expect(await removeExtraPost(world.worker, duty)).toBe('other_words');
    expect(live()).toHaveLength(2);
    expect(calls('remove')).toBe(0);
    expect(await codes('comms', 'post_found_twice')).toEqual(expect.arrayContaining(['by_hand']));
    world.clock.advance(60 * MINUTE);
    expect(await waitingExtraPosts(world.db, world.clock.now(), 9)).toEqual([]);
  });

  it('is not touched by a look that could not read the copy first', async () => {
    const ref = await unclearPost(true);
    const [ours] = live();
    if (!ours) throw new Error('nothing is live');
    live().push({ ...ours, platformId: `${ours.platformId}9` });
    world.clock.advance(MINUTE);
    expect(await look(ref)).toBe('published');
    const [duty] = await waitingExtraPosts(world.db, world.clock.now(), 9);
    if (!duty) throw new Error('no duty');
    world.publisher.next('read', BLIND);
    expect(await removeExtraPost(world.worker, duty)).toBe('trying_again');
    expect(calls('remove')).toBe(0);
  });
});

describe('an answer that comes after its attempt was given up', () => {
  it('is kept: the post that nobody sent again is the published one', async () => {
    const ref = await duePost();
    world.publisher.during('create', async () => {
      world.clock.advance(4 * MINUTE);
      expect(await freeStuckDelivery(world.worker, await delivery(ref))).toBe('unknown');
      for (let looks = 0; looks < 3; looks++) {
        world.clock.advance(5 * MINUTE);
        await look(ref);
      }
      expect(await statusOf(ref)).toBe('scheduled');
    });
    world.publisher.next('create', { outcome: 'published', platformId: '77' });
    expect(await publish(ref)).toBe('published');
    expect(await statusOf(ref)).toBe('published');
    expect(await delivery(ref)).toMatchObject({ platformId: '77', state: 'published' });
    expect((await attempts(ref))[0]).toMatchObject({ outcome: 'published', platformId: '77' });
  });

  it('is removed when another attempt is out meanwhile, and people and the log are told', async () => {
    const ref = await duePost();
    world.publisher.during('create', async () => {
      world.clock.advance(4 * MINUTE);
      expect(await freeStuckDelivery(world.worker, await delivery(ref))).toBe('unknown');
      for (let looks = 0; looks < 3; looks++) {
        world.clock.advance(5 * MINUTE);
        world.publisher.next('look', { outcome: 'absent' });
        await look(ref);
      }
      expect(await publish(ref)).toBe('published');
      world.publisher.next('create', { outcome: 'published', platformId: '77' });
    });
    expect(await publish(ref)).toBe('on_the_platform_twice');
    expect((await delivery(ref)).platformId).toBe(live()[0]?.platformId);
    expect((await attempts(ref))[0]?.platformId).toBe('77');
    const [duty] = await waitingExtraPosts(world.db, world.clock.now(), 9);
    expect(duty).toMatchObject({ platformId: '77', foundBy: 'late_answer' });
    if (duty) expect(await removeExtraPost(world.worker, duty)).toBe('removed');
    expect(await codes('comms', 'post_found_twice')).toEqual([null]);
  });
});

describe('what the platform says of a call', () => {
  it('is kept with its attempt: its number, its version, its status, and whether it was reached at all', async () => {
    const ref = await duePost();
    const never = { connected: false, status: null, transactionId: null, apiVersion: null, rates: null };
    world.publisher.next('create', { outcome: 'not_sent', why: 'refused connection', notes: never });
    expect(await publish(ref)).toBe('waiting');
    world.clock.advance(MINUTE);
    const notes = { connected: true, status: 201, transactionId: 'a1b2', apiVersion: '2.167', rates: null };
    world.publisher.next('create', { outcome: 'published', platformId: '55', notes });
    expect(await publish(ref)).toBe('published');
    expect(await attempts(ref)).toMatchObject([
      { attempt: 1, outcome: 'not_sent', connected: false, status: null, platformId: null },
      {
        attempt: 2,
        outcome: 'published',
        status: 201,
        transactionId: 'a1b2',
        apiVersion: '2.167',
        platformId: '55',
      },
    ]);
  });

  it('is kept also when the attempt was given up before its answer came', async () => {
    const ref = await duePost();
    world.publisher.during('create', async () => {
      world.clock.advance(4 * MINUTE);
      expect(await freeStuckDelivery(world.worker, await delivery(ref))).toBe('unknown');
    });
    world.publisher.next('create', { outcome: 'refused', code: 'other', why: 'policy' });
    expect(await publish(ref)).toBe('taken_by_another');
    expect(await statusOf(ref)).toBe('unknown');
    expect((await attempts(ref))[0]).toMatchObject({ outcome: 'refused' });
  });
});

describe('a post without photos', () => {
  const WORDS = { photos: [] as [] };

  it('is never sent again on looks at words alone: a person is asked once', async () => {
    const ref = await unclearPost(false, WORDS);
    await threeEarlyLooks(ref);
    world.clock.advance(8 * MINUTE);
    expect(await look(ref)).toBe('absent');
    world.clock.advance(MINUTE);
    expect(await look(ref)).toBe('absent');
    expect(await statusOf(ref)).toBe('unknown');
    expect((await codes('comms', 'post_unknown')).filter((code) => code === 'not_found')).toHaveLength(1);
  });

  it('does not take equal words that somebody posted shortly before for ours', async () => {
    const words = onlyHere('Closed today');
    const ref = await duePost({ ...WORDS, words });
    world.clock.advance(-MINUTE);
    const account = { platformUserId: (await facts(ref)).account.platformUserId ?? '' } as AccountRef;
    world.publisher.postByHand(account, words);
    world.clock.advance(MINUTE);
    world.publisher.next('create', UNCLEAR);
    expect(await publish(ref)).toBe('unknown');
    expect(await look(ref)).toBe('absent');
    expect((await delivery(ref)).platformId).toBeNull();
  });

  it('that finds two with its words claims neither, and asks which is ours', async () => {
    const words = onlyHere('Closed today');
    const ref = await unclearPost(true, { ...WORDS, words });
    const [ours] = live();
    if (!ours) throw new Error('nothing is live');
    live().push({ ...ours, platformId: `${ours.platformId}9` });
    expect(await look(ref)).toBe('two_alike');
    expect(await look(ref)).toBe('two_alike');
    expect(await statusOf(ref)).toBe('unknown');
    expect((await codes('comms', 'post_unknown')).filter((code) => code === 'two_alike')).toHaveLength(1);
    expect(await waitingExtraPosts(world.db, world.clock.now(), 9)).toEqual([]);
    live().pop();
    expect(await look(ref)).toBe('published');
  });

  it('refused for its words on its first attempt is somebody’s own post: a person decides (PF30)', async () => {
    const ref = await duePost(WORDS);
    world.publisher.next('create', {
      outcome: 'unknown',
      code: 'same_words',
      why: 'the same words are there',
    });
    expect(await publish(ref)).toBe('unknown');
    expect(await look(ref)).toBe('held');
    expect(await holdsOf(ref)).toEqual(['same_words_there']);
    expect((await delivery(ref)).platformId).toBeNull();
  });

  it('refused for its words after an attempt in doubt is looked for as ours', async () => {
    const ref = await unclearPost(false);
    await threeEarlyLooks(ref);
    world.clock.advance(8 * MINUTE);
    expect(await look(ref)).toBe('scheduled');
    world.publisher.next('create', {
      outcome: 'unknown',
      code: 'same_words',
      why: 'the same words are there',
    });
    expect(await publish(ref)).toBe('unknown');
    expect(await look(ref)).toBe('absent');
    expect(await statusOf(ref)).toBe('unknown');
  });
});

/** A call that stands still until it may go on. */
function standing(): { stand: () => Promise<void>; reached: Promise<void>; goOn: () => void } {
  let reach = (): void => undefined;
  let goOn = (): void => undefined;
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const going = new Promise<void>((resolve) => (goOn = resolve));
  return { stand: () => (reach(), going), reached, goOn: () => goOn() };
}

describe('on a platform that takes a key of ours', () => {
  it('a doubt is settled by the same call again, under the same key and moment', async () => {
    const keyed = createFakePublisher(world.clock.now, { repeatsAreHarmless: true });
    const sent: { recordKey: string; recordAt: Date }[] = [];
    const spying = {
      ...keyed,
      create: (...args: Parameters<typeof keyed.create>) => {
        sent.push({ recordKey: args[1].recordKey, recordAt: args[1].recordAt });
        return keyed.create(...args);
      },
    };
    const deps = { ...world.worker, publishers: { for: () => spying } };
    const ref = await duePost();
    keyed.next('create', UNCLEAR);
    expect(await publishPost(deps, await idOf(ref))).toBe('unknown');
    world.clock.advance(12_000);
    expect(await lookForPost(deps, await idOf(ref))).toBe('absent');
    world.clock.advance(MINUTE);
    expect(await lookForPost(deps, await idOf(ref))).toBe('scheduled');
    expect(await publishPost(deps, await idOf(ref))).toBe('published');
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(keyed.timeline).toHaveLength(1);
  });

  it.each(['is being sent', 'is in doubt itself'])(
    'a late answer to an earlier attempt, while a later one %s, is about the very same post: nothing comes down',
    async (how) => {
      const keyed = createFakePublisher(world.clock.now, { repeatsAreHarmless: true });
      const deps = { ...world.worker, publishers: { for: () => keyed } };
      const ref = await duePost();
      const of = await idOf(ref);
      const first = standing();
      keyed.during('create', first.stand);
      const firstEnd = publishPost(deps, of);
      await first.reached;
      world.clock.advance(4 * MINUTE);
      expect(await freeStuckDelivery(deps, await delivery(ref))).toBe('unknown');
      world.clock.advance(2 * MINUTE);
      expect(await lookForPost(deps, of)).toBe('scheduled');
      const second = standing();
      keyed.during('create', second.stand);
      if (how !== 'is being sent') keyed.next('create', UNCLEAR, { done: true });
      const secondEnd = publishPost(deps, of);
      await second.reached;
      if (how !== 'is being sent') {
        second.goOn();
        expect(await secondEnd).toBe('unknown');
      }
      const platformId = recordKeyOf(await delivery(ref));
      keyed.next('create', { outcome: 'published', platformId });
      first.goOn();
      expect(await firstEnd).not.toBe('on_the_platform_twice');
      expect(await waitingExtraPosts(world.db, world.clock.now(), 9)).toEqual([]);
      second.goOn();
      await secondEnd;
      expect(await statusOf(ref)).toBe('published');
      expect((await delivery(ref)).platformId).toBe(platformId);
      expect(keyed.timeline.map((post) => post.platformId)).toEqual([platformId]);
      expect(await codes('comms', 'post_found_twice')).toEqual([]);
    },
  );
});
