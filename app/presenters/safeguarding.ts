// A school's restrictions as the safeguarding leads see them, without their reasons: what is to be looked at now, and the rest.
import type { OpenRestriction } from '#app/domain/consent/restrictions-of-school.ts';
import { RESTRICTION_WORDS } from './consent-labels.ts';
import { dayWords } from './when.ts';

export interface SafeguardingLine {
  id: string;
  pupilId: string;
  name: string;
  group: string;
  title: string;
  set: string;
  review: string;
}

export interface SafeguardingPage {
  title: string;
  due: SafeguardingLine[];
  others: SafeguardingLine[];
}

export function safeguardingPage(
  rows: readonly OpenRestriction[],
  zone: string,
  now: Date,
): SafeguardingPage {
  const line = ({ id, pupilId, name, group, type, setBy, startsAt, reviewOn, due }: OpenRestriction) => ({
    ...{ id, pupilId, name, group },
    title: RESTRICTION_WORDS[type].label,
    set: `Set by ${setBy}, ${dayWords(startsAt, zone, now)}`,
    review: reviewOn
      ? `${due ? 'Was to be looked at' : 'Look at it again'} on ${dayWords(reviewOn, zone, now)}`
      : 'No date to look at it again',
  });
  const due = rows.filter((row) => row.due);
  return {
    title: dueTitle(due.length),
    due: due.map(line),
    others: rows.filter((row) => !row.due).map(line),
  };
}

/** "2 second checks are due". */
export const dueTitle = (count: number): string =>
  count === 0
    ? 'No second check is due'
    : count === 1
      ? '1 second check is due'
      : `${count} second checks are due`;
