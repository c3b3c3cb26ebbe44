// Yeses that end: whose, and when, for those who may be asked again in time. Always within one school.
import { sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import type { SchoolScope } from './posts.server.ts';

export interface EndingYes {
  pupilId: string;
  /** null for a tick that names nobody */
  holderId: string | null;
  endsAt: Date;
}

/**
 * Each person's yes that ends between the two moments and that no later answer of theirs replaces, about no trip; the
 * first end when several do. A pupil who will have left by then is not there.
 */
export async function endingYeses(
  db: Database | Tx,
  scope: SchoolScope,
  from: Date,
  until: Date,
): Promise<EndingYes[]> {
  const answer = (await db.execute(sql`
    select d.pupil_id, d.holder_id, min(d.expires_at) as ends_at
    from consent_decisions d join pupils p on p.school_id = d.school_id and p.id = d.pupil_id
    where d.school_id = ${scope.schoolId} and d.decision = 'granted' and d.event_id is null
      and d.expires_at > ${from.toISOString()}::timestamptz and d.expires_at <= ${until.toISOString()}::timestamptz
      and p.missing_since is null and (p.leaves_on is null or p.leaves_on > d.expires_at::date)
      and not exists (
        select 1 from consent_decisions e
        where e.school_id = d.school_id and e.pupil_id = d.pupil_id and e.sequence > d.sequence
          and e.holder_id is not distinct from d.holder_id and e.event_id is null
          and e.decision <> 'not_answered'
          and e.subjects && d.subjects and e.channels && d.channels and e.purposes && d.purposes)
    group by d.pupil_id, d.holder_id
    order by ends_at, d.pupil_id`)) as unknown as {
    rows: { pupil_id: string; holder_id: string | null; ends_at: string | Date }[];
  };
  return answer.rows.map((row) => ({
    pupilId: row.pupil_id,
    holderId: row.holder_id,
    endsAt: new Date(row.ends_at),
  }));
}
