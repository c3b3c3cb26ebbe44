// New access for old, by one process at a time and never twice with one refresh token: a lease taken by compare-and-set, one call,
// both new tokens sealed and committed before either is used. A clear no disconnects; an outage never does (see docs/decisions/0020).
import {
  changeCredential,
  type CredentialRow,
  readCredential,
  takeLease,
} from '#db/queries/account-credentials.server.ts';
import { findAccount } from '#db/queries/schools.server.ts';
import type { Deps, WorkerDeps } from '#app/domain/deps.ts';
import type { Credential } from '#app/domain/ports/publisher.ts';
import type { AccountConnector, Grant, NoGrant } from '#app/domain/ports/account-connector.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { ACCOUNT_KEEPER, type AccountAt, accountOf, type Renewal } from './access.ts';
import { needReconnect, noteFailure, noteProof } from './credential-state.ts';
import { isConnected } from './platforms.ts';
import { credentialText, openCredential, openText, sealText } from './sealed-credential.ts';

/** How long one process may take over getting new access, in ms: longer than the deadlines of its calls together. */
export const ACCESS_LEASE_MS = 120_000;

export type AccessDeps = Deps & Pick<WorkerDeps, 'tokens' | 'connectors'>;

/**
 * Gets new access in place of what `seen` had. Safe to call at any time, from any number of processes: at most one of them asks.
 * In: `seen` is the version of the stored credential whose access was refused, or is about to run out.
 * Errors: throws when the world breaks (database, a key that is missing); the lease then runs out.
 */
export async function renewAccess(deps: AccessDeps, account: AccountAt, seen: number): Promise<Renewal> {
  const of = accountOf(account);
  const at = deps.clock.now();
  const until = new Date(at.getTime() + ACCESS_LEASE_MS);
  const row = await takeLease(deps.db, of, of.accountId, { version: seen, at, until });
  if (!row) return standing(await readCredential(deps.db, of, of.accountId), seen);
  const found = await findAccount(deps.db, of, of.accountId);
  const connector =
    found && isConnected(found.platform)
      ? deps.connectors.for({ platform: found.platform, practice: found.practice })
      : null;
  if (!connector) return failed(deps, of, row, { outcome: 'no_information', why: 'no_way_to_connect' });
  const credential = await openCredential(deps.tokens, row);
  return row.sealedRefresh === null
    ? proveByAsking(deps, of, row, connector, credential)
    : exchange(deps, of, row, connector, credential);
}

/** What a credential says to somebody who did not get its lease. */
function standing(row: CredentialRow | null, seen: number): Renewal {
  if (!row || row.status === 'disconnected') return 'not_connected';
  if (row.status === 'reconnect_needed') return 'reconnect_needed';
  return row.version > seen ? 'fresh' : 'in_other_hands';
}

async function exchange(
  deps: AccessDeps,
  of: AccountAt,
  row: CredentialRow,
  connector: AccountConnector,
  credential: Credential,
): Promise<Renewal> {
  const box = { box: row.sealedRefresh ?? '', keyId: row.keyId };
  const refresh = await openText(deps.tokens, box);
  const answer = await connector.renew(credential, refresh);
  if (answer.outcome !== 'granted') return failed(deps, of, row, answer);
  // An answer without a new refresh token keeps the old one.
  const grant = { ...answer, refresh: answer.refresh || refresh };
  if (await keep(deps, of, row, grant)) return 'fresh';
  // Whoever was faster has the say; if a person ended the connection meanwhile, this access must end too.
  const now = await readCredential(deps.db, of, of.accountId);
  if (!now || now.status === 'disconnected') await connector.revoke(grant.credential, grant.refresh);
  return standing(now, row.version);
}

/** Commits both tokens, sealed, in place of the version they came from. A process thought dead may still bring the only good ones. */
async function keep(deps: AccessDeps, of: AccountAt, row: CredentialRow, grant: Grant): Promise<boolean> {
  const token = await sealText(deps.tokens, credentialText(grant.credential));
  const refresh = grant.refresh ? await sealText(deps.tokens, grant.refresh) : null;
  return inOneTransaction(deps, ACCOUNT_KEEPER, async (work) => {
    const version = row.version + 1;
    const kept = await changeCredential(work.db, of, of.accountId, row.version, {
      ...{
        version,
        status: 'connected',
        leaseUntil: null,
        lastOkAt: work.at,
        failCode: null,
        sealedAt: work.at,
      },
      ...{ kind: grant.credential.kind, sealedToken: token.box, keyId: token.keyId },
      ...{ sealedRefresh: refresh?.box ?? null, accessExpiresAt: grant.expiresAt },
      ...(grant.scopes.length > 0 ? { scopes: [...grant.scopes] } : {}),
    });
    if (kept) work.record({ type: 'account.access_renewed', ...of, version });
    return kept;
  });
}

/** Access that does not run out cannot be renewed; it is asked whose it is instead. */
async function proveByAsking(
  deps: AccessDeps,
  of: AccountAt,
  row: CredentialRow,
  connector: AccountConnector,
  credential: Credential,
): Promise<Renewal> {
  const answer = await connector.who(credential);
  if (answer.outcome !== 'known') return failed(deps, of, row, answer);
  await noteProof(deps, of, row.version);
  return 'fresh';
}

async function failed(deps: AccessDeps, of: AccountAt, row: CredentialRow, no: NoGrant): Promise<Renewal> {
  const twice = row.sealedRefresh !== null || row.failCode === 'refused';
  if (no.outcome === 'refused' && twice) return needReconnect(deps, of, row.version, no.why);
  await noteFailure(deps, of, row.version, no.outcome === 'refused' ? 'refused' : 'no_answer');
  deps.log.warn('an account could not get new access', { ...of, why: no.why });
  return 'no_information';
}
