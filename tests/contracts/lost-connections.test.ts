// The database goes away in the middle of a publication, on a real PostgreSQL: each transaction on the way is killed at its first
// word, just before its commit, and after the commit was done but before anybody heard of it. Never twice, never lost, and the
// record comes out right (PF1, PF6, PF7).
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();
const MINUTE = 60_000;

/** Where in a transaction its connection dies. */
const PLACES = ['at its first word', 'just before its commit', 'after its commit, unheard'] as const;
type Place = (typeof PLACES)[number];

let world: World;
let drop: () => Promise<void>;
let open: OpenDatabase & { kind: 'postgres' };
let killer: pg.Client;

/** What is to die next: so many transactions from now, and where; null = nothing. */
let doom: { left: number; place: Place } | null = null;
/** transactions that began since the doom was set */
let begun = 0;

/** Kills as the server's own operator would: the backend is gone, and the client hears it when it next speaks. */
const terminate = async (client: pg.PoolClient): Promise<void> => {
  const { processID } = client as unknown as { processID: number };
  await killer.query('select pg_terminate_backend($1)', [processID]);
};

const sqlOf = (asked: unknown): string =>
  (typeof asked === 'string' ? asked : ((asked as { text?: string }).text ?? '')).toLowerCase();

/** Lets connections of the pool die as {@link doom} says. */
function haunt(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as (told?: unknown) => Promise<pg.PoolClient>;
  const haunted = async (told?: unknown): Promise<pg.PoolClient> => {
    // Single questions ask this way; only transactions are to die.
    if (told) return connect(told);
    const client = await connect();
    if (Object.hasOwn(client, 'haunted')) return client;
    Object.assign(client, { haunted: true });
    client.on('error', () => undefined);
    let dying: Place | null = null;
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const asked = async (...args: unknown[]): Promise<unknown> => {
      const text = sqlOf(args[0]);
      if (text.startsWith('begin')) {
        begun += 1;
        dying = doom && doom.left-- === 0 ? doom.place : null;
        if (dying) doom = null;
      } else if (dying === 'at its first word') {
        dying = null;
        await terminate(client);
      } else if (dying === 'just before its commit' && text === 'commit') {
        dying = null;
        await terminate(client);
      } else if (dying === 'after its commit, unheard' && text === 'commit') {
        dying = null;
        await query(...args);
        await terminate(client);
        throw new Error('Connection terminated unexpectedly');
      }
      return query(...args);
    };
    Object.assign(client, { query: asked });
    return client;
  };
  Object.assign(pool, { connect: haunted });
}

const live = (words: string) => world.publisher.timeline.filter((post) => post.words === words);

/** Longer than a post stays taken, than a worker may hold a delivery, and than proving that a post with photos is not there takes; ms. */
const WAITS = [0, 0, 30_000, 4 * MINUTE, MINUTE, 3 * MINUTE, 8 * MINUTE, MINUTE, MINUTE];

/** One round of the sweeps: what is due is published, what is stuck freed, what is unknown looked for. */
async function sweep(ref: PostRef, deliveryId: string): Promise<void> {
  const row = await findDelivery(world.db, ref, deliveryId);
  if (row?.state === 'waiting') await publishIfDue(world.worker, { ...ref, deliveryId });
  else if (row?.state === 'unknown') await lookForPost(world.worker, { ...ref, deliveryId });
  else if (row) await freeStuckDelivery(world.worker, row);
}

/** Goes on as the sweeps do once the database is back; a round that meets a dead connection of the pool is followed by another. */
async function goOn(ref: PostRef, deliveryId: string): Promise<string> {
  for (const wait of WAITS) {
    world.clock.advance(wait);
    await sweep(ref, deliveryId).catch(() => undefined);
    const row = await findDelivery(world.db, ref, deliveryId).catch(() => null);
    if (row?.state === 'published') break;
  }
  return (await readPostFacts(world.db, ref, world.clock.now())).post.status;
}

describe.skipIf(!server)('a database that goes away (needs TEST_DATABASE_URL)', () => {
  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    drop = fresh.drop;
    const opened = await openDatabase({ mode: 'cluster', url: fresh.url });
    if (opened.kind !== 'postgres') throw new Error('a real server is a PostgreSQL');
    open = opened;
    await migrateAndSeed(open);
    killer = new pg.Client({ connectionString: server ?? '' });
    await killer.connect();
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    haunt(open.raw);
  }, 120_000);
  afterAll(async () => {
    await killer?.end();
    await world?.close();
    await drop?.();
  });

  async function duePost(): Promise<{ ref: PostRef; deliveryId: string; words: string }> {
    const words = onlyHere('A day out');
    const ref = await scheduledPost(world, { minutes: 1, words });
    world.clock.advance(MINUTE);
    return { ref, deliveryId: await deliveryIdOf(world, ref), words };
  }

  it('leaves a post published exactly once, whichever of its transactions dies, and wherever', async () => {
    const whole = await duePost();
    begun = 0;
    expect((await publishIfDue(world.worker, { ...whole.ref, deliveryId: whole.deliveryId })).outcome).toBe(
      'published',
    );
    const transactions = begun;
    expect(transactions).toBeGreaterThanOrEqual(4);
    for (let nth = 0; nth < transactions; nth++)
      for (const place of PLACES) {
        const at = `transaction ${nth + 1} of ${transactions}, ${place}`;
        const { ref, deliveryId, words } = await duePost();
        doom = { left: nth, place };
        const outcome = await publishIfDue(world.worker, { ...ref, deliveryId }).then(
          (done) => done.outcome,
          () => 'broken',
        );
        expect(doom, at).toBeNull();
        expect(live(words).length, `${at}: ${outcome}`).toBeLessThanOrEqual(1);
        expect(await goOn(ref, deliveryId), `${at}: ${outcome}`).toBe('published');
        expect(live(words), at).toHaveLength(1);
        const row = await findDelivery(world.db, ref, deliveryId);
        expect(row?.platformId, at).toBe(live(words)[0]?.platformId);
      }
    expect(await verifyAudit(world.db, testAuditSeal, [])).toMatchObject({ faults: [] });
  }, 300_000);
});
