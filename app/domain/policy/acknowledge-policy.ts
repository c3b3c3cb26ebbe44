// A person confirms that they have read the policy in force: this version, this very text. A new version asks again.
import { insertAcknowledgement, policyInForce } from '#db/queries/policy.server.ts';
import type { Person } from '../actor.ts';
import type { WorkDeps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { inOneTransaction } from '../work.ts';

/**
 * Records that `actor` read the version they were shown. Doing it twice changes nothing.
 * Errors: `not_found` when the trust has no policy yet; `stale_revision` (`policy_changed`) when a newer version
 * came into force, or the text differs from the one they were shown: they must read that first.
 */
export async function acknowledgePolicy(
  deps: WorkDeps,
  actor: Person,
  shown: { policyVersionId: string; bodyHash: string },
): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    const policy = found(await policyInForce(work.db, actor, work.at), 'policy');
    if (policy.id !== shown.policyVersionId || policy.bodyHash !== shown.bodyHash) {
      throw new AppError('stale_revision', 'policy_changed');
    }
    const { id: policyVersionId, bodyHash } = policy;
    const row = { policyVersionId, userId: actor.userId, bodyHash, acknowledgedAt: work.at };
    if (!(await insertAcknowledgement(work.db, row))) return;
    work.record({ type: 'policy.acknowledged', trustId: actor.trustId, policyVersionId, bodyHash });
  });
}
