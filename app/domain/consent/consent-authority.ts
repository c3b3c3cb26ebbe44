// Who may say yes. Authority is needed for a yes, never for a no, and losing it ends the yes and keeps the no.
import type { AuthorityHolder, ConsentDecision } from './consent-types.ts';

/** Age at which the pupil alone decides, as an adult. */
export const ADULT_AGE = 18;

/** The pupil's birthdays that matter, in epoch ms; null when the date of birth is not known. */
export interface AgesReached {
  readonly ownConsent: number | null;
  readonly adult: number | null;
}

/**
 * Whether this answer's giver had the authority to agree at a moment. A pupil's own yes needs a known age; a yes by
 * anyone else, given before or after, counts no more once the pupil is known to be an adult. A tick without a giver rests on the mapping that
 * the data lead signed.
 */
export function mayAgree(
  decision: ConsentDecision,
  holder: AuthorityHolder | undefined,
  moment: Date,
  ages: AgesReached,
): boolean {
  const ms = moment.getTime();
  const adult = ages.adult !== null && ms >= ages.adult;
  if (decision.holderId === null) return decision.legacyTick && !adult;
  if (!holder || holder.mayNotConsent) return false;
  if (ms < holder.authorityFrom.getTime()) return false;
  if (holder.authorityUntil !== null && ms >= holder.authorityUntil.getTime()) return false;
  if (holder.basis === 'self') return ages.ownConsent !== null && ms >= ages.ownConsent;
  return !adult;
}
