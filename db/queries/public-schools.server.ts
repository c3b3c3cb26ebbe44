// Schools as anybody may see them: what they are called, and nothing else.
import { and, gte, lte } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { schools } from '#db/schema/school.ts';

/** The schools whose id begins with these eight hexadecimal digits: one, as good as always. */
export async function schoolsByIdStart(
  db: Database | Tx,
  start: string,
): Promise<{ id: string; name: string; zone: string }[]> {
  return db
    .select({ id: schools.id, name: schools.name, zone: schools.zone })
    .from(schools)
    .where(
      and(
        gte(schools.id, `${start}-0000-0000-0000-000000000000`),
        lte(schools.id, `${start}-ffff-ffff-ffff-ffffffffffff`),
      ),
    )
    .limit(2);
}
