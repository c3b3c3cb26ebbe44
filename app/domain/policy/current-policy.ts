// The policy in force for a person, for the page on which they read and confirm it.
import type { Database } from '#db/client.server.ts';
import { policyInForce } from '#db/queries/policy.server.ts';
import type { Person } from '../actor.ts';

export interface CurrentPolicy {
  id: string;
  version: number;
  title: string;
  /** plain text, paragraphs parted by empty lines */
  body: string;
  bodyHash: string;
  effectiveFrom: Date;
}

/** The newest version of the person's trust at `at`; null when the trust has none yet. */
export async function currentPolicy(db: Database, person: Person, at: Date): Promise<CurrentPolicy | null> {
  const policy = await policyInForce(db, person, at);
  if (!policy) return null;
  const { id, version, title, body, bodyHash, effectiveFrom } = policy;
  return { id, version, title, body, bodyHash, effectiveFrom };
}
