// Every attempt at a delivery as a row: begun at the claim, filled in as it goes on, ended with what the platform said. Never removed.
import { and, asc, eq, type Placeholder } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptChange } from '#db/kept-change.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { deliveryAttempts } from '#db/schema/deliveries.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type AttemptRow = typeof deliveryAttempts.$inferSelect;
type AttemptChanges = Partial<Omit<AttemptRow, 'schoolId' | 'deliveryId' | 'attempt'>>;

const askAttempts = keptSelect(
  (db, { schoolId, deliveryId }: Record<'schoolId' | 'deliveryId', Placeholder>) =>
    db
      .select()
      .from(deliveryAttempts)
      .where(and(eq(deliveryAttempts.schoolId, schoolId), eq(deliveryAttempts.deliveryId, deliveryId)))
      .orderBy(asc(deliveryAttempts.attempt)),
);

/** The attempts at a delivery, first to last. */
export const attemptsOf = (db: Db, { schoolId }: SchoolScope, deliveryId: string): Promise<AttemptRow[]> =>
  askAttempts(db, { schoolId, deliveryId });

const askNote = keptChange(
  deliveryAttempts,
  (db, [{ schoolId, deliveryId, ...changes }], { scope }: Record<'scope', Placeholder>) =>
    db
      .insert(deliveryAttempts)
      .values({ schoolId, deliveryId, ...changes })
      .onConflictDoUpdate({
        target: [deliveryAttempts.deliveryId, deliveryAttempts.attempt],
        set: changes,
        setWhere: eq(deliveryAttempts.schoolId, scope),
      })
      .returning({ attempt: deliveryAttempts.attempt }),
);

/** Writes down what is known of one attempt; what is left out stays as it was. Also one that the database had forgotten. */
export async function noteAttempt(
  db: Tx,
  { schoolId, deliveryId, attempt }: { schoolId: string; deliveryId: string; attempt: number },
  changes: AttemptChanges,
): Promise<void> {
  await askNote(db, [{ schoolId, deliveryId, attempt, ...changes }], { scope: schoolId });
}
