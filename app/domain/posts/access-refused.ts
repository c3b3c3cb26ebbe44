// The platform did not take the account's access for a call. Once: new access is got and the post goes back to its place. A second time
// with new access: the account has to be connected again, and a person is told. An outage while renewing decides nothing.
import { attemptsOf } from '#db/queries/delivery-attempts.server.ts';
import { needReconnect } from '#app/domain/accounts/credential-state.ts';
import { renewAccess } from '#app/domain/accounts/renew-access.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { CreateResult, PrepareResult } from '#app/domain/ports/publisher.ts';
import { goBack, pauseAfter } from './go-back.ts';
import { withSentPost } from './move-post.ts';
import { type Claimed, PUBLISHER } from './publishing.ts';
import { settleUnsent } from './settle-delivery.ts';

export type AccessRefused = Extract<PrepareResult | CreateResult, { outcome: 'needs_reconnect' }>;

/** How soon a post goes again once there is new access, in ms. */
const AGAIN_MS = 1_000;

/** A refusal longer ago than this, in ms, was of access that has run out since, and says nothing of the present one. */
const LATELY_MS = 3_600_000;

/** Settles an attempt that was refused for its access. In: the version of the credential it was made with. @returns what became of it */
export async function settleAccessRefused(
  deps: WorkerDeps,
  claim: Claimed,
  version: number,
  result: AccessRefused,
): Promise<string> {
  const of = { schoolId: claim.ref.schoolId, accountId: claim.facts.account.id };
  const again = claim.delivery.authRefusals > 0 && (await refusedLately(deps, claim));
  const renewal = again
    ? await needReconnect(deps, of, version, result.why)
    : await renewAccess(deps, of, version);
  if (renewal === 'reconnect_needed' || renewal === 'not_connected') return settleUnsent(deps, claim, result);
  return withSentPost(deps, PUBLISHER, claim.ref, (work, facts) => {
    const fresh = renewal === 'fresh';
    const retryAt = fresh
      ? new Date(work.at.getTime() + AGAIN_MS)
      : pauseAfter(work.at, claim.delivery.attempt);
    return goBack(work, facts, claim.delivery, {
      retryAt,
      why: result.why,
      cause: 'needs_reconnect',
      ended: { outcome: 'needs_reconnect', notes: result.notes },
      also: fresh && !again ? { authRefusals: claim.delivery.authRefusals + 1 } : {},
    });
  });
}

/** Whether an earlier attempt at this delivery was refused so shortly ago that the access got since is refused now. */
async function refusedLately(deps: WorkerDeps, { ref, delivery }: Claimed): Promise<boolean> {
  const since = deps.clock.now().getTime() - LATELY_MS;
  return (await attemptsOf(deps.db, ref, delivery.id)).some(
    ({ attempt, outcome, endedAt }) =>
      attempt < delivery.attempt &&
      outcome === 'needs_reconnect' &&
      endedAt !== null &&
      endedAt.getTime() >= since,
  );
}
