// The rules by which somebody's no stops a use: the safeguarding lead's, the pupil's, anyone's. To everyone but the
// data lead and the safeguarding lead they must look the same.
import type { Reason, Restriction } from './consent-types.ts';
import { because } from './consent-reason.ts';
import { isGroup } from './photo-conditions.ts';
import { pupilSaid } from './pupil-said.ts';
import { isName, isPicture } from './subject-parts.ts';
import type { UseFacts } from './use-facts.ts';

/** A restriction that begins within this many ms counts already, so that no difference of clocks can miss it. */
export const RESTRICTION_LEAD_MS = 60_000;

/** A restriction in force that covers the use. */
export function restricted(facts: UseFacts): Reason | null {
  const stopping = facts.restrictions.filter(
    (restriction) => inForce(restriction, facts.need.at) && stops(restriction, facts),
  );
  if (stopping.length === 0) return null;
  const groupWouldDo = stopping.every((restriction) => restriction.type === 'group_only');
  return because('not_permitted', 'block', { groupWouldDo });
}

/** The pupil's own no to any part of the use. */
export function pupilRefused({ parts, views, need }: UseFacts): Reason | null {
  const refused = parts.some(({ part }) =>
    part.refusedBy.some((subject) => pupilSaid(views, subject, need.at) === 'no'),
  );
  return refused ? because('pupil_refused', 'block') : null;
}

/** Anyone's standing no to any part of the use: two people who disagree mean no. */
export function refused({ parts }: UseFacts): Reason | null {
  const decisionIds = parts.flatMap((part) => part.noIds);
  return decisionIds.length > 0 ? because('refused', 'block', { decisionIds }) : null;
}

function inForce({ startsAt, liftedAt }: Restriction, at: Date): boolean {
  const started = startsAt.getTime() - RESTRICTION_LEAD_MS <= at.getTime();
  return started && (liftedAt === null || at.getTime() < liftedAt.getTime());
}

function stops({ type }: Restriction, { need, inputs }: UseFacts): boolean {
  switch (type) {
    case 'do_not_publish':
    case 'ask_safeguarding_lead':
      return true;
    case 'no_name':
      return isName(need.subject);
    // No post says that its pictures tell no place: a word that changed with the trip's words or a tick would give the restriction away.
    case 'no_place':
      return need.scene?.placeTold !== 'no';
    case 'group_only':
      return isPicture(need.subject) && !isGroup(need.scene, inputs.settings);
  }
}
