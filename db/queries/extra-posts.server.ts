// Second copies that have to come off a platform, as rows.
import { and, asc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { extraPosts } from '#db/schema/extra-posts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type ExtraPostRow = typeof extraPosts.$inferSelect;

/** Stores the duty, or opens it anew when the copy had been removed and is there again; false when it stands already. */
export async function insertExtraPost(
  db: Tx,
  row: Pick<ExtraPostRow, 'schoolId' | 'deliveryId' | 'platformId' | 'foundAt' | 'foundBy'>,
): Promise<boolean> {
  const anew = {
    tries: 0,
    leaseUntil: null,
    toldAt: null,
    removedAt: null,
    notOursAt: null,
    missingSince: null,
  };
  const rows = await db
    .insert(extraPosts)
    .values(row)
    .onConflictDoUpdate({
      target: [extraPosts.deliveryId, extraPosts.platformId],
      set: { ...anew, foundAt: row.foundAt, foundBy: row.foundBy },
      setWhere: isNotNull(extraPosts.removedAt),
    })
    .returning({ id: extraPosts.id });
  return rows.length > 0;
}

/** Ids of a delivery's copies that are coming down, or have. */
export async function extraIdsOf(db: Db, scope: SchoolScope, deliveryId: string): Promise<Set<string>> {
  const rows = await db
    .select({ platformId: extraPosts.platformId })
    .from(extraPosts)
    .where(and(eq(extraPosts.schoolId, scope.schoolId), eq(extraPosts.deliveryId, deliveryId)));
  return new Set(rows.map(({ platformId }) => platformId));
}

/** Copies of a post that are taken for ours and are not known to be gone, by whichever delivery they came. */
export async function openCopiesOf(db: Db, scope: SchoolScope, postId: string): Promise<ExtraPostRow[]> {
  const rows = await db
    .select({ row: extraPosts })
    .from(extraPosts)
    .innerJoin(deliveries, eq(deliveries.id, extraPosts.deliveryId))
    .where(
      and(
        eq(extraPosts.schoolId, scope.schoolId),
        eq(deliveries.postId, postId),
        isNull(extraPosts.removedAt),
        isNull(extraPosts.notOursAt),
      ),
    );
  return rows.map(({ row }) => row);
}

/** Whether a copy of the post is up of which no person has been told. */
export const isCopyUnknown = async (db: Db, of: SchoolScope & { postId: string }): Promise<boolean> =>
  (await openCopiesOf(db, of, of.postId)).some(({ toldAt }) => !toldAt);

/** Copies that nobody is removing at `at`. */
export async function waitingExtraPosts(db: Db, at: Date, limit: number): Promise<ExtraPostRow[]> {
  return db
    .select()
    .from(extraPosts)
    .where(
      and(isNull(extraPosts.removedAt), or(isNull(extraPosts.leaseUntil), lte(extraPosts.leaseUntil, at))),
    )
    .orderBy(asc(extraPosts.foundAt))
    .limit(limit);
}

/** Changes a duty that is open and has been tried exactly so often; null when somebody else has it. */
export async function changeExtraPost(
  db: Db,
  scope: SchoolScope,
  of: { id: string; tries: number },
  changes: Partial<
    Pick<ExtraPostRow, 'tries' | 'leaseUntil' | 'toldAt' | 'removedAt' | 'notOursAt' | 'missingSince'>
  >,
): Promise<ExtraPostRow | null> {
  const [row] = await db.update(extraPosts).set(changes).where(stillOpen(scope, of)).returning();
  return row ?? null;
}

const stillOpen = (scope: SchoolScope, of: { id: string; tries: number }) =>
  and(
    eq(extraPosts.schoolId, scope.schoolId),
    eq(extraPosts.id, of.id),
    eq(extraPosts.tries, of.tries),
    isNull(extraPosts.removedAt),
  );

/** Ends a duty without a removal: what was taken for a copy is the post itself. False when somebody else has it. */
export async function dropExtraPost(
  db: Tx,
  scope: SchoolScope,
  of: { id: string; tries: number },
): Promise<boolean> {
  const rows = await db.delete(extraPosts).where(stillOpen(scope, of)).returning({ id: extraPosts.id });
  return rows.length > 0;
}

/** How many copies, in every school, were found before `before`, are taken for ours and are still there. */
export async function countLastingCopies(db: Db, before: Date): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(extraPosts)
    .where(and(isNull(extraPosts.removedAt), isNull(extraPosts.notOursAt), lte(extraPosts.foundAt, before)));
  return row?.count ?? 0;
}
