// How a reason is made and ordered, so that equal facts always give equal, comparable reasons.
import type { Condition, Reason, ReasonCode, Verdict } from './consent-types.ts';
import { REASON_CODES } from './consent-types.ts';

const RANK: Readonly<Record<Verdict, number>> = { allow: 0, warn: 1, block: 2 };

/** A reason with what it rests on; ids are sorted and each named once. */
export function because(
  code: ReasonCode,
  verdict: 'block' | 'warn',
  details: {
    readonly decisionIds?: readonly string[];
    readonly unmet?: readonly Condition[];
    readonly groupWouldDo?: boolean;
  } = {},
): Reason {
  return {
    code,
    verdict,
    decisionIds: sortedOnce(details.decisionIds ?? []),
    unmet: details.unmet ?? [],
    groupWouldDo: details.groupWouldDo ?? false,
  };
}

/** The worst of some verdicts; `allow` for none. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>((a, b) => (RANK[b] > RANK[a] ? b : a), 'allow');
}

/** Reasons in the order of the rules. The input is not changed. */
export function inRuleOrder(reasons: readonly Reason[]): readonly Reason[] {
  return [...reasons].sort((a, b) => REASON_CODES.indexOf(a.code) - REASON_CODES.indexOf(b.code));
}

/** Each id once, sorted. */
export function sortedOnce(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort();
}
