// Deliveries as rows. Every change is a compare-and-set on state and attempt, so that two workers cannot both win.
import {
  and,
  asc,
  desc,
  eq,
  inArray,
  isNull,
  lt,
  lte,
  or,
  type Placeholder,
  sql,
  type SQLWrapper,
} from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptChange, type StandIns } from '#db/kept-change.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { deliveries, deliveryAttempts } from '#db/schema/deliveries.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type DeliveryRow = typeof deliveries.$inferSelect;

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

const ofPost = (db: Db, { schoolId, postId, revisionId }: { [Name in keyof OfPost]: SQLWrapper }) =>
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
const askLockedOfPost = keptSelect((db, { schoolId, postId }: Record<'schoolId' | 'postId', Placeholder>) => {
  const revisionId = sql`(select p.revision_id from posts p where p.school_id = ${schoolId} and p.id = ${postId})`;
  return ofPost(db, { schoolId, postId, revisionId }).for('update');
});

/** The delivery of this revision of the post; with none, its newest. */
export async function deliveryOfPost(
  db: Db,
  { schoolId }: SchoolScope,
  postId: string,
  revisionId: string | null,
): Promise<DeliveryRow | null> {
  const [row] = await askOfPost(db, { schoolId, postId, revisionId });
  return row ?? null;
}

/** Locks the delivery of the revision that the post has at that moment; with none, its newest. Lock the post first. */
export async function lockDeliveryOf(
  db: Tx,
  { schoolId }: SchoolScope,
  postId: string,
): Promise<DeliveryRow | null> {
  const [row] = await askLockedOfPost(db, { schoolId, postId });
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

type Changes = Partial<typeof deliveries.$inferInsert>;
type Expecting = Record<'schoolId' | 'deliveryId' | 'attempt', Placeholder> & { states: Placeholder[] };

const changing = (
  db: Tx,
  [set]: readonly [StandIns<typeof deliveries>, ...unknown[]],
  { schoolId, deliveryId, states, attempt }: Expecting,
) =>
  db
    .update(deliveries)
    .set(set)
    .where(
      and(
        eq(deliveries.schoolId, schoolId),
        eq(deliveries.id, deliveryId),
        inArray(deliveries.state, states),
        eq(deliveries.attempt, attempt),
      ),
    )
    .returning();

const askChange = keptChange(deliveries, changing);

/** Compare-and-set on state and attempt: the row after the change, or null when somebody else moved it. */
export async function changeDelivery(
  db: Tx,
  scope: SchoolScope,
  deliveryId: string,
  expected: Expected,
  changes: Changes,
): Promise<DeliveryRow | null> {
  const [row] = await askChange(db, [changes], as(scope, deliveryId, expected));
  return row ?? null;
}

const as = ({ schoolId }: SchoolScope, deliveryId: string, { state, attempt }: Expected) => ({
  ...{ schoolId, deliveryId, attempt },
  states: Array.isArray(state) ? state : [state as DeliveryRow['state']],
});

/** As {@link changeDelivery}; the row of the attempt takes over the one column that both keep, in the same statement. */
const changingBoth = (column: string) =>
  keptChange(deliveries, (db, rows, expecting: Expecting) => {
    const moved = db.$with('moved').as(changing(db, rows, expecting));
    const both = sql.identifier(column);
    const noted = db.$with('noted', {}).as(
      sql`insert into ${deliveryAttempts} (school_id, delivery_id, attempt, ${both})
        select school_id, id, attempt, ${both} from moved
        on conflict (delivery_id, attempt) do update set ${both} = excluded.${both}
          where ${deliveryAttempts.schoolId} = excluded.school_id`,
    );
    return db.with(moved, noted).select().from(moved);
  });

/** What a delivery and the attempt at it both keep. */
const KEPT_BY_BOTH = { mediaIds: changingBoth('media_ids'), sentAt: changingBoth('sent_at') } as const;

/** The same for an attempt on its way, whose own row takes over one of the changes in the same statement; else it stays as it was. */
export async function changeDeliveryAndAttempt(
  db: Tx,
  scope: SchoolScope,
  deliveryId: string,
  expected: Expected,
  changes: Changes,
  takesOver: keyof typeof KEPT_BY_BOTH,
): Promise<DeliveryRow | null> {
  const [row] = await KEPT_BY_BOTH[takesOver](db, [changes], as(scope, deliveryId, expected));
  return row ?? null;
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
