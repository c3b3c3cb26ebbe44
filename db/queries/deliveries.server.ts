// Deliveries, usages and takedowns as rows. Every change is a compare-and-set on state and attempt, so that two workers cannot both win.
import { and, asc, desc, eq, inArray, isNull, lt, lte, or, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { deliveries, deliveryAttempts, takedowns, usages } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type DeliveryRow = typeof deliveries.$inferSelect;
export type TakedownRow = typeof takedowns.$inferSelect;

const askDelivery = keptSelect((db, given: Record<'schoolId' | 'deliveryId', Placeholder>) =>
  db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.schoolId, given.schoolId), eq(deliveries.id, given.deliveryId))),
);

export async function findDelivery(
  db: Db,
  { schoolId }: SchoolScope,
  deliveryId: string,
): Promise<DeliveryRow | null> {
  const [row] = await askDelivery(db, { schoolId, deliveryId });
  return row ?? null;
}

/** A delivery by id alone, for the start-up journal, which knows no school. */
export async function deliveryById(db: Db, deliveryId: string): Promise<DeliveryRow | null> {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, deliveryId));
  return row ?? null;
}

type OfPost = Record<'schoolId' | 'postId' | 'revisionId', Placeholder>;

const ofPost = (db: Db, { schoolId, postId, revisionId }: OfPost) =>
  db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.schoolId, schoolId),
        eq(deliveries.postId, postId),
        sql`(${revisionId}::uuid is null or ${deliveries.revisionId} = ${revisionId})`,
      ),
    )
    .orderBy(desc(deliveries.createdAt))
    .limit(1);

const askOfPost = keptSelect((db, given: OfPost) => ofPost(db, given));
const askLockedOfPost = keptSelect((db, given: OfPost) => ofPost(db, given).for('update'));

/** The delivery of the post's revision (with none, its newest delivery), locked when `lock` is set. */
export async function deliveryOfPost(
  db: Db,
  { schoolId }: SchoolScope,
  postId: string,
  revisionId: string | null,
  lock: boolean,
): Promise<DeliveryRow | null> {
  const ask = lock ? askLockedOfPost : askOfPost;
  const [row] = await ask(db, { schoolId, postId, revisionId });
  return row ?? null;
}

/** One delivery for each (revision, account): makes it, or returns the one that is there. */
export async function ensureDelivery(db: Tx, row: typeof deliveries.$inferInsert): Promise<DeliveryRow> {
  const [inserted] = await db.insert(deliveries).values(row).onConflictDoNothing().returning();
  if (inserted) return inserted;
  const [earlier] = await db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.revisionId, row.revisionId), eq(deliveries.accountId, row.accountId)));
  if (!earlier) throw new Error('the delivery was not stored');
  return earlier;
}

interface Expected {
  state: DeliveryRow['state'] | readonly DeliveryRow['state'][];
  attempt: number;
}

/** Compare-and-set on state and attempt: the row after the change, or null when somebody else moved it. */
export async function changeDelivery(
  db: Tx,
  scope: SchoolScope,
  deliveryId: string,
  expected: Expected,
  changes: Partial<typeof deliveries.$inferInsert>,
): Promise<DeliveryRow | null> {
  const [row] = await changed(db, scope, deliveryId, expected, changes);
  return row ?? null;
}

/** What a delivery and the attempt at it both keep, as columns. */
const KEPT_BY_BOTH = { mediaIds: 'media_ids', sentAt: 'sent_at' } as const;

/** The same for an attempt on its way, whose own row takes over one of the changes in the same statement; else it stays as it was. */
export async function changeDeliveryAndAttempt(
  db: Tx,
  scope: SchoolScope,
  deliveryId: string,
  expected: Expected,
  changes: Partial<typeof deliveries.$inferInsert>,
  takesOver: keyof typeof KEPT_BY_BOTH,
): Promise<DeliveryRow | null> {
  const moved = db.$with('moved').as(changed(db, scope, deliveryId, expected, changes));
  const column = sql.identifier(KEPT_BY_BOTH[takesOver]);
  const noted = db.$with('noted', {}).as(
    sql`insert into ${deliveryAttempts} (school_id, delivery_id, attempt, ${column})
      select school_id, id, attempt, ${column} from moved
      on conflict (delivery_id, attempt) do update set ${column} = excluded.${column}
        where ${deliveryAttempts.schoolId} = excluded.school_id`,
  );
  const [row] = await db.with(moved, noted).select().from(moved);
  return row ?? null;
}

