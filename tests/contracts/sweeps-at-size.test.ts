// Years of posts cost the worker nothing while there is nothing to do: no sweep, and no step of publishing, reads a table that grows with
// posts from end to end. The database itself says how it goes about each question.
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { openDatabase } from '#db/client.server.ts';
import { type Reading, readingOf, statementsOf, tablesFrom } from '#tests/support/asked-of-database.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { pastPosts } from '#tests/support/past-posts.ts';
import { deliveryIdOf, duePost, publishNow } from '#tests/support/posts-in-states.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';

const server = testDatabaseUrl();
const POSTS = 8_000;
/** What has so many rows has grown with the posts: the rest of the practice world is smaller. */
const GROWN = 2_000;
/** Rows that a sweep may look at to find that there is nothing to do. */
const MOST_ROWS = 1_000;
const LONG_MS = 300_000;

/** Once a day at most, these go through everything there is: that is what they are for. */
const GO_THROUGH_ALL = ['photo-files', 'posts-without-last-day'];

describe.skipIf(!server)(`after ${POSTS} posts (needs TEST_DATABASE_URL)`, () => {
  let world: World;
  let pool: pg.Pool;
  let grown: Set<string>;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    drop = fresh.drop;
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    if (open.kind !== 'postgres') throw new Error('a real PostgreSQL is asked');
    pool = open.raw;
    await migrateAndSeed(open);
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    await pastPosts(world, POSTS, { logOfOneIn: 10 });
    await nothingIsLeftToDo();
    grown = new Set(await tablesFrom(pool, GROWN));
  }, LONG_MS);
  afterAll(async () => {
    await world?.close();
    await drop?.();
  });

  /** What is told once a day is told now; and then once more, for what that left to do. */
  async function nothingIsLeftToDo(): Promise<void> {
    for (const sweep of [...SWEEPS, ...SWEEPS]) await sweep.run(world.worker);
  }
  const readingsOf = async (work: () => Promise<unknown>): Promise<Reading[]> => {
    const readings: Reading[] = [];
    for (const asked of await statementsOf(work)) readings.push(await readingOf(pool, asked));
    expect(readings).not.toHaveLength(0);
    return readings;
  };
  const readWholly = (readings: readonly Reading[]) =>
    readings.filter(({ wholly }) => wholly.some((table) => grown.has(table)));

  it('has grown in every table that posts are kept in', () => {
    const some = ['audit_events', 'deliveries', 'notices', 'photos', 'posts', 'revisions', 'usages'];
    expect([...grown]).toEqual(expect.arrayContaining(some));
  });

  it.each(SWEEPS.filter(({ name }) => !GO_THROUGH_ALL.includes(name)).map((sweep) => [sweep.name, sweep]))(
    'the sweep %s finds by an index that there is nothing to do',
    async (_, sweep) => {
      const readings = await readingsOf(() => sweep.run(world.worker));
      expect(readWholly(readings)).toEqual([]);
      expect(readings.reduce((total, { rows }) => total + rows, 0)).toBeLessThanOrEqual(MOST_ROWS);
    },
  );

  it('what goes through everything does so once in hours', () => {
    const often = SWEEPS.filter(({ name }) => GO_THROUGH_ALL.includes(name)).map(({ everyMs }) => everyMs);
    expect(often).toHaveLength(GO_THROUGH_ALL.length);
    expect(Math.min(...often)).toBeGreaterThanOrEqual(6 * 3_600_000);
  });

  it(
    'a post goes out, is read back and comes down by indexes alone',
    async () => {
      const ref = await duePost(world, { tripId: null });
      expect(readWholly(await readingsOf(() => publishNow(world, ref)))).toEqual([]);
      const delivery = { schoolId: ref.schoolId, deliveryId: await deliveryIdOf(world, ref) };
      expect(readWholly(await readingsOf(() => verifyPost(world.worker, delivery)))).toEqual([]);
      const teacher = await world.staff('teacher');
      const asked = await readingsOf(() => requestTakedown(world.web, teacher, ref, 'mistake'));
      expect(readWholly(asked)).toEqual([]);
      expect(readWholly(await readingsOf(() => takeDownPost(world.worker, delivery)))).toEqual([]);
      await nothingIsLeftToDo();
    },
    LONG_MS,
  );
});
