// Policies whose clauses are known, so that a finding can be told with the clause of the trust's own policy beside the rule. The rules
// are the same for every trust; which policy is cited is a setting (`policyCited`), and none has to be.
import type { ClausesOfPolicy } from './known-policies/clauses-of-policy.ts';
import { CORE } from './known-policies/core.ts';
import { GENERIC } from './known-policies/generic.ts';
import { HAMBLIN } from './known-policies/hamblin.ts';
import { REACH2 } from './known-policies/reach2.ts';
import { SYMPHONY } from './known-policies/symphony.ts';

export interface KnownPolicy {
  /** whose policy it is, as it is shown */
  name: string;
  clauses: ClausesOfPolicy;
}

export const KNOWN_POLICIES = {
  generic: { name: 'a general trust policy', clauses: GENERIC },
  symphony: { name: 'Symphony Learning Trust', clauses: SYMPHONY },
  reach2: { name: 'REAch2', clauses: REACH2 },
  core: { name: 'CORE Education Trust', clauses: CORE },
  hamblin: { name: 'Hamblin Education Trust', clauses: HAMBLIN },
} as const satisfies Readonly<Record<string, KnownPolicy>>;

export type KnownPolicyId = keyof typeof KNOWN_POLICIES;

export const isKnownPolicy = (id: string): id is KnownPolicyId => Object.hasOwn(KNOWN_POLICIES, id);

/**
 * The clause of a policy that a finding serves. In: the policy's id, or null where a school cites none; what the finding cites
 * (`R-33, R-36`). Out: the clause of the first of these that the policy asks for; null where it asks for none of them.
 */
export function policyClause(policy: string | null, cited: string): string | null {
  if (policy === null || !isKnownPolicy(policy)) return null;
  const { clauses } = KNOWN_POLICIES[policy] as KnownPolicy;
  const ids = cited.split(',').map((id) => id.trim());
  const first = ids.find((id) => Object.hasOwn(clauses, id));
  return first === undefined ? null : (clauses[first] ?? null);
}
