// The real procedure with a worker that dies before and after every commit, every call and every line of its journal, one after the
// other, under a platform that does its work and loses the answer, does nothing, is busy, refuses, or is asked to remove what it is just
// making. Whoever comes next settles it: the post is out exactly once, or it is not, and says so (PF1, PF4, PF6).
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { removeExtraPost } from '#app/domain/posts/extra-posts.ts';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { replayIntents } from '#app/domain/posts/replay-intents.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { stuckDeliveries, unknownDeliveries } from '#db/queries/deliveries.server.ts';
import { waitingExtraPosts } from '#db/queries/extra-posts.server.ts';
import { waitingTakedowns } from '#db/queries/takedowns-to-see-to.server.ts';
import { deliveries, deliveryAttempts } from '#db/schema/deliveries.ts';
import { extraPosts } from '#db/schema/extra-posts.ts';
import { holds } from '#db/schema/holds.ts';
import { accountPace } from '#db/schema/pace.ts';
import { posts } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { crashingWorker, Died } from '#tests/support/crashing-worker.ts';
import { createFakePublisher, type FakePublisher } from '#tests/support/fake-publisher.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf, duePost } from '#tests/support/posts-in-states.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, type World } from '#tests/support/world.ts';

/** Every moment where there is time for it, every other on a desk: which, the seed says. */
const STEP = process.env['CI'] ? 1 : 2;
const FIRST = Number(process.env['TEST_SEED'] ?? 0) % STEP;

const UNCLEAR = { outcome: 'unknown', why: 'reset' } as const;

/** What the platform (and a headteacher) do, and where the post may be in the end, whenever its worker dies. */
const SCENARIOS: Record<string, { begin(): void; ends: readonly string[] }> = {
  'all goes well': { begin: () => undefined, ends: ['published'] },
  'the platform does it and its answer is lost': {
    begin: () => platform.next('create', UNCLEAR, { done: true }),
    ends: ['published'],
  },
  'the platform does nothing and its answer is lost': {
    begin: () => platform.next('create', UNCLEAR),
    ends: ['published'],
  },
  'two doubts, and looks that see nothing': {
    begin: () => {
      platform.next('create', UNCLEAR);
      platform.next('look', { outcome: 'no_information', why: '503' });
      platform.next('create', UNCLEAR, { done: true });
    },
    ends: ['published'],
  },
  'the platform is busy once': {
    begin: () => platform.next('create', { outcome: 'busy', why: '429', retryAfter: null }),
    ends: ['published'],
  },
  'the platform refuses it': {
    begin: () => platform.next('create', { outcome: 'refused', code: 'other', why: 'no' }),
    // A worker that dies with the refusal in its hands leaves a doubt: a look settles it, and it is asked again.
    ends: ['failed', 'published'],
  },
  'it is to come down while it is being made': {
    begin: () => {
      platform.during('create', () => comeDown());
      platform.next('remove', { outcome: 'no_information', why: 'reset' }, { done: true });
    },
    ends: ['taken_down'],
  },
};

let world: World;
let ref: PostRef;
let platform: FakePublisher;
let words = '';
let begun: { at: Date; post: typeof posts.$inferSelect; delivery: typeof deliveries.$inferSelect };
let journal: { deliveryId: string; attempt: number; mediaIds: string[] }[] = [];

beforeAll(async () => {
  world = await openWorld();
  // Long enough that nothing is missed only because everybody dies.
  await world.db
    .update(schools)
    .set({ settings: sql`${schools.settings} || '{"latenessMinutes":240,"spacingSeconds":0}'` });
  words = onlyHere('A day out');
  ref = await duePost(world, { words, tripId: null });
  const deliveryId = await deliveryIdOf(world, ref);
  const [post] = await world.db.select().from(posts).where(eq(posts.id, ref.postId));
  const [delivery] = await world.db.select().from(deliveries).where(eq(deliveries.id, deliveryId));
  if (!post || !delivery) throw new Error('nothing is due');
  begun = { at: world.clock.now(), post, delivery };
});
afterAll(() => world.close());

const comeDown = async () => {
  await requestTakedown(world.web, await world.staff('head'), ref, 'mistake');
};
const idOf = () => ({ schoolId: ref.schoolId, deliveryId: begun.delivery.id });
const live = () => platform.timeline.filter((post) => post.words === words);

/** The post as it was when it became due; the log keeps what was. */
async function beginAgain(): Promise<void> {
  const { post, delivery, at } = begun;
  await world.db.transaction(async (tx) => {
    await tx.delete(takedowns).where(eq(takedowns.postId, post.id));
    await tx.delete(extraPosts).where(eq(extraPosts.deliveryId, delivery.id));
    await tx.delete(deliveryAttempts).where(eq(deliveryAttempts.deliveryId, delivery.id));
    await tx.delete(holds).where(eq(holds.postId, post.id));
    await tx.delete(accountPace);
    await tx.update(deliveries).set(delivery).where(eq(deliveries.id, delivery.id));
    await tx.update(posts).set(post).where(eq(posts.id, post.id));
  });
  platform = createFakePublisher(world.clock.now);
  world.clock.set(at);
  journal = [];
}

const journalled = (): WorkerDeps => ({
  ...world.worker,
  publishers: { for: () => platform },
  journal: {
    append: async (intent) => void journal.push(intent),
    settle: async () => undefined,
  },
});

