// The one lock order of everything that publishes or changes a permission, on a real PostgreSQL: whatever a post leans on is locked row
// by row in that order and no further than to the first row that somebody else holds, although it is asked for in one statement.
import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endAdultPermission } from '#app/domain/adults/end-adult-permission.ts';
import { recordAdultPermission } from '#app/domain/adults/record-adult-permission.ts';
import { endGuestPermission } from '#app/domain/consent/end-guest-permission.ts';
import { recordGuestPermission } from '#app/domain/consent/record-guest-permission.ts';
import { endMaterial } from '#app/domain/materials/end-material.ts';
import { recordMaterial } from '#app/domain/materials/record-material.ts';
import { lockPostsWithGround } from '#app/domain/posts/lock-ground.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { decideRequest } from '#app/domain/removals/decide-request.ts';
import { logRequest } from '#app/domain/removals/log-request.ts';
import { openDatabase, transact } from '#db/client.server.ts';
import { shareGround } from '#db/queries/locks.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { users } from '#db/schema/people.ts';
import { pupils } from '#db/schema/pupils.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();

const LOCK_NOT_AVAILABLE = '55P03';

type Row = readonly [table: 'schools' | 'accounts' | 'users' | 'pupils', id: string];

/** What of it is locked, by the text of a question; null for one that locks nothing. */
const lockedBy = (text: string): string | null => {
  if (/for share/.test(text)) return 'ground';
  return /from "(posts|deliveries)" [^]*for update/.exec(text)?.[1] ?? null;
};

