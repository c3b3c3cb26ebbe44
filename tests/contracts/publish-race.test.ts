// Eight workers, each with connections of its own, race for the same posts on a real PostgreSQL: to claim, send, settle and free them.
// However they fall, each post is made once, by one of them, and each is known to be out (PF4, PF9).
import { setTimeout as wait } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { takeDuePosts, TAKEN_MS } from '#app/domain/posts/publish-due.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { type OpenDatabase, openDatabase } from '#db/client.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { stuckDeliveries } from '#db/queries/deliveries.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf, statusOf } from '#tests/support/posts-in-states.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { TEST_WORD_KEY, testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();
const WORKERS = 8;
const ROUNDS = process.env['CI'] ? 40 : 10;
const LONG_MS = 400_000;

/** The order in which things fall is drawn from one seed, which a failure names. */
const SEED = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
let drawn = SEED;
const draw = (below: number): number => {
  drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((drawn / 2 ** 32) * below);
};

let world: World;
let drop: () => Promise<void>;
let opened: OpenDatabase[] = [];
let workers: WorkerDeps[] = [];

async function duePost() {
  const words = onlyHere('Race');
  const ref = await scheduledPost(world, { words, tripId: null, minutes: 1 });
  world.clock.advance(60_000);
  return { ref, words, of: { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) } };
}
const createsOf = (words: string) =>
  world.publisher.calls.filter(({ method, about }) => method === 'create' && about === words).length;
const liveOf = (words: string) => world.publisher.timeline.filter((post) => post.words === words);

/** Everybody at once, each a little later than was drawn for the others. */
const allAtOnce = (act: (worker: WorkerDeps) => Promise<string>): Promise<string[]> =>
  Promise.all(
    workers.map(async (worker) => {
      await wait(draw(12));
      return act(worker);
    }),
  );

describe.skipIf(!server)('eight workers on a real PostgreSQL (needs TEST_DATABASE_URL)', () => {
  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    drop = fresh.drop;
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    opened = await Promise.all(
      Array.from({ length: WORKERS }, () => openDatabase({ mode: 'cluster', url: fresh.url })),
    );
    for (const { db } of opened) carryWordKey(db, TEST_WORD_KEY);
    workers = opened.map(({ db }) => ({ ...world.worker, db }));
  }, LONG_MS);
  afterAll(async () => {
    for (const open of opened) await open.close();
    await world?.close();
    await drop?.();
  });

  it(
    'publish one post with one create call',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const { ref, words, of } = await duePost();
        const where = `seed ${SEED}, round ${round}`;
        const outcomes = await allAtOnce((worker) => publishPost(worker, of));
        expect(outcomes.filter((outcome) => outcome === 'published').length, where).toBe(1);
        expect(createsOf(words), where).toBe(1);
        expect(await statusOf(world, ref), where).toBe('published');
      }
    },
    LONG_MS,
  );

  it(
    'free, look for and send again what a dead one left: nothing is doubled, nothing lost',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const { ref, words, of } = await duePost();
        const done = draw(2) === 0;
        const where = `seed ${SEED}, round ${round}, ${done ? 'done' : 'never done'}`;
        // It died with its call out: the row says `sending`, and nobody will hear the answer.
        world.publisher.next('create', { outcome: 'unknown', why: 'reset' }, { done });
        const [first] = workers;
        if (!first) throw new Error('no worker');
        expect(await publishPost(first, of), where).toBe('unknown');
        await world.db.execute(sql`update posts set status = 'publishing' where id = ${ref.postId}`);
        await world.db
          .update(deliveries)
          .set({ state: 'sending', leaseUntil: new Date(world.clock.now().getTime() + 1_000) })
          .where(eq(deliveries.id, of.deliveryId));
        for (let minutes = 0; minutes < 20 && (await statusOf(world, ref)) !== 'published'; minutes += 4) {
          world.clock.advance(4 * 60_000);
          const stuck = await stuckDeliveries(world.db, world.clock.now(), 10);
          await allAtOnce(async (worker) => {
            for (const row of stuck) await freeStuckDelivery(worker, row);
            await lookForPost(worker, of);
            return publishPost(worker, of);
          });
        }
        expect(await statusOf(world, ref), where).toBe('published');
        expect(liveOf(words), where).toHaveLength(1);
        expect(createsOf(words), where).toBe(done ? 1 : 2);
      }
    },
    LONG_MS,
  );

  it(
    'are each given other posts of those that are due',
    async () => {
      const due = new Set<string>();
      for (let post = 0; post < 6; post++) due.add((await duePost()).of.deliveryId);
      for (let round = 0; round < ROUNDS; round++) {
        const taken: string[] = [];
        await allAtOnce(async (worker) => {
          const rows = await takeDuePosts(worker, 1 + draw(3));
          taken.push(...rows.map(({ deliveryId }) => deliveryId));
          return 'taken';
        });
        taken.push(...(await takeDuePosts(world.worker, 99)).map(({ deliveryId }) => deliveryId));
        expect(taken.sort(), `seed ${SEED}, round ${round}`).toEqual([...due].sort());
        world.clock.advance(TAKEN_MS);
      }
    },
    LONG_MS,
  );

  it('leave a log that verifies', async () => {
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ ok: true, faults: [] });
  });
});