/** What the sweeps do, each once. */
async function sweep(deps: WorkerDeps): Promise<void> {
  const at = world.clock.now();
  await publishIfDue(deps, idOf());
  for (const row of await stuckDeliveries(world.db, at, 10)) await freeStuckDelivery(deps, row);
  for (const row of await unknownDeliveries(world.db, at, 10))
    await lookForPost(deps, { schoolId: row.schoolId, deliveryId: row.id });
  for (const row of await waitingExtraPosts(world.db, at, 10)) await removeExtraPost(deps, row);
  for (const row of await waitingTakedowns(world.db, at, 10))
    await takeDownPost(deps, { schoolId: row.schoolId, deliveryId: row.deliveryId });
}

const rowOf = async () => {
  const [post] = await world.db.select().from(posts).where(eq(posts.id, ref.postId));
  const [delivery] = await world.db.select().from(deliveries).where(eq(deliveries.id, begun.delivery.id));
  return { status: post?.status ?? '', platformId: delivery?.platformId ?? null };
};
const ENDS = ['published', 'held', 'missed', 'failed', 'taken_down'];

/**
 * Goes through a scenario with a worker that dies at each of the moments in turn, a new one taking over each time; with `restarted` the
 * new one has first held the journal against the database, as at a start. @returns the end and the moments of the last worker
 */
async function goThrough(name: string, dyingAt: readonly number[], restarted: boolean) {
  await beginAgain();
  SCENARIOS[name]?.begin();
  const deaths = [...dyingAt];
  let worker = crashingWorker(journalled(), deaths.shift() ?? null);
  const passed: string[] = [];
  for (let rounds = 0; rounds < 24; rounds++) {
    try {
      await sweep(worker.deps);
      if (ENDS.includes((await rowOf()).status)) break;
    } catch (error) {
      if (!(error instanceof Died) && !(error instanceof Error && error.cause instanceof Died)) throw error;
      passed.push(`${worker.moments.at(-1)}`);
      worker = crashingWorker(journalled(), deaths.shift() ?? null);
      if (restarted) await replayIntents(journalled(), journal);
    }
    world.clock.advance(4 * 60_000);
  }
  return { ...(await rowOf()), died: passed, moments: worker.moments };
}

async function expectHonest(name: string, dyingAt: readonly number[], restarted: boolean): Promise<void> {
  const { status, platformId, died } = await goThrough(name, dyingAt, restarted);
  const where = `${name}; died ${died.join(', then ')}${restarted ? '; restarted' : ''}`;
  expect(SCENARIOS[name]?.ends, where).toContain(status);
  expect(
    live().map((post) => post.platformId),
    where,
  ).toEqual(status === 'published' ? [platformId] : []);
}

describe('a worker that dies', () => {
  it.each(Object.keys(SCENARIOS))(
    'at any one moment leaves a post that is out once, or is not and says so: %s',
    async (name) => {
      const { moments } = await goThrough(name, [], false);
      expect(moments.length).toBeGreaterThan(8);
      for (let at = FIRST; at < moments.length; at += STEP)
        await expectHonest(name, [at], Math.floor(at / STEP) % 2 === 1);
    },
    400_000,
  );

  it('three times over, at moments that were drawn, leaves it so too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(SCENARIOS)),
        fc.array(fc.nat(12), { minLength: 2, maxLength: 3 }),
        fc.boolean(),
        expectHonest,
      ),
      { numRuns: process.env['CI'] ? 40 : 8 },
    );
  }, 400_000);

  it('leaves a look to count from when the platform was asked, however long its answer waited to be written', async () => {
    await beginAgain();
    platform.next('create', UNCLEAR, { done: true });
    await sweep(journalled());
    const shown = platform.timeline.splice(0);
    for (let looks = 0; looks < 2; looks++) {
      world.clock.advance(60_000);
      await lookForPost(journalled(), idOf());
    }
    // The third is asked before the quiet time is over, sees nothing, and stands still until long after it.
    platform.next('look', { outcome: 'absent' });
    const slow = journalled();
    const publishers: WorkerDeps['publishers'] = {
      for: () => ({
        ...platform,
        look: async (...of) => {
          const seen = await platform.look(...of);
          world.clock.advance(15 * 60_000);
          return seen;
        },
      }),
    };
    expect(await lookForPost({ ...slow, publishers }, idOf())).toBe('absent');
    expect((await rowOf()).status).toBe('unknown');
    platform.timeline.push(...shown);
    expect(await lookForPost(slow, idOf())).toBe('published');
    expect((await rowOf()).status).toBe('published');
    expect(live()).toHaveLength(1);
  });

  it.each(['unknown', 'absent', 'failed', 'sending'] as const)(
    'in a power cut that leaves an earlier attempt %s: the later one in the journal is looked for, from now on',
    async (left) => {
      await beginAgain();
      const attempt = left === 'sending' ? 1 : 2;
      const longAgo = new Date(begun.at.getTime() - 3_600_000);
      await world.db
        .update(deliveries)
        .set({ state: left, attempt: 1, sentAt: longAgo, looks: 2, lastGoodLookAt: longAgo, mediaIds: ['1'] })
        .where(eq(deliveries.id, begun.delivery.id));
      const status = { unknown: 'unknown', absent: 'held', failed: 'failed', sending: 'publishing' } as const;
      await world.db.update(posts).set({ status: status[left] }).where(eq(posts.id, ref.postId));
      const intent = { deliveryId: begun.delivery.id, attempt, mediaIds: ['2'] };
      expect(await replayIntents(journalled(), [intent])).toEqual(['recovered']);
      expect(await lookForPost(journalled(), idOf())).toBe('absent');
      const [row] = await world.db.select().from(deliveries).where(eq(deliveries.id, begun.delivery.id));
      expect(row).toMatchObject({ state: 'unknown', attempt, looks: 1, mediaIds: ['2'], sentAt: begun.at });
      expect((await rowOf()).status).toBe('unknown');
    },
  );

  it('leaves a log that verifies', async () => {
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
  });
});
