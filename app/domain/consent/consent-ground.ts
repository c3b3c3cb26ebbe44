// What the decision needs to know of the school besides its settings: the days without school and the bases in law. Read once
// for a page or a post, however many pupils are in it.
import type { Database, Tx } from '#db/client.server.ts';
import { closedDatesOf, lawfulBasesOf } from '#db/queries/consent-ground.server.ts';
import type { SchoolScope } from '#db/queries/posts.server.ts';
import type { ConsentSettings } from './consent-types.ts';

export type ConsentGround = Pick<ConsentSettings, 'closedDates' | 'publicTasks'>;

/** Two queries, whatever the school's size. */
export async function consentGround(db: Database | Tx, scope: SchoolScope): Promise<ConsentGround> {
  const closed = await closedDatesKnown(db, scope);
  const bases = await lawfulBasesOf(db, scope);
  return {
    closedDates: closed,
    publicTasks: bases.filter(({ basis }) => basis === 'public_task'),
  };
}

/** The dates without school, `YYYY-MM-DD`; null when the school has set none, so that nobody takes a holiday for a school day. */
export async function closedDatesKnown(
  db: Database | Tx,
  scope: SchoolScope,
): Promise<ReadonlySet<string> | null> {
  const rows = await closedDatesOf(db, scope);
  return rows.length === 0 ? null : new Set(rows.map(({ day }) => day));
}
