// Puts a person together for a decision: their dated roles, the delegations given to them, policy and training as of one moment.
import type { Database, Tx } from '#db/client.server.ts';
import { lockPeople, peopleByIds } from '#db/queries/people.server.ts';
import type { Person } from '../actor.ts';

/** The person as they stand at `at`; null when there is no such person. Someone who has left is returned, with no role running. */
export async function loadPerson(db: Database | Tx, userId: string, at: Date): Promise<Person | null> {
  return (await loadPeople(db, [userId], at)).get(userId) ?? null;
}

/**
 * Several people as they stand at `at`, by id (author, editors, approver); unknown ids are absent.
 * With `lock: 'share'` (in a transaction only) nobody can change what they may do until the commit: whoever ends a
 * role, a delegation or somebody's access first takes the same rows for update. Rows are locked in order of id.
 */
export async function loadStanding(
  db: Tx,
  userIds: readonly string[],
  at: Date,
  options: { lock?: 'share' } = {},
): Promise<Map<string, Person>> {
  const ids = [...new Set(userIds)].sort();
  if (options.lock) await lockPeople(db, ids, options.lock);
  return loadPeople(db, ids, at);
}

/** Several people as they stand at `at`, by id, for looking only or where they are locked already; unknown ids are absent. */
export async function loadPeople(
  db: Database | Tx,
  userIds: readonly string[],
  at: Date,
): Promise<Map<string, Person>> {
  const rows = await peopleByIds(db, userIds, at);
  return new Map(rows.map((row) => [row.userId, { kind: 'person', ...row }]));
}
