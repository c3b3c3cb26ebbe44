// A school that has settled something else for a while.
import { eq } from 'drizzle-orm';
import { found } from '#app/domain/errors.ts';
import { schools } from '#db/schema/school.ts';
import type { World } from './world.ts';

/** Runs it while the school of this world has these settings beside its own, and puts back what it had. */
export async function withSettings(world: World, settings: object, run: () => Promise<void>): Promise<void> {
  const own = eq(schools.id, world.schoolId);
  const before = found((await world.db.select().from(schools).where(own))[0], 'school').settings;
  await world.db
    .update(schools)
    .set({ settings: { ...before, ...settings } })
    .where(own);
  try {
    await run();
  } finally {
    await world.db.update(schools).set({ settings: before }).where(own);
  }
}
