// Records of breaches as rows, with what was live, where and until when, read from the takedown and the record of uses.
import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { breachActions, breachRecords } from '#db/schema/breaches.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type BreachRow = typeof breachRecords.$inferSelect;
export type BreachActionRow = typeof breachActions.$inferSelect;

/** Opens one for each takedown. Out: the new row, or null when there is one already. */
export async function insertBreach(
  db: Tx,
  row: typeof breachRecords.$inferInsert,
): Promise<BreachRow | null> {
  const [inserted] = await db.insert(breachRecords).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

/** One record, locked until the transaction ends. */
export async function lockBreach(db: Tx, scope: SchoolScope, breachId: string): Promise<BreachRow | null> {
  const [row] = await db
    .select()
    .from(breachRecords)
    .where(and(eq(breachRecords.schoolId, scope.schoolId), eq(breachRecords.id, breachId)))
    .for('update');
  return row ?? null;
}

/** Changes a record that this transaction has locked. */
export async function changeBreach(
  db: Tx,
  scope: SchoolScope,
  breachId: string,
  changes: Partial<typeof breachRecords.$inferInsert>,
): Promise<void> {
  await db
    .update(breachRecords)
    .set(changes)
    .where(and(eq(breachRecords.schoolId, scope.schoolId), eq(breachRecords.id, breachId)));
}

/** Adds what was done, once for each key. Out: whether it is new. */
export async function insertBreachAction(db: Tx, row: typeof breachActions.$inferInsert): Promise<boolean> {
  const rows = await db.insert(breachActions).values(row).onConflictDoNothing().returning();
  return rows.length > 0;
}

export async function actionsOfBreach(
  db: Db,
  scope: SchoolScope,
  breachId: string,
): Promise<BreachActionRow[]> {
  return db
    .select()
    .from(breachActions)
    .where(and(eq(breachActions.schoolId, scope.schoolId), eq(breachActions.breachId, breachId)))
    .orderBy(asc(breachActions.notedAt), asc(breachActions.id));
}

const withLive = (db: Db) =>
  db
    .select({
      row: breachRecords,
      words: posts.words,
      liveFrom: deliveries.publishedAt,
      deliveryId: deliveries.id,
    })
    .from(breachRecords)
    .innerJoin(takedowns, eq(takedowns.id, breachRecords.takedownId))
    .innerJoin(deliveries, eq(deliveries.id, takedowns.deliveryId))
    .innerJoin(posts, eq(posts.id, breachRecords.postId));

export type BreachOfPost = Awaited<ReturnType<typeof breachesOfSchool>>[number];

/** Every record of the school: the open ones first, then the newest. */
export async function breachesOfSchool(db: Db, scope: SchoolScope, limit: number) {
  return withLive(db)
    .where(eq(breachRecords.schoolId, scope.schoolId))
    .orderBy(sql`${breachRecords.closedAt} is not null`, desc(breachRecords.noticedAt), asc(breachRecords.id))
    .limit(limit);
}

export async function findBreach(db: Db, scope: SchoolScope, breachId: string): Promise<BreachOfPost | null> {
  const [found] = await withLive(db).where(
    and(eq(breachRecords.schoolId, scope.schoolId), eq(breachRecords.id, breachId)),
  );
  return found ?? null;
}

/** Undecided records of the school, and when the soonest has to be decided; for whoever is asked to. */
export async function undecidedBreaches(
  db: Db,
  scope: SchoolScope,
): Promise<{ id: string; decideBy: Date }[]> {
  return db
    .select({ id: breachRecords.id, decideBy: breachRecords.decideBy })
    .from(breachRecords)
    .where(and(eq(breachRecords.schoolId, scope.schoolId), isNull(breachRecords.decision)))
    .orderBy(asc(breachRecords.decideBy));
}

/** Undecided records, in every school, whose time is over at `by` and of which nobody has been reminded. */
export async function breachesToRemind(db: Db, by: Date, limit: number): Promise<BreachRow[]> {
  return db
    .select()
    .from(breachRecords)
    .where(
      and(isNull(breachRecords.decision), lte(breachRecords.decideBy, by), isNull(breachRecords.remindedAt)),
    )
    .orderBy(asc(breachRecords.decideBy))
    .limit(limit);
}
