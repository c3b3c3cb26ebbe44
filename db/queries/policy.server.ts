// The trust's policy, who acknowledged which version, and training: read for gates and pages, written append-only.
import { and, desc, eq, lte } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { acknowledgements, policyVersions, trainingRecords } from '#db/schema/policy.ts';

export type PolicyVersion = typeof policyVersions.$inferSelect;

/** The newest version in force at `at`; null when the trust has none yet, and then nobody may draft. */
export async function policyInForce(
  db: Database | Tx,
  scope: { trustId: string },
  at: Date,
): Promise<PolicyVersion | null> {
  const [row] = await db
    .select()
    .from(policyVersions)
    .where(and(eq(policyVersions.trustId, scope.trustId), lte(policyVersions.effectiveFrom, at)))
    .orderBy(desc(policyVersions.effectiveFrom), desc(policyVersions.version))
    .limit(1);
  return row ?? null;
}

export async function insertPolicyVersion(db: Tx, row: typeof policyVersions.$inferInsert): Promise<void> {
  await db.insert(policyVersions).values(row);
}

/** Returns false when this person had acknowledged this version before. */
export async function insertAcknowledgement(
  db: Tx,
  row: typeof acknowledgements.$inferInsert,
): Promise<boolean> {
  const made = await db
    .insert(acknowledgements)
    .values(row)
    .onConflictDoNothing()
    .returning({ at: acknowledgements.acknowledgedAt });
  return made.length > 0;
}

export async function insertTraining(db: Tx, rows: (typeof trainingRecords.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(trainingRecords).values(rows);
}
