// The locks of a post are asked in one go, and in the house's order: school, accounts, staff and pupils for share, then the post, then its
// delivery (db/queries/locks). Another order could make two changes wait for each other for ever.
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockPostsWithGround } from '#app/domain/posts/lock-ground.ts';
import { openDatabase, transact } from '#db/client.server.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();

/** What of it is locked, by the text of a question; null for one that locks nothing. */
const lockedBy = (text: string): string | null => {
  if (/for share/.test(text)) return 'ground';
  return /from "(posts|deliveries)" [^]*for update/.exec(text)?.[1] ?? null;
};

describe.skipIf(!server)('the locks of posts (needs TEST_DATABASE_URL)', () => {
  let world: World;
  let drop: () => Promise<void>;
  const asked: string[] = [];
  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    drop = fresh.drop;
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    if (open.kind !== 'postgres') throw new Error('not a server');
    open.raw.on('connect', listenTo);
    open.raw.on('acquire', listenTo);
  });
  afterAll(async () => {
    await world.close();
    await drop();
  });

  const heard = new WeakSet<PoolClient>();
  function listenTo(client: PoolClient): void {
    if (heard.has(client)) return;
    heard.add(client);
    const query = client.query.bind(client) as (...of: unknown[]) => unknown;
    client.query = ((...of: unknown[]) => {
      asked.push((of[0] as { text?: string }).text ?? '');
      return query(...of);
    }) as typeof client.query;
  }

  it('are taken in the house’s order, for several posts one after the other', async () => {
    const postIds: string[] = [];
    for (let nth = 0; nth < 3; nth++)
      postIds.push((await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') })).postId);
    const { schoolId } = world;
    asked.length = 0;
    await transact(world.db, (tx) => lockPostsWithGround(tx, { schoolId }, postIds));
    const one = ['posts', 'deliveries'];
    expect(asked.flatMap((text) => lockedBy(text) ?? [])).toEqual(['ground', ...one, ...one, ...one]);
    const ground = asked.find((text) => lockedBy(text) === 'ground') ?? '';
    const tables = [...ground.matchAll(/from "(schools|accounts|users|pupils)"/g)].map(([, table]) => table);
    expect(tables).toEqual(['schools', 'accounts', 'users', 'pupils']);
  });
});
