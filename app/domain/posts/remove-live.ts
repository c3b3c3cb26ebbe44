// One try at deleting a live post on its platform. Access that is refused is renewed once, and the deletion tried with the new: only then
// is it a matter for people. An outage while renewing decides nothing.
import { needReconnect } from '#app/domain/accounts/credential-state.ts';
import { renewAccess } from '#app/domain/accounts/renew-access.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { RemoveResult } from '#app/domain/ports/publisher.ts';
import type { PostFacts } from './post-facts.ts';
import { openAccount } from './publishing.ts';

/** Never inside a transaction: the platform is asked. */
export async function removeLive(
  deps: WorkerDeps,
  of: { schoolId: string; account: PostFacts['account'] },
  platformId: string,
): Promise<RemoveResult> {
  const helpless = { outcome: 'needs_reconnect', why: 'no_token' } as const;
  const opened = await openAccount(deps, of);
  if (!opened) return helpless;
  const first = await opened.publisher.remove(opened.account, platformId);
  if (first.outcome !== 'needs_reconnect') return first;
  const account = { schoolId: of.schoolId, accountId: opened.account.accountId };
  const renewal = await renewAccess(deps, account, opened.version);
  if (renewal === 'reconnect_needed' || renewal === 'not_connected') return first;
  if (renewal !== 'fresh') return { outcome: 'no_information', why: 'access could not be renewed yet' };
  const anew = await openAccount(deps, of);
  if (!anew) return helpless;
  const second = await anew.publisher.remove(anew.account, platformId);
  if (second.outcome !== 'needs_reconnect') return second;
  const again = await needReconnect(deps, account, anew.version, second.why);
  return again === 'reconnect_needed' || again === 'not_connected'
    ? second
    : { outcome: 'no_information', why: second.why };
}
