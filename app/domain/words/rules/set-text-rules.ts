// Sets how strictly a school checks words. It counts at once, for posts on their way too; where something can go out that could not
// before, the safeguarding leads are told.
import { putSettings } from '#db/queries/consent-ground.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { firstMomentOf } from '#app/domain/consent/written-dates.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import {
  changesBetween,
  type RuleChanges,
  type TextRules,
  textRuleIssues,
  textRulesOf,
} from './text-rules.ts';

export type RulesSet =
  | ({ ok: true } & RuleChanges)
  /** somebody else set them meanwhile: nothing was written */
  | { ok: false; why: 'stale' }
  | { ok: false; why: 'rules'; issues: Issue[] };

/** Names the rules a page was drawn from. */
export const rulesBase = (rules: TextRules): string => hashOf(rules);

/**
 * Sets all of them at once. `base`: {@link rulesBase} of the rules the page was drawn from. Setting what is set already changes
 * nothing. Errors: AppError forbidden without `textRules.set`; not_found for another school.
 */
export async function setTextRules(
  deps: WorkDeps,
  actor: Person,
  { schoolId, rules, base }: { schoolId: string; rules: TextRules; base: string },
): Promise<RulesSet> {
  requireMay(actor, 'textRules.set', schoolId, deps.clock.now());
  return inOneTransaction(deps, actor, async (work): Promise<RulesSet> => {
    const school = found(await findSchool(work.db, { schoolId }, 'update'), 'school');
    const before = textRulesOf(settingsOf(school.settings));
    const unclear = dayIssues(rules, school.zone);
    const issues = unclear.length > 0 ? unclear : textRuleIssues(rules);
    const changes =
      issues.length > 0 ? null : changesBetween(before, rules, dateInSchool(work.at, school.zone));
    // What is wanted is what counts already: a double tap, too.
    if (changes?.changed.length === 0) return { ok: true, ...changes };
    if (rulesBase(before) !== base) return { ok: false, why: 'stale' };
    if (!changes) return { ok: false, why: 'rules', issues };
    await putSettings(work.db, { schoolId }, { ...school.settings, ...rules });
    work.record({ type: 'text_rules.set', schoolId, settings: changes.changed });
    if (changes.looser.length > 0)
      for (const userId of await peopleWithRole(work.db, { schoolId }, ['dsl', 'deputy_dsl'], work.at))
        if (userId !== actor.userId) work.notify({ schoolId, userId, kind: 'text_rules_looser' });
    return { ok: true, ...changes };
  });
}

function dayIssues(rules: TextRules, zone: string): Issue[] {
  return (['electionFrom', 'electionUntil'] as const).flatMap((field) => {
    const day = rules[field];
    return day !== null && !firstMomentOf(day, zone)
      ? [block('text_rules', 'day_unclear', field, 'R-48')]
      : [];
  });
}
