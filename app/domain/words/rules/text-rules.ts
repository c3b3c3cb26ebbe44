// How strictly a school checks words: the rules it may set, what each may be, and whether a change makes them stricter or looser. Pure.
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import { dateAfter } from '#app/domain/consent/school-days.ts';
import { isKnownPolicy } from '#app/domain/policy/known-policies.ts';
import { block, type Issue } from '#app/domain/issues.ts';

export const TEXT_RULES = [
  'pupilIdentity',
  'logoRule',
  'individualPupils',
  'nameApartDays',
  'electionFrom',
  'electionUntil',
  'policyCited',
] as const;
export type TextRuleName = (typeof TEXT_RULES)[number];
export type TextRules = Pick<SchoolSettings, TextRuleName>;

/** Each from strict to loose. */
export const PUPIL_IDENTITY = ['never', 'name_without_image', 'first_name_with_consent'] as const;
export const LOGO_RULES = ['never', 'with_permission', 'own_on_official'] as const;
export const INDIVIDUAL_PUPILS = ['block', 'warn'] as const;

export const MOST_NAME_APART_DAYS = 60;
/** Longest time of an election, in days: a general one takes about six weeks. */
export const LONGEST_ELECTION_DAYS = 120;

export const textRulesOf = (settings: SchoolSettings): TextRules => ({
  pupilIdentity: settings.pupilIdentity,
  logoRule: settings.logoRule,
  individualPupils: settings.individualPupils,
  nameApartDays: settings.nameApartDays,
  electionFrom: settings.electionFrom,
  electionUntil: settings.electionUntil,
  policyCited: settings.policyCited,
});

/** What is wrong with rules as typed, by the field's name; days are `YYYY-MM-DD`, known to be days where not null. */
export function textRuleIssues({
  nameApartDays,
  electionFrom,
  electionUntil,
  policyCited,
}: TextRules): Issue[] {
  const issue = (code: string, field: TextRuleName): Issue => block('text_rules', code, field, 'R-48');
  const issues: Issue[] = [];
  if (!Number.isInteger(nameApartDays) || nameApartDays < 0 || nameApartDays > MOST_NAME_APART_DAYS)
    issues.push(issue('days_out_of_reach', 'nameApartDays'));
  if (electionFrom !== null && electionUntil === null)
    issues.push(issue('last_day_missing', 'electionUntil'));
  if (electionFrom === null && electionUntil !== null)
    issues.push(issue('first_day_missing', 'electionFrom'));
  if (electionFrom !== null && electionUntil !== null) {
    if (electionUntil < electionFrom) issues.push(issue('days_run_backwards', 'electionUntil'));
    else if (electionUntil > dateAfter(electionFrom, LONGEST_ELECTION_DAYS - 1))
      issues.push(issue('too_many_days', 'electionUntil'));
  }
  if (policyCited !== null && !isKnownPolicy(policyCited))
    issues.push(issue('policy_unknown', 'policyCited'));
  return issues;
}

export interface RuleChanges {
  changed: TextRuleName[];
  /** those by which something can now go out that could not before */
  looser: TextRuleName[];
}

/** `today`: `YYYY-MM-DD` at the school; days of an election that are over no longer count. */
export function changesBetween(before: TextRules, after: TextRules, today: string): RuleChanges {
  const changed = TEXT_RULES.filter((rule) => before[rule] !== after[rule]);
  const rank = <T extends string>(order: readonly T[], rule: T): number => order.indexOf(rule);
  const isLooser: Partial<Readonly<Record<TextRuleName, boolean>>> = {
    pupilIdentity: rank(PUPIL_IDENTITY, after.pupilIdentity) > rank(PUPIL_IDENTITY, before.pupilIdentity),
    logoRule: rank(LOGO_RULES, after.logoRule) > rank(LOGO_RULES, before.logoRule),
    individualPupils:
      rank(INDIVIDUAL_PUPILS, after.individualPupils) > rank(INDIVIDUAL_PUPILS, before.individualPupils),
    nameApartDays: after.nameApartDays < before.nameApartDays,
    electionFrom: laterThan(after, before, 'electionFrom', today),
    electionUntil: laterThan(before, after, 'electionUntil', today),
  };
  return { changed, looser: changed.filter((rule) => isLooser[rule] === true) };
}

/** Whether a day of the election that is still to come is inside the one and, at that end, no longer inside the other. */
function laterThan(
  one: TextRules,
  other: TextRules,
  end: 'electionFrom' | 'electionUntil',
  today: string,
): boolean {
  const [before, after] = end === 'electionFrom' ? [other, one] : [one, other];
  if (before.electionFrom === null || before.electionUntil === null || before.electionUntil < today)
    return false;
  if (after.electionFrom === null || after.electionUntil === null) return true;
  const from = before.electionFrom > today ? before.electionFrom : today;
  return end === 'electionFrom' ? after.electionFrom > from : after.electionUntil < before.electionUntil;
}
