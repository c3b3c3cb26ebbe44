// Every school of this installation, for the sweeps that look at each in turn.
import { asc } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { schools } from '#db/schema/school.ts';

export async function allSchools(db: Database): Promise<{ id: string; zone: string }[]> {
  return db.select({ id: schools.id, zone: schools.zone }).from(schools).orderBy(asc(schools.id));
}
