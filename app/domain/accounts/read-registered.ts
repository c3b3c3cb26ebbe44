// One account of the register as a person may see it: who answers for it, how it is connected, what waits for whom, and what this person may do.
import { connectionsOfAccount } from '#db/queries/account-connections.server.ts';
import { readCredential } from '#db/queries/account-credentials.server.ts';
import { type PaceRow, readPace } from '#db/queries/pace.server.ts';
import { type CallsRow, callsOfMonth } from '#db/queries/platform-calls.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { findAccount, findTrust } from '#db/queries/schools.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { monthOf } from '#app/domain/posts/count-calls.ts';
import type { AccountAt } from './access.ts';
import type { AccountRow } from './account-ground.ts';
import { connectBarrier, type ConnectBarrier, type ConnectSettings } from './connection-rules.ts';
import { decisionBar } from './decide-connection.ts';
import { startBar } from './make-connection.ts';

export interface RegisteredDetail {
  account: AccountRow;
  ownerName: string;
  approverName: string | null;
  /** null = it never was connected */
  connection: {
    status: 'connected' | 'reconnect_needed' | 'disconnected';
    scopes: readonly string[];
    since: Date | null;
    approvedByName: string | null;
    lastOkAt: Date | null;
    /** the platform did not answer when it was last tried */
    silent: boolean;
    /** until when access in hand lasts; it is renewed before that when something needs it */
    renewedUntil: Date | null;
  } | null;
  request: {
    id: string;
    state: 'asked' | 'approved' | 'started' | 'returned' | 'exchanging' | 'granted';
    scopes: readonly string[];
    askedByName: string;
    askedAt: Date;
    decidedByName: string | null;
    until: Date | null;
    lastOutcome: string | null;
    decisionBar: string | null;
    startBar: string | null;
  } | null;
  /** the last request was turned down */
  declined: boolean;
  /** why no connection can be made here; null = it can */
  barrier: ConnectBarrier | null;
  /** what was asked of the platform this month, and how fast it may be asked */
  use: { calls: CallsRow[]; pace: PaceRow | null };
  may: { connect: boolean; approve: boolean; disconnect: boolean };
}

/** The account itself. Errors: AppError not_found for one of another school. */
export const accountHere = async (db: Database, of: AccountAt): Promise<AccountRow> =>
  found(await findAccount(db, of, of.accountId), 'account');

/** Errors: AppError not_found for an account of another school. */
export async function readRegistered(
  db: Database,
  person: Person,
  of: { schoolId: string; trustId: string; accountId: string },
  settings: ConnectSettings,
  at: Date,
): Promise<RegisteredDetail> {
  const account = await accountHere(db, of);
  const trust = found(await findTrust(db, of.trustId), 'trust');
  const requests = await connectionsOfAccount(db, of, account.id);
  const open = requests.find(({ endedAt }) => endedAt === null) ?? null;
  const made = requests.find(({ state }) => state === 'connected') ?? null;
  const credential = await readCredential(db, of, account.id);
  const ids = [account.ownerId, account.approvedBy, open?.askedBy, open?.decidedBy, made?.decidedBy];
  const names = await namesOf(
    db,
    of.trustId,
    ids.filter((id) => typeof id === 'string'),
  );
  const nameOf = (id: string | null | undefined): string | null => (id ? (names.get(id) ?? null) : null);
  const can = (permission: Parameters<typeof may>[1]): boolean => may(person, permission, of.schoolId, at);
  return {
    account,
    ownerName: nameOf(account.ownerId) ?? '',
    approverName: nameOf(account.approvedBy),
    connection: credential && {
      status: credential.status,
      scopes: credential.scopes,
      since: made?.endedAt ?? credential.sealedAt,
      approvedByName: nameOf(made?.decidedBy ?? account.approvedBy),
      lastOkAt: credential.lastOkAt,
      silent: credential.failCode !== null && credential.status === 'connected',
      renewedUntil: credential.accessExpiresAt,
    },
    request: open && {
      id: open.id,
      state: open.state as NonNullable<RegisteredDetail['request']>['state'],
      scopes: open.scopes,
      askedByName: nameOf(open.askedBy) ?? '',
      askedAt: open.askedAt,
      decidedByName: nameOf(open.decidedBy),
      until: open.expiresAt,
      lastOutcome: open.outcome,
      decisionBar: decisionBar(open, person),
      startBar: startBar(open, person),
    },
    declined: open === null && requests[0]?.state === 'declined',
    barrier: connectBarrier(account, trust, settings, at),
    use: {
      calls: await callsOfMonth(db, of, account.id, monthOf(at)),
      pace: await readPace(db, of, account.id),
    },
    may: {
      connect: can('account.connect'),
      approve: can('account.approve'),
      disconnect: can('account.disconnect'),
    },
  };
}
