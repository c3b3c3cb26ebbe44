// A hash over every person's verdict as the review page showed it: if any verdict changes while the page is open, the approval is refused.
import type { PostFacts } from './post-facts.ts';
import { hashOf } from './post-digest.ts';

/** Lower-case hex SHA-256 over (photo, person, verdict), in a fixed order. */
export function verdictHashOf(facts: Pick<PostFacts, 'verdicts'>): string {
  return hashOf(facts.verdicts.map((v) => `${v.photo}|${v.kind}|${v.id}|${v.verdict}`).sort());
}
