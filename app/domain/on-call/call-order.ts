// Who is asked when a takedown needs a person, and in which order: the school's own list, without whoever may no longer take posts down;
// where nobody made one, everybody who may, so that a takedown is never without somebody to ask.
import type { Database, Tx } from '#db/client.server.ts';
import { onCallOf } from '#db/queries/on-call.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Role } from '#app/domain/actor.ts';

/** Roles that may take posts down, in the order in which they are asked where a school has made no list. */
export const CALLED_ROLES: readonly Role[] = ['comms_lead', 'headteacher', 'deputy', 'dsl', 'deputy_dsl'];

export interface CallOrder {
  /** ids of people, each once, the first to be asked first */
  userIds: string[];
  /** the school made the list itself */
  isSet: boolean;
}

/** The order at `at`. Empty only in a school that has nobody who may take posts down. */
export async function callOrder(
  db: Database | Tx,
  scope: { schoolId: string },
  at: Date,
): Promise<CallOrder> {
  const everybody: string[] = [];
  for (const role of CALLED_ROLES) everybody.push(...(await peopleWithRole(db, scope, [role], at)));
  const may = new Set(everybody);
  const listed = (await onCallOf(db, scope)).map(({ userId }) => userId).filter((id) => may.has(id));
  return listed.length > 0 ? { userIds: listed, isSet: true } : { userIds: [...may], isSet: false };
}
