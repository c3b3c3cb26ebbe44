// Counts tries at a password, in the database and in one statement, so that many tries at once cannot slip under a limit.
import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { rateLimits } from '#db/schema/people.ts';

export interface Tries {
  /** tries since the window opened, this one included */
  tries: number;
  /** when the window closes and the count starts again */
  expiresAt: Date;
}

/** Counts one try under `key` in a window of `windowMs` that opened with its first try. Past windows are swept on the way. */
export async function countTry(db: Database, key: string, windowMs: number, at: Date): Promise<Tries> {
  await db.delete(rateLimits).where(lte(rateLimits.expiresAt, at));
  const [row] = await db
    .insert(rateLimits)
    .values({ key, tries: 1, expiresAt: new Date(at.getTime() + windowMs) })
    .onConflictDoUpdate({ target: rateLimits.key, set: { tries: sql`${rateLimits.tries} + 1` } })
    .returning({ tries: rateLimits.tries, expiresAt: rateLimits.expiresAt });
  if (!row) throw new Error('a try was not counted');
  return row;
}

/** Forgets the tries under `key`: the person proved who they are. */
export async function forgetTries(db: Database, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key));
}

/** Takes one try back: it was a good one, and the address it came from is shared by a whole school. */
export async function takeBackTry(db: Database, key: string): Promise<void> {
  await db
    .update(rateLimits)
    .set({ tries: sql`greatest(${rateLimits.tries} - 1, 0)` })
    .where(eq(rateLimits.key, key));
}

/** How many tries stand under `key` at `at`; 0 when its window is over. Counts nothing. */
export async function triesUnder(db: Database, key: string, at: Date): Promise<number> {
  const [row] = await db
    .select({ tries: rateLimits.tries })
    .from(rateLimits)
    .where(and(eq(rateLimits.key, key), gt(rateLimits.expiresAt, at)));
  return row?.tries ?? 0;
}
