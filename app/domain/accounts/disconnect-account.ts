// A person ends a connection: at once here, and then on the platform, where the worker says so until it has been heard. Posts with a time are
// held, because they can no longer go out.
import {
  changeCredential,
  type CredentialRow,
  readCredential,
} from '#db/queries/account-credentials.server.ts';
import { changeAccount } from '#db/queries/trips.server.ts';
import { findAccount } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { ACCOUNT_KEEPER, type AccountAt, accountOf } from './access.ts';
import { lockAccount } from './account-ground.ts';
import { holdItsPosts, tellOfAccount } from './credential-state.ts';
import { isConnected } from './platforms.ts';
import type { AccessDeps } from './renew-access.ts';
import { openCredential, openText } from './sealed-credential.ts';

/**
 * Ends the account's connection. Twice is once. What is on its way at this moment may still arrive.
 * Errors: AppError not_found, forbidden without `account.disconnect`, illegal_move (`account_practice`) for a practice account.
 */
export async function disconnectAccount(deps: Deps, actor: Person, at: AccountAt): Promise<void> {
  const of = accountOf(at);
  const ended = await inOneTransaction(deps, actor, async (work) => {
    const { account } = await lockAccount(work, of, 'account.disconnect');
    if (account.practice) throw new AppError('illegal_move', 'account_practice');
    const row = await readCredential(work.db, of, of.accountId);
    if (!row || row.status === 'disconnected') return false;
    // A new version: whoever is renewing this very moment must not bring it back to life.
    const change = { status: 'disconnected' as const, version: row.version + 1, leaseUntil: null };
    if (!(await changeCredential(work.db, of, of.accountId, row.version, change)))
      throw new AppError('stale_revision', 'account_changed');
    work.record({ type: 'account.disconnected', ...of });
    await tellOfAccount(work, of, 'account_disconnected');
    return true;
  });
  if (ended) await holdItsPosts(deps, of, null);
}

/** Closes an account for posts for good. Errors: as {@link disconnectAccount}, with `account.approve`. */
export async function closeAccount(deps: Deps, actor: Person, at: AccountAt): Promise<void> {
  const of = accountOf(at);
  await inOneTransaction(deps, actor, async (work) => {
    const { account } = await lockAccount(work, of, 'account.approve');
    if (account.kind === 'trip') throw new AppError('illegal_move', 'account_of_a_trip');
    if (!account.approvedAt) throw new AppError('illegal_move', 'not_in_this_state');
    if (account.closesAt && account.closesAt <= work.at) return;
    await changeAccount(work.db, of, of.accountId, { closesAt: work.at });
    work.record({ type: 'account.closed', ...of });
  });
}

/** For how long the platform is told that a connection is over before its tokens are destroyed all the same, in ms. */
export const REVOKE_FOR_MS = 7 * 86_400_000;
const AGAIN_AFTER_MS = 10 * 60_000;

/** Tells the platform of a connection that a person ended, and destroys the tokens. Returns whether they are gone. */
export async function revokeEnded(deps: AccessDeps, row: CredentialRow): Promise<boolean> {
  const at = deps.clock.now();
  const of = { schoolId: row.schoolId, accountId: row.accountId };
  const outcome = await tryRevoke(deps, of, row);
  const since = row.failCode === 'revoking' ? (row.lastFailedAt ?? at) : at;
  if (outcome !== 'revoked' && at.getTime() - since.getTime() < REVOKE_FOR_MS) {
    const leaseUntil = new Date(at.getTime() + AGAIN_AFTER_MS);
    const waiting = { leaseUntil, lastFailedAt: since, failCode: 'revoking' };
    await changeCredential(deps.db, of, of.accountId, row.version, waiting);
    return false;
  }
  return inOneTransaction(deps, ACCOUNT_KEEPER, async (work) => {
    const wiped = { sealedToken: '', sealedRefresh: null, leaseUntil: null };
    if (!(await changeCredential(work.db, of, of.accountId, row.version, wiped))) return false;
    const said = outcome === 'revoked' ? 'revoked' : 'given_up';
    work.record({ type: 'account.access_revoked', ...of, outcome: said });
    return true;
  });
}

async function tryRevoke(
  deps: AccessDeps,
  of: AccountAt,
  row: CredentialRow,
): Promise<'revoked' | 'no_information'> {
  const account = await findAccount(deps.db, of, of.accountId);
  if (!account || !isConnected(account.platform)) return 'no_information';
  const { platform, practice } = account;
  try {
    const credential = await openCredential(deps.tokens, row);
    const sealed = row.sealedRefresh === null ? null : { box: row.sealedRefresh, keyId: row.keyId };
    const refresh = sealed && (await openText(deps.tokens, sealed));
    return (
      (await deps.connectors.for({ platform, practice })?.revoke(credential, refresh)) ?? 'no_information'
    );
  } catch {
    deps.log.error('the access of an ended connection cannot be opened', of);
    return 'no_information';
  }
}
