// The worker's side of connecting an account: the code becomes access within its thirty seconds, both tokens are sealed and committed before
// the first is used, and only then the platform is asked whose account it is. Nothing is connected that is not exactly what was approved.
import {
  changeConnection,
  connectionsOverdue,
  connectionsToCarryOut,
  type ConnectionRow,
} from '#db/queries/account-connections.server.ts';
import { findAccount, findSchool, findTrust } from '#db/queries/schools.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import type { AccountConnector, Grant } from '#app/domain/ports/account-connector.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { ACCOUNT_KEEPER } from './access.ts';
import { completeConnection } from './complete-connection.ts';
import { connectBarrier, type TryOutcome } from './connection-rules.ts';
import { endTry, lapse } from './end-try.ts';
import { isConnected } from './platforms.ts';
import type { AccessDeps } from './renew-access.ts';
import { credentialOf, credentialText, openText, sealText } from './sealed-credential.ts';

export type CarryDeps = AccessDeps & Pick<WorkerDeps, 'connecting'>;

/** Every try that waits for the worker, and every request whose time is over. */
export async function connectionsToWork(deps: CarryDeps, limit: number): Promise<ConnectionRow[]> {
  const overdue = await connectionsOverdue(deps.db, deps.clock.now(), limit);
  const waiting = await connectionsToCarryOut(deps.db, limit);
  const late = new Set(overdue.map(({ id }) => id));
  return [...waiting.filter(({ id }) => !late.has(id)), ...overdue];
}

/** One step of one request, from where it stands. Errors: throws when the world breaks; the request's time then runs out. */
export async function carryOut(deps: CarryDeps, row: ConnectionRow): Promise<string> {
  const late = row.expiresAt !== null && row.expiresAt <= deps.clock.now();
  if (late && row.state !== 'granted')
    return inOneTransaction(deps, ACCOUNT_KEEPER, (work) => lapse(work, row)).then(() => 'lapsed');
  if (row.state === 'returned') return exchange(deps, row);
  return row.state === 'granted' ? prove(deps, row, late) : 'nothing_to_do';
}

async function exchange(deps: CarryDeps, row: ConnectionRow): Promise<string> {
  const scope = { schoolId: row.schoolId };
  // Whoever gets the row out of `returned` is the only one who asks: a code works once.
  const mine = await changeConnection(deps.db, scope, row.id, ['returned'], { state: 'exchanging' });
  if (!mine) return 'taken_by_another';
  const connector = await connectorFor(deps, mine);
  if (!connector) return end(deps, mine, 'not_allowed_here');
  const secret = await secretOf(deps, mine);
  if (secret === null) return end(deps, mine, 'keys_changed');
  const answer = await connector.exchange(secret);
  if (answer.outcome !== 'granted')
    return end(deps, mine, answer.outcome === 'refused' ? 'not_granted' : 'no_answer');
  const sealed = await sealText(deps.tokens, grantText(answer));
  const change = { state: 'granted' as const, sealedSecret: sealed.box, keyId: sealed.keyId };
  const granted = await changeConnection(deps.db, scope, row.id, ['exchanging'], change);
  if (!granted) {
    await connector.revoke(answer.credential, answer.refresh);
    return 'taken_by_another';
  }
  return prove(deps, granted, false);
}

/** Asks whose account the access opens, and completes the connection when it is the one that was approved. */
async function prove(deps: CarryDeps, row: ConnectionRow, late: boolean): Promise<string> {
  const grant = await openGrant(deps, row);
  const connector = await connectorFor(deps, row);
  if (!grant) return end(deps, row, 'keys_changed');
  if (!connector) return end(deps, row, 'not_allowed_here');
  const refuse = async (outcome: TryOutcome): Promise<string> => {
    await connector.revoke(grant.credential, grant.refresh);
    return end(deps, row, outcome);
  };
  if (late) return refuse('no_answer');
  const who = await connector.who(grant.credential);
  if (who.outcome === 'no_information') return 'waiting';
  if (who.outcome === 'refused') return refuse('not_granted');
  const outcome = await completeConnection(deps, row, grant, who);
  return outcome === 'connected' || outcome === 'taken_by_another' ? outcome : refuse(outcome);
}

const end = (deps: CarryDeps, row: ConnectionRow, outcome: TryOutcome): Promise<string> =>
  inOneTransaction(deps, ACCOUNT_KEEPER, (work) => endTry(work, row, outcome)).then(() => outcome);

/** The way to the account's platform; null where this installation, trust or account may not have one. The worker asks for itself. */
async function connectorFor(deps: CarryDeps, row: ConnectionRow): Promise<AccountConnector | null> {
  const account = found(await findAccount(deps.db, row, row.accountId), 'account');
  const school = found(await findSchool(deps.db, row), 'school');
  const trust = found(await findTrust(deps.db, school.trustId), 'trust');
  const barrier = connectBarrier(account, trust, deps.connecting, deps.clock.now());
  if (barrier || !isConnected(account.platform)) return null;
  return deps.connectors.for({ platform: account.platform, practice: false });
}

/** The pieces that the web side sealed, put together as the connector's JSON; null when a box cannot be opened. */
async function secretOf(deps: CarryDeps, row: ConnectionRow): Promise<string | null> {
  const boxes = (row.sealedSecret ?? '').split('.');
  try {
    const pieces = await Promise.all(
      boxes.map(async (box) => {
        const text = await openText(deps.tokens, { box, keyId: row.keyId ?? '' });
        return JSON.parse(text) as Record<string, unknown>;
      }),
    );
    return JSON.stringify(Object.assign({}, ...pieces));
  } catch {
    deps.log.error('the secret of a connection cannot be opened', { connectionId: row.id });
    return null;
  }
}

const grantText = ({ credential, refresh, expiresAt, scopes }: Grant): string =>
  JSON.stringify({
    ...{ kind: credential.kind, token: credentialText(credential), refresh, scopes },
    expiresAt: expiresAt?.toISOString() ?? null,
  });

async function openGrant(deps: CarryDeps, row: ConnectionRow): Promise<Grant | null> {
  try {
    const sealed = { box: row.sealedSecret ?? '', keyId: row.keyId ?? '' };
    const { kind, token, refresh, scopes, expiresAt } = JSON.parse(await openText(deps.tokens, sealed)) as {
      kind: Grant['credential']['kind'];
      token: string;
      refresh: string | null;
      scopes: string[];
      expiresAt: string | null;
    };
    return {
      credential: credentialOf(kind, token),
      ...{ refresh, scopes, expiresAt: expiresAt === null ? null : new Date(expiresAt) },
    };
  } catch {
    deps.log.error('the grant of a connection cannot be opened', { connectionId: row.id });
    return null;
  }
}
