// Restrictions as the safeguarding leads see them, without their reasons.
import type { ListedRestriction } from '#app/domain/consent/list-restrictions.ts';
import { RESTRICTION_WORDS } from './consent-labels.ts';
import { dayWords } from './when.ts';

export interface RestrictionLine {
  id: string;
  title: string;
  about: string;
  /** "Set by Ruth Adeyemi, Wed 18 November" */
  set: string;
  review: string | null;
  overdue: boolean;
  /** "Lifted by …"; null while it is in force */
  lifted: string | null;
}

export const restrictionLines = (
  rows: readonly ListedRestriction[],
  zone: string,
  now: Date,
): RestrictionLine[] =>
  rows.map((row) => ({
    id: row.id,
    title: RESTRICTION_WORDS[row.type].label,
    about: RESTRICTION_WORDS[row.type].hint,
    set: `Set by ${row.setBy}, ${dayWords(row.startsAt, zone, now)}`,
    review: row.reviewOn && `Look at it again on ${dayWords(row.reviewOn, zone, now)}`,
    overdue: row.overdue,
    lifted:
      row.liftedAt && `Lifted by ${row.liftedBy ?? 'nobody known'}, ${dayWords(row.liftedAt, zone, now)}`,
  }));
