// The disk of a real PostgreSQL is really full while posts are due: for its tables, so that one write or another is refused; and for its
// log, so that the server itself goes down while a create call is out. Nothing is lost, nothing is doubled, `/health` says what is the
// matter, and everything goes on once there is room (PF1, PF6).
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Foundation } from '#app/foundation.server.ts';
import { readHealth } from '#app/health.server.ts';
import { isNoRoom } from '#app/domain/photos/no-room.ts';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { publishIfDue } from '#app/domain/posts/publish-due.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { type OpenDatabase, openDatabase } from '#db/client.server.ts';
import { findDelivery } from '#db/queries/deliveries.server.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { canHaveSmallPostgres, type SmallPostgres, smallPostgres } from '#tests/support/small-postgres.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

const MINUTE = 60_000;
/** Longer than a post stays taken, than a worker may hold a delivery, and than proving that a post with photos is not there takes; ms. */
const WAITS = [0, 0, 30_000, 4 * MINUTE, MINUTE, 3 * MINUTE, 8 * MINUTE, MINUTE, MINUTE];
/** What is left for the tables: nothing, then a page for one write more each time. */
const PAGES_LEFT = [0, 1, 2, 3, 4, 6, 8];
const PAGE = 8_192;

let server: SmallPostgres;
let world: World;
let open: OpenDatabase;

interface Due {
  ref: PostRef;
  deliveryId: string;
  words: string;
}

async function duePost(): Promise<Due> {
  const words = onlyHere('A day out');
  const ref = await scheduledPost(world, { minutes: 1, words });
  world.clock.advance(MINUTE);
  return { ref, deliveryId: await deliveryIdOf(world, ref), words };
}

const live = ({ words }: Due) => world.publisher.timeline.filter((post) => post.words === words);

/** One round of the sweeps: what is due is published, what is stuck freed, what is unknown looked for. */
async function sweep({ ref, deliveryId }: Due): Promise<void> {
  const row = await findDelivery(world.db, ref, deliveryId);
  if (row?.state === 'waiting') await publishIfDue(world.worker, { ...ref, deliveryId });
  else if (row?.state === 'unknown') await lookForPost(world.worker, { ...ref, deliveryId });
  else if (row) await freeStuckDelivery(world.worker, row);
}

/** Sweeps after each wait, whatever goes wrong; the errors met. */
async function sweepAfter(due: Due, waits: readonly number[]): Promise<unknown[]> {
  const errors: unknown[] = [];
  for (const wait of waits) {
    world.clock.advance(wait);
    await sweep(due).catch((error: unknown) => errors.push(error));
    const row = await findDelivery(world.db, due.ref, due.deliveryId).catch(() => null);
    if (row?.state === 'published') break;
  }
  return errors;
}

/** What `/health` says of this database, in a process that has not asked before. */
async function health() {
  const asked = Object.assign(Object.create(world.db) as typeof world.db, {});
  const foundation = {
    env: { mode: 'cluster' },
    database: { ...open, db: asked },
    clock: { now: world.clock.now, trustworthy: () => true },
    queue: { health: async () => ({ ok: true, detail: 'The queue answers.' }) },
    folder: { root: '/' },
  } as unknown as Foundation;
  return readHealth(foundation, null, async () => ({ ok: true, detail: 'enough' }));
}

async function expectOutOnce(due: Due, at: string): Promise<void> {
  expect((await readPostFacts(world.db, due.ref, world.clock.now())).post.status, at).toBe('published');
  expect(live(due), at).toHaveLength(1);
  const row = await findDelivery(world.db, due.ref, due.deliveryId);
  expect(row?.platformId, at).toBe(live(due)[0]?.platformId);
}

describe.skipIf(!canHaveSmallPostgres())('a PostgreSQL whose disk is full', () => {
  beforeAll(async () => {
    server = await smallPostgres();
    open = await openDatabase({ mode: 'cluster', url: server.url });
    await migrateAndSeed(open);
    world = await openWorld('ashwick', { db: open.db, close: open.close });
  }, 180_000);
  afterEach(async () => {
    await server.tables.clear();
    await server.log.clear();
  });
  afterAll(async () => {
    await world?.close();
    await server?.close();
  });

  it('loses and doubles nothing, whichever write is refused; it says so, and goes on with room again', async () => {
    const refused: number[] = [];
    for (const pages of PAGES_LEFT) {
      const at = `${pages} pages left`;
      const due = await duePost();
      // Without room between the rows either, which a table in use has for a while.
      await world.db.execute(sql`vacuum full`);
      // The first connection after that writes down what every later one reads.
      await (await openDatabase({ mode: 'cluster', url: server.url })).close();
      await server.tables.fill(pages * PAGE);
      const errors = await sweepAfter(due, [0, 0, 30_000, 4 * MINUTE]);
      expect(errors.every(isNoRoom), `${at}: ${String(errors[0])}`).toBe(true);
      if (errors.length > 0) refused.push(pages);
      expect(live(due).length, at).toBeLessThanOrEqual(1);
      await server.tables.fill();
      expect(await health(), at).toMatchObject({ status: 'unwell', database: 'no room' });
      await server.tables.clear();
      expect(await health(), at).toMatchObject({ database: 'ok' });
      expect(await sweepAfter(due, WAITS), at).toEqual([]);
      await expectOutOnce(due, at);
    }
    // With nothing left nothing can be claimed; with more, the trouble comes later on the way.
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ faults: [] });
  }, 240_000);

  it('and goes down over its log while a create call is out: the post is out once, and known to be', async () => {
    const due = await duePost();
    let wasDown = false;
    world.publisher.during('create', async () => {
      await server.log.fill();
      for (let tried = 0; tried < 200 && !wasDown; tried++)
        await world.db
          .execute(sql`select pg_logical_emit_message(false, 'test', repeat('x', 500000))`)
          .catch(() => (wasDown = true));
    });
    await publishIfDue(world.worker, { ...due.ref, deliveryId: due.deliveryId }).catch(() => undefined);
    expect(wasDown).toBe(true);
    expect(live(due)).toHaveLength(1);
    expect(await health()).toMatchObject({ status: 'unwell', database: 'unreachable' });
    await server.log.clear();
    await server.start();
    await sweepAfter(due, WAITS);
    await expectOutOnce(due, 'after the log was full');
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ faults: [] });
  }, 120_000);
});
