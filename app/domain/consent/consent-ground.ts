// What the decision needs to know of the school besides its settings: the days without school and the bases in law. Read once
// for a page or a post, however many pupils are in it.
import type { Database, Tx } from '#db/client.server.ts';
import { closedDatesOf, type LawfulBasisRow, lawfulBasesOf } from '#db/queries/consent-ground.server.ts';
import type { SchoolScope } from '#db/queries/posts.server.ts';
import type { ConsentSettings } from './consent-types.ts';

export type ConsentGround = Pick<ConsentSettings, 'closedDates' | 'publicTasks'>;

/** Two queries, whatever the school's size. */
export async function consentGround(db: Database | Tx, scope: SchoolScope): Promise<ConsentGround> {
  const closed = await closedDatesOf(db, scope);
  return groundWith(
    closed.map(({ day }) => day),
    await lawfulBasesOf(db, scope),
  );
}

/** The same from what was read: days without school, `YYYY-MM-DD`, and every basis in law. */
export const groundWith = (days: readonly string[], bases: readonly LawfulBasisRow[]): ConsentGround => ({
  closedDates: knownDays(days),
  publicTasks: bases.filter(({ basis }) => basis === 'public_task'),
});

/** Null when the school has set none, so that nobody takes a holiday for a school day. */
const knownDays = (days: readonly string[]): ReadonlySet<string> | null =>
  days.length === 0 ? null : new Set(days);

/** The dates without school, `YYYY-MM-DD`; null when the school has set none. */
export async function closedDatesKnown(
  db: Database | Tx,
  scope: SchoolScope,
): Promise<ReadonlySet<string> | null> {
  const rows = await closedDatesOf(db, scope);
  return knownDays(rows.map(({ day }) => day));
}
