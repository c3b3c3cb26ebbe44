// The last step of connecting: what the platform says of itself is held against what was approved, and only then the account has access.
import { changeConnection, type ConnectionRow } from '#db/queries/account-connections.server.ts';
import { replaceCredential } from '#db/queries/account-credentials.server.ts';
import { platformUserIsTaken } from '#db/queries/registered-accounts.server.ts';
import { changeAccount } from '#db/queries/trips.server.ts';
import type { Grant, WhoItIs } from '#app/domain/ports/account-connector.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { ACCOUNT_KEEPER } from './access.ts';
import { type AccountGround, lockAccount } from './account-ground.ts';
import type { CarryDeps } from './carry-out-connection.ts';
import { cannotLast, connectBarrier, lacksRights, sameHandle, type TryOutcome } from './connection-rules.ts';
import { tellOfAccount } from './credential-state.ts';
import { credentialText, sealText } from './sealed-credential.ts';

/**
 * Connects the account of `row`, or says why not; then nothing is written, and what stood before stands. Both tokens are sealed apart from
 * each other.
 */
export async function completeConnection(
  deps: CarryDeps,
  row: ConnectionRow,
  grant: Grant,
  who: WhoItIs,
): Promise<TryOutcome | 'connected' | 'taken_by_another'> {
  const token = await sealText(deps.tokens, credentialText(grant.credential));
  const refresh = grant.refresh ? await sealText(deps.tokens, grant.refresh) : null;
  const of = { schoolId: row.schoolId, accountId: row.accountId };
  return inOneTransaction(deps, ACCOUNT_KEEPER, async (work) => {
    const ground = await lockAccount(work, of, 'account.connect');
    const { account, trust } = ground;
    if (connectBarrier(account, trust, deps.connecting, work.at)) return 'not_allowed_here';
    const wrong = mismatch(ground, grant, who);
    if (wrong) return wrong;
    if (await platformUserIsTaken(work.db, account.platform, who.platformUserId, account.id))
      return 'connected_elsewhere';
    const ended = { state: 'connected' as const, endedAt: work.at, expiresAt: null, outcome: null };
    const wiped = { sealedSecret: null, keyId: null, stateDigest: null };
    if (!(await changeConnection(work.db, of, row.id, ['granted'], { ...ended, ...wiped })))
      return 'taken_by_another';
    await changeAccount(work.db, of, account.id, { platformUserId: who.platformUserId });
    const { kind } = grant.credential;
    const scopes = [...grant.scopes];
    await replaceCredential(work.db, {
      ...{ ...of, kind, scopes, status: 'connected', sealedToken: token.box, keyId: token.keyId },
      ...{ sealedRefresh: refresh?.box ?? null, accessExpiresAt: grant.expiresAt },
      ...{ sealedAt: work.at, lastOkAt: work.at },
    });
    work.record({ type: 'account.connected', ...of, connectionId: row.id, kind, scopes });
    await tellOfAccount(work, of, 'account_connected');
    return 'connected';
  });
}

/** An account that was connected before stays the same one: a handle can change hands on a platform, its number cannot. */
function mismatch({ account }: AccountGround, grant: Grant, who: WhoItIs): TryOutcome | null {
  const another = account.platformUserId !== null && account.platformUserId !== who.platformUserId;
  if (another || !sameHandle(account.handle, who.handle)) return 'other_account';
  if (grant.credential.kind !== 'oauth2_user') return null;
  const { platform } = account;
  return lacksRights(platform, grant.scopes) || cannotLast(platform, grant.refresh) ? 'rights_missing' : null;
}
