// The consent decision: may this pupil be used in this way at this moment. One pure function for the editor, the
// approver's page and the worker, so that nobody ever sees a different answer. Unknown means no.
import type { ConsentInputs, ConsentNeed, ConsentResolution, Reason } from './consent-types.ts';
import { inRuleOrder, sortedOnce, worst } from './consent-reason.ts';
import { pupilRefused, refused, restricted } from './objection-rules.ts';
import {
  conditionUnmet,
  expiresSoon,
  legacyTick,
  noConsent,
  noTripConsent,
  onlyExpired,
  viewNotAsked,
  yesesReliedOn,
} from './permission-rules.ts';
import { againstPolicy, notOnRoll, staleData, unclearRow } from './school-rules.ts';
import { factsOf, type UseFacts } from './use-facts.ts';

const RULES: readonly ((facts: UseFacts) => Reason | null)[] = [
  notOnRoll,
  restricted,
  pupilRefused,
  refused,
  againstPolicy,
  noTripConsent,
  noConsent,
  onlyExpired,
  viewNotAsked,
  staleData,
  unclearRow,
  conditionUnmet,
  expiresSoon,
  legacyTick,
];

/**
 * Decides one use of one pupil. In: everything known about the pupil, and the use with its
 * moment. Out: the worst verdict of all rules, every reason in the order of the rules, and the answers relied on.
 *
 * Each use is decided on its own. A no stands until the same person's later yes covers that use; anyone's no stops
 * it; a yes counts only from someone with authority, while it runs. A no in the records counts whatever the moment
 * asked about; a yes only once it is written down and begun, so that a slow clock can never let a child through.
 *
 * Time is linear in the pupil's records when answers come in the order of writing. Throws RangeError for an invalid
 * moment, date or zone: nothing may be published on an answer that could not be worked out.
 */
export function resolve(inputs: ConsentInputs, need: ConsentNeed): ConsentResolution {
  const facts = factsOf(inputs, need);
  const reasons = inRuleOrder(RULES.map((rule) => rule(facts)).filter((reason) => reason !== null));
  const relied = facts.parts.flatMap((part) => yesesReliedOn(part, facts)).flat();
  return {
    subject: need.subject,
    verdict: worst(reasons.map((reason) => reason.verdict)),
    reasons,
    decisionIds: sortedOnce([
      ...relied.map((decision) => decision.id),
      ...reasons.flatMap((reason) => reason.decisionIds),
    ]),
  };
}
