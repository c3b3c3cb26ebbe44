// The rules that follow from the school itself: who is on roll, what its naming policy allows, how old its export is.
import type { Reason } from './consent-types.ts';
import { because } from './consent-reason.ts';
import { dateInSchool, exportIsStale } from './school-days.ts';
import { isName } from './subject-parts.ts';
import type { UseFacts } from './use-facts.ts';

/** A pupil must be on roll on the day; an answer given for this very trip may span arriving or leaving. */
export function notOnRoll({ inputs, need, parts }: UseFacts): Reason | null {
  const { pupil, settings } = inputs;
  // Whoever a full export does not have may have left in a hurry: no earlier answer speaks for them.
  if (pupil.missingSince) return because('not_on_roll', 'block');
  const date = dateInSchool(need.at, settings.zone);
  const onRoll = pupil.startsOn <= date && (pupil.leavesOn === null || date <= pupil.leavesOn);
  if (onRoll || parts.every((part) => part.yesForTrip.length > 0)) return null;
  return because('not_on_roll', 'block');
}

/** The trust's naming policy, and never a full name beside a photo of people. */
export function againstPolicy({ inputs, need }: UseFacts): Reason | null {
  const { pupilIdentity } = inputs.settings;
  const besidePeople = need.scene !== null && need.scene.identifiablePeople !== 0;
  const forbidden =
    (pupilIdentity === 'never' && isName(need.subject)) ||
    (pupilIdentity === 'name_without_image' && need.subject === 'name_with_image') ||
    (need.subject === 'full_name' && besidePeople);
  return forbidden ? because('policy', 'block') : null;
}

/**
 * The last export says something about this pupil that nobody here could read: it may have been a no, so a person has to put it
 * right first, and no look at the school's own records for one post stands in for that. It is about this pupil alone.
 */
export function unclearRow({ inputs }: UseFacts): Reason | null {
  return inputs.pupil.unclearSince ? because('unclear_row', 'block') : null;
}

/**
 * Answers from an old export cannot be relied on; a withdrawal may be missing from them. Somebody who looked this pupil up in
 * the school's own records for this post stands in for a fresh export, for a day.
 */
export function staleData({ inputs, need }: UseFacts): Reason | null {
  const { settings } = inputs;
  const { exportedAt } = inputs.import;
  if (exportedAt === null) return null;
  const limit = {
    days: settings.importStaleDays,
    atMostDays: settings.importStaleAtMostDays,
    closedDates: settings.closedDates,
  };
  const judgedAt = need.importJudgedAt ?? need.at;
  if (need.lookedUp?.some(({ from, until }) => from <= judgedAt && judgedAt < until)) return null;
  const stale = exportIsStale(exportedAt, judgedAt, settings.zone, limit);
  return stale ? because('stale_data', 'block') : null;
}
