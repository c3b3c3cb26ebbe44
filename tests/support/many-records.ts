// A district's worth of pupils and answers, made inside the database: so many pupils with one parent each, and so many answers about
// each of them, the last of them the yes of a practice pupil.
import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';

/** Adds the pupils to a school, then tells the planner. Out: a few of their ids, evenly spread. */
export async function manyRecords(
  db: Database,
  { schoolId, pupilId }: { schoolId: string; pupilId: string },
  count: { pupils: number; answersEach: number; ids: number },
): Promise<string[]> {
  await db.execute(sql`
    insert into pupils (id, school_id, mis_id, legal_forename, legal_surname, year_group, registration_group, date_of_birth, starts_on, created_at)
    select gen_random_uuid(), ${schoolId}::uuid, 'bench-' || n, 'Robin' || n, 'Hale' || (n % 700), '8', '8' || chr(65 + n % 8),
      '2017-02-03', '2020-09-01', '2020-09-01'
    from generate_series(1, ${count.pupils}::int) n`);
  await db.execute(sql`
    insert into authority_holders (id, school_id, pupil_id, name, relationship, authority, authority_from, verified_at)
    select gen_random_uuid(), school_id, id, 'A parent', 'parent', 'parental_responsibility', '2020-09-01', '2020-09-01'
    from pupils where school_id = ${schoolId}::uuid and mis_id like 'bench-%'`);
  await db.execute(sql`
    insert into consent_decisions (school_id, pupil_id, holder_id, form_version_id, subjects, channels, purposes, account_scope, decision, method, source, decided_at, effective_from, expires_at, recorded_at)
    select p.school_id, p.id, h.id, yes.form_version_id, yes.subjects, yes.channels, yes.purposes, yes.account_scope,
      case when n % 5 = 0 and n < ${count.answersEach}::int then 'refused' else 'granted' end, yes.method, yes.source,
      yes.decided_at - earlier, yes.decided_at - earlier, yes.expires_at, yes.recorded_at - earlier
    from (select * from consent_decisions where pupil_id = ${pupilId}::uuid and decision = 'granted' and 'x' = any(channels) and 'image' = any(subjects) limit 1) yes
    cross join generate_series(1, ${count.answersEach}::int) n
    cross join lateral (select (${count.answersEach}::int - n) * interval '1 day' as earlier) moments
    join pupils p on p.school_id = ${schoolId}::uuid and p.mis_id like 'bench-%'
    join authority_holders h on h.pupil_id = p.id
    order by n`);
  for (const table of ['pupils', 'authority_holders', 'consent_decisions'])
    await db.execute(sql.raw(`analyze ${table}`));
  const step = Math.max(1, Math.floor(count.pupils / count.ids));
  const { rows } = (await db.execute(sql`
    select id from (select id, row_number() over (order by id) as nth from pupils where mis_id like 'bench-%') numbered
    where nth % ${step} = 0 limit ${count.ids}`)) as unknown as { rows: { id: string }[] };
  return rows.map(({ id }) => id);
}
