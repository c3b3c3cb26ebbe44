// The one way into the record of answers: whoever answers, by whatever road, is written down by this statement (R-62 to R-65).
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { consentDecisions } from '#db/schema/consent.ts';
import { inSlices, recordSet } from './record-sets.server.ts';

export type DecisionInsert = Omit<typeof consentDecisions.$inferInsert, 'sequence'>;

/** What either driver gives for rows that a statement returns. */
interface Returned {
  rows: { id: string }[];
}

/**
 * Writes answers in this order; the database numbers them so. One whose form has made an answer before is left out.
 * @returns ids of those that were written
 */
export async function insertDecisions(db: Tx, rows: readonly DecisionInsert[]): Promise<string[]> {
  const written: string[] = [];
  await inSlices(rows, async (some) => {
    const whole = some.map((row) => ({ id: randomUUID(), ...row }));
    const answer = (await db.execute(sql`insert into consent_decisions (
        id, school_id, pupil_id, holder_id, form_version_id, subjects, channels, purposes, account_scope, event_id,
        decision, conditions, method, source, evidence, legacy_tick, decided_at, effective_from, expires_at,
        recorded_by, link_id, leaves_live, recorded_at, source_row_hash, supersedes_id, lifts_provisional, request_key)
      select id, school_id, pupil_id, holder_id, form_version_id, subjects, channels, purposes, account_scope, event_id,
        decision, coalesce(conditions, '{}'), method, source, coalesce(evidence, ''), coalesce(legacy_tick, false),
        decided_at, effective_from, expires_at, recorded_by, link_id, coalesce(leaves_live, false), recorded_at,
        source_row_hash, supersedes_id, coalesce(lifts_provisional, false), request_key
      from ${recordSet(sql`consent_decisions`, consentDecisions, whole)}
      on conflict do nothing returning id`)) as Returned;
    written.push(...answer.rows.map(({ id }) => id));
  });
  return written;
}
