// How long the school's records can still be relied on, asked of the rule that stops the photos, so that what is said days before
// and what then happens never differ.
import { type SchoolSettings, settingsOf } from '#app/domain/school/school-settings.ts';
import { DEFAULT_CONSENT_SETTINGS } from './consent-types.ts';
import {
  dateAfter,
  dateInSchool,
  daysThatCount,
  exportIsStale,
  isStaleOn,
  type Staleness,
} from './school-days.ts';

export interface ExportSchool {
  zone: string;
  settings: Partial<SchoolSettings>;
  /** null: the school year is not set, and every day counts */
  closedDates: ReadonlySet<string> | null;
}

const limitOf = ({ settings, closedDates }: ExportSchool): Staleness => ({
  days: settingsOf(settings).importStaleDays,
  atMostDays: DEFAULT_CONSENT_SETTINGS.importStaleAtMostDays,
  closedDates,
});

/** Whether the records are too old to rely on now; never for a school that keeps them by hand (`exportedAt` null). */
export const recordsAreOld = (exportedAt: Date | null, school: ExportSchool, at: Date): boolean =>
  exportedAt !== null && exportIsStale(exportedAt, at, school.zone, limitOf(school));

/** Calendar days until they are, 0 when they are already. */
export function daysUntilStale(exportedAt: Date, school: ExportSchool, at: Date): number {
  const limit = limitOf(school);
  const [from, today] = [dateInSchool(exportedAt, school.zone), dateInSchool(at, school.zone)];
  let days = 0;
  while (days <= limit.atMostDays && !isStaleOn(from, dateAfter(today, days), limit)) days++;
  return days;
}

/**
 * Days of school after today up to and with the first day on which they are too old; 0 when they are already. On the Friday
 * before a Monday it is 1.
 */
export function schoolDaysUntilStale(exportedAt: Date, school: ExportSchool, at: Date): number {
  const days = daysUntilStale(exportedAt, school, at);
  const today = dateInSchool(at, school.zone);
  return days === 0 ? 0 : Math.max(1, daysThatCount(today, dateAfter(today, days), school.closedDates));
}