describe.skipIf(!server)('what a post leans on (needs TEST_DATABASE_URL)', () => {
  let world: World;
  let drop: () => Promise<void>;
  let inOrder: Row[];
  let on: Parameters<typeof shareGround>[2];
  /** the text of every question, in the order in which they leave */
  const asked: string[] = [];

  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    drop = fresh.drop;
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    if (open.kind !== 'postgres') throw new Error('not a server');
    open.raw.on('acquire', listenTo);
    const idsOf = async (table: typeof accounts | typeof pupils) => {
      const of = await world.db
        .select({ id: table.id })
        .from(table)
        .where(eq(table.schoolId, world.schoolId));
      return of.map(({ id }) => id).sort();
    };
    const accountIds = (await idsOf(accounts)).slice(0, 2);
    const pupilIds = (await idsOf(pupils)).slice(0, 3);
    const staffIds = (await world.db.select({ id: users.id }).from(users)).map(({ id }) => id).sort();
    inOrder = [
      ['schools', world.schoolId],
      ...accountIds.map((id): Row => ['accounts', id]),
      ...staffIds.slice(0, 3).map((id): Row => ['users', id]),
      ...pupilIds.map((id): Row => ['pupils', id]),
    ];
    // Handed over in no order, and some of them twice.
    on = {
      accountIds: [...accountIds, ...accountIds].reverse(),
      staffIds: [...staffIds.slice(0, 3), ...staffIds.slice(0, 1)].reverse(),
      pupilIds: [...pupilIds, ...pupilIds].reverse(),
    };
    expect(accountIds.length).toBeGreaterThan(0);
    expect([pupilIds.length, staffIds.length >= 3]).toEqual([3, true]);
  }, 120_000);
  afterAll(async () => {
    await world?.close();
    await drop?.();
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

  const lockOf = ([table, id]: Row, how: 'update' | 'update nowait') =>
    sql`select 1 from ${sql.identifier(table)} where id = ${id} for ${sql.raw(how)}`;

  /** Whether somebody holds a lock on the row. */
  const isHeld = (row: Row): Promise<boolean> =>
    transact(world.db, (tx) => tx.execute(lockOf(row, 'update nowait'))).then(
      () => false,
      (error: Error) => {
        if ((error.cause as { code?: string } | undefined)?.code !== LOCK_NOT_AVAILABLE) throw error;
        return true;
      },
    );

  /** Until one connection waits for another's lock. */
  async function somebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = (await world.db.execute(
        sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )) as unknown as { rows: unknown[] };
      if (rows.length > 0) return;
    }
  }

  it('is locked one row after the other, up to the one that is held', async () => {
    for (const [at, held] of inOrder.entries()) {
      const [taken, takes] = gate();
      const [released, release] = gate();
      const holder = transact(world.db, async (tx) => {
        await tx.execute(lockOf(held, 'update'));
        takes();
        await released;
      });
      await taken;
      const locking = transact(world.db, (tx) => shareGround(tx, world, on));
      await somebodyWaits();
      const before = await Promise.all(inOrder.slice(0, at).map(isHeld));
      const after = await Promise.all(inOrder.slice(at + 1).map(isHeld));
      release();
      await Promise.all([holder, locking]);
      expect({ held, before, after }).toEqual({
        held,
        before: inOrder.slice(0, at).map(() => true),
        after: inOrder.slice(at + 1).map(() => false),
      });
    }
  }, 60_000);

  it('is locked before the posts, and each post before its delivery, all asked in one go', async () => {
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

  const WRITING_TO_PEOPLE: Record<string, () => Promise<() => Promise<unknown>>> = {
    'the end of an adult’s permission': async () => {
      const office = await world.staff('office');
      const { schoolId } = world;
      const done = await recordAdultPermission(world.web, office, {
        ...{ schoolId, name: 'Dilys Frayne', kind: 'parent', subjects: ['image'], channels: ['x'] },
        ...{ purposes: [], tripId: null, evidence: 'E-mail of 3 November', requestKey: randomUUID() },
        ...{ firstDay: '2026-11-01', lastDay: null },
      });
      if (!done.ok) throw new Error('not recorded');
      const { adultPermissionId } = done;
      await scheduledPost(world, { photos: [[{ kind: 'adult', id: adultPermissionId }]] });
      return () => endAdultPermission(world.web, office, { schoolId, adultPermissionId, withdrawn: true });
    },
    'the end of a permission for a mark': async () => {
      const office = await world.staff('office');
      const { schoolId } = world;
      const done = await recordMaterial(world.web, office, {
        ...{ schoolId, what: 'The logo on our kit', kind: 'logo', givenBy: 'Jo Finch', channels: ['x'] },
        ...{ evidence: 'Letter of 3 November', requestKey: randomUUID() },
        ...{ firstDay: '2026-11-01', lastDay: null },
      });
      if (!done.ok) throw new Error('not recorded');
      const { materialPermissionId } = done;
      return () => endMaterial(world.web, office, { schoolId, materialPermissionId, withdrawn: true });
    },
    'the end of a release for children from elsewhere': async () => {
      const office = await world.staff('office');
      const { schoolId } = world;
      const done = await recordGuestPermission(world.web, office, {
        ...{ schoolId, accountId: on.accountIds[0] ?? '', tripId: null, about: 'Elm Park Primary' },
        ...{ children: 2, evidence: 'Letter of 12 November', requestKey: randomUUID() },
        ...{ firstDay: '2026-11-01', lastDay: '2026-12-31' },
      });
      if (!done.ok) throw new Error('not recorded');
      const { guestPermissionId } = done;
      return () => endGuestPermission(world.web, office, { schoolId, guestPermissionId });
    },
    'the decision on a request to remove something': async () => {
      const ref = await scheduledPost(world, { minutes: 30, words: onlyHere('A day out') });
      const logged = await logRequest(world.web, await world.staff('office'), {
        ...{ ...ref, from: 'parent', way: 'phone', address: '', pupilId: null, requestKey: randomUUID() },
        receivedWall: wallTimeOf(world.clock.now(), 'Europe/London').slice(0, 16),
        words: 'Please take it down',
      });
      if (!logged.ok) throw new Error('not kept');
      const { requestId } = logged;
      const decision = { schoolId: ref.schoolId, requestId, outcome: 'removed', reason: '' } as const;
      const head = await world.staff('head');
      return () => decideRequest(world.web, head, decision);
    },
  };

  it.each(Object.entries(WRITING_TO_PEOPLE))(
    'begins with the school, which what is written to people points at: %s',
    async (_, begin) => {
      const end = await begin();
      asked.length = 0;
      await end();
      const [first] = asked.filter((text) => /for (share|update)/.test(text));
      expect(first).toMatch(/from "schools" [^]*for share/);
    },
  );
});

function gate(): [Promise<void>, () => void] {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return [promise, () => open()];
}
