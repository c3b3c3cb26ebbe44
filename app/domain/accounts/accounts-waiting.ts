// Accounts that wait for this very person: to be approved, to be connected, or to be connected again.
import { accountsInNeed } from '#db/queries/account-connections.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import { decisionBar } from './decide-connection.ts';
import { startBar } from './make-connection.ts';
import type { Platform } from './platforms.ts';

export interface WaitingAccount {
  accountId: string;
  platform: Platform;
  handle: string;
  waitsFor: 'decision' | 'connection' | 'reconnection';
}

/** In the order in which they have waited; empty for somebody who may do nothing about accounts. */
export async function accountsWaiting(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<WaitingAccount[]> {
  const approves = may(person, 'account.approve', schoolId, at);
  const connects = may(person, 'account.connect', schoolId, at);
  if (!approves && !connects) return [];
  const rows = await accountsInNeed(db, { schoolId });
  return rows.flatMap(({ request, ...account }): WaitingAccount[] => {
    if (request?.state === 'asked')
      return approves && !decisionBar(request, person) ? [{ ...account, waitsFor: 'decision' }] : [];
    if (!connects) return [];
    if (!request) return [{ ...account, waitsFor: 'reconnection' }];
    return startBar(request, person) ? [] : [{ ...account, waitsFor: 'connection' }];
  });
}
