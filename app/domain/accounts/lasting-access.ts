// Access for a call that is about to be made, whatever the call is for: access that has run out, or would on the way, is renewed first. A
// post may have to come down, or be found, long after the access that it went out with is over.
import { type CredentialRow, readCredential } from '#db/queries/account-credentials.server.ts';
import { type AccountAt, accountOf } from './access.ts';
import { type AccessDeps, renewAccess } from './renew-access.ts';

/** Access with less left than this, in ms, may run out before the call is over. */
const ON_THE_WAY_MS = 180_000;

/**
 * The account's credential as it stands, renewed when its access has run out and can be renewed. Where the renewal brings nothing (an
 * outage, another process at it), it is given as it is: the platform itself then says what it thinks of it.
 * Returns: null when the account never had one.
 */
export async function lastingAccess(deps: AccessDeps, account: AccountAt): Promise<CredentialRow | null> {
  const of = accountOf(account);
  const row = await readCredential(deps.db, of, of.accountId);
  if (row?.status !== 'connected' || row.sealedRefresh === null || row.accessExpiresAt === null) return row;
  if (row.accessExpiresAt.getTime() - deps.clock.now().getTime() > ON_THE_WAY_MS) return row;
  try {
    await renewAccess(deps, of, row.version);
  } catch (error) {
    deps.log.error('access that has run out could not be renewed', { ...of, error });
  }
  return readCredential(deps.db, of, of.accountId);
}