function changed(
  db: Tx,
  scope: SchoolScope,
  deliveryId: string,
  expected: Expected,
  changes: Partial<typeof deliveries.$inferInsert>,
) {
  const states = Array.isArray(expected.state)
    ? [...expected.state]
    : [expected.state as DeliveryRow['state']];
  return db
    .update(deliveries)
    .set(changes)
    .where(
      and(
        eq(deliveries.schoolId, scope.schoolId),
        eq(deliveries.id, deliveryId),
        inArray(deliveries.state, states),
        eq(deliveries.attempt, expected.attempt),
      ),
    )
    .returning();
}

/** Sets the wish for removal, whatever the state: the confirming step must obey it. */
export async function wantRemoval(db: Tx, scope: SchoolScope, deliveryId: string, at: Date): Promise<void> {
  await db
    .update(deliveries)
    .set({ removalWantedAt: at })
    .where(
      and(
        eq(deliveries.schoolId, scope.schoolId),
        eq(deliveries.id, deliveryId),
        isNull(deliveries.removalWantedAt),
      ),
    );
}

/** Work whose worker is gone: the lease ran out while preparing or sending. */
export async function stuckDeliveries(db: Db, at: Date, limit: number): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(deliveries)
    .where(and(inArray(deliveries.state, ['preparing', 'sending']), lt(deliveries.leaseUntil, at)))
    .orderBy(asc(deliveries.leaseUntil))
    .limit(limit);
}

/** Deliveries whose outcome is unknown and that are to be looked for by `at`, the longest waiting first. */
export async function unknownDeliveries(db: Db, at: Date, limit: number): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.state, 'unknown'), or(isNull(deliveries.retryAt), lte(deliveries.retryAt, at))))
    .orderBy(asc(deliveries.retryAt))
    .limit(limit);
}

export async function insertUsages(db: Tx, rows: (typeof usages.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(usages).values(rows).onConflictDoNothing();
}

export async function insertTakedown(db: Tx, row: typeof takedowns.$inferInsert): Promise<TakedownRow> {
  const [inserted] = await db.insert(takedowns).values(row).returning();
  if (!inserted) throw new Error('the takedown was not stored');
  return inserted;
}

/** The post's takedown that has not ended, or null. */
export async function openTakedown(db: Db, scope: SchoolScope, postId: string): Promise<TakedownRow | null> {
  const [row] = await db
    .select()
    .from(takedowns)
    .where(
      and(eq(takedowns.schoolId, scope.schoolId), eq(takedowns.postId, postId), isNull(takedowns.endedAt)),
    )
    .orderBy(desc(takedowns.requestedAt))
    .limit(1);
  return row ?? null;
}

export async function takedownsOfPost(db: Db, scope: SchoolScope, postId: string): Promise<TakedownRow[]> {
  return db
    .select()
    .from(takedowns)
    .where(and(eq(takedowns.schoolId, scope.schoolId), eq(takedowns.postId, postId)))
    .orderBy(desc(takedowns.requestedAt));
}

export async function changeTakedown(
  db: Tx,
  scope: SchoolScope,
  takedownId: string,
  changes: Partial<typeof takedowns.$inferInsert>,
): Promise<void> {
  await db
    .update(takedowns)
    .set(changes)
    .where(and(eq(takedowns.schoolId, scope.schoolId), eq(takedowns.id, takedownId)));
}

/** What a person asked for goes first, then what a permission took back, then what has merely been there long enough. */
const urgency = sql`case ${takedowns.cause} when 'time_over' then 2 when 'permission_changed' then 1 else 0 end`;

/**
 * Open takedowns of live posts that nobody is working on: what the sweep finds, the most urgent first. `asked`: only those that a
 * person asked for.
 */
export async function waitingTakedowns(
  db: Db,
  at: Date,
  limit: number,
  { asked = false }: { asked?: boolean } = {},
): Promise<TakedownRow[]> {
  const rows = await db
    .select({ takedown: takedowns })
    .from(takedowns)
    .innerJoin(posts, eq(posts.id, takedowns.postId))
    .where(
      and(
        isNull(takedowns.endedAt),
        inArray(posts.status, ['takedown_requested', 'takedown_failed']),
        or(isNull(takedowns.leaseUntil), lt(takedowns.leaseUntil, at)),
        ...(asked ? [sql`${urgency} = 0`] : []),
      ),
    )
    .orderBy(urgency, asc(takedowns.requestedAt))
    .limit(limit);
  return rows.map((row) => row.takedown);
}
