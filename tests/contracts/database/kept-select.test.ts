// A select that is put together once gives the very rows that it gives when it is put together anew: on either database, in any
// transaction, for lists of any length, with rows that are missing on one side, and under a lock.
import { and, asc, eq, gt, inArray, type Placeholder, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, type OpenDatabase, transact, type Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { rowsAsValue } from '#db/queries/rows-as-value.server.ts';
import { delegations, roleGrants, users } from '#db/schema/people.ts';
import { pupils } from '#db/schema/pupils.ts';
import { schools } from '#db/schema/school.ts';
import { BOTH_DATABASES } from '#tests/support/both-databases.ts';

const GRANTS = rowsAsValue(
  { role: roleGrants.role, startsAt: roleGrants.startsAt },
  sql`${roleGrants} where ${roleGrants.userId} = ${users.id}`,
  [roleGrants.startsAt, roleGrants.role],
);

/** People with what was ever delegated to them, which is nothing for most, and what they hold. */
const people = (db: Database | Tx, userIds: Placeholder[] | string[]) =>
  db
    .select({ user: users, delegation: delegations, grants: GRANTS })
    .from(users)
    .leftJoin(delegations, eq(delegations.toUserId, users.id))
    .where(inArray(users.id, userIds))
    .orderBy(asc(users.id), asc(delegations.id));

type AskedBy = { schoolId: Placeholder; after: Placeholder };

describe.each(BOTH_DATABASES)('a select that is kept, from $from', ({ start, here }) => {
  let open: OpenDatabase;
  let end: (() => Promise<void>) | undefined;
  let ids: string[];
  beforeAll(async () => {
    if (!here) return;
    ({ open, end } = await start());
    ids = (await open.db.select({ id: users.id }).from(users).orderBy(asc(users.id))).map(({ id }) => id);
    const [school] = await open.db.select().from(schools);
    const [toUserId = '', fromUserId = ''] = ids;
    const startsAt = new Date('2026-03-29T00:59:59.001Z');
    await open.db.insert(delegations).values({
      ...{ schoolId: school?.id ?? '', fromUserId, toUserId },
      ...{ startsAt, endsAt: new Date('2026-04-29T00:00:00Z'), createdAt: startsAt },
    });
  }, 120_000);
  afterAll(() => end?.());

  test.skipIf(!here)('gives the same rows for each length of a list, again and again', async () => {
    let built = 0;
    const ask = keptSelect((db, { userIds }: { userIds: Placeholder[] }) => {
      built++;
      return people(db, userIds);
    });
    for (const length of [3, 1, 0, ids.length, 3, 1])
      for (const some of [ids.slice(0, length), ids.slice(-length || ids.length)]) {
        const rows = await ask(open.db, { userIds: some });
        expect(rows).toStrictEqual(await people(open.db, some));
      }
    expect(built).toBe(4);
    const [delegated, ...others] = await ask(open.db, { userIds: ids.slice(0, 3) });
    expect(delegated?.delegation?.startsAt).toEqual(new Date('2026-03-29T00:59:59.001Z'));
    expect(others.map(({ delegation }) => delegation)).toEqual([null, null]);
  });

  test.skipIf(!here)('is asked where it is asked: it sees what its own transaction wrote', async () => {
    const ask = keptSelect((db, { schoolId, after }: AskedBy) =>
      db
        .select({ id: pupils.id, knownAs: pupils.knownAs })
        .from(pupils)
        .where(and(eq(pupils.schoolId, schoolId), gt(pupils.startsOn, after)))
        .orderBy(asc(pupils.id))
        .for('update'),
    );
    const [one] = await open.db.select().from(pupils);
    const asked = { schoolId: one?.schoolId ?? '', after: '1990-01-01' };
    const before = await ask(open.db, asked);
    expect(before.length).toBeGreaterThan(1);
    expect(await ask(open.db, { ...asked, after: '2090-01-01' })).toEqual([]);
    const undone = transact(open.db, async (tx) => {
      await tx.update(pupils).set({ knownAs: 'Zoë' }).where(eq(pupils.schoolId, asked.schoolId));
      const inside = await ask(tx, asked);
      expect(inside.map(({ knownAs }) => knownAs)).toEqual(before.map(() => 'Zoë'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await ask(open.db, asked)).toEqual(before);
  });

  test.skipIf(!here)('is not asked outside of a transaction from within it', async () => {
    const ask = keptSelect((db, { id }: Record<'id', Placeholder>) =>
      db.select().from(users).where(eq(users.id, id)),
    );
    await ask(open.db, { id: ids[0] ?? '' });
    const within = transact(open.db, () => ask(open.db, { id: ids[0] ?? '' }));
    await expect(within).rejects.toMatchObject({ cause: { name: 'OuterDatabaseInTransaction' } });
  });
});
