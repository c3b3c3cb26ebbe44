// Days without school in words: spans as a calendar on the wall would name them, and what is wrong with one as it was typed.
import type { ClosedWhy } from '#app/domain/school/set-school-year.ts';
import type { ClosedSpan, SchoolYear } from '#app/domain/school/read-school-year.ts';
import { sentencesByField } from './field-sentences.ts';

const WHY: Readonly<Record<ClosedWhy, string>> = {
  holiday: 'Holiday',
  training_day: 'Training day',
  closed: 'Closed',
};

export const WHY_CHOICES = Object.entries(WHY).map(([value, label]) => ({ value, label }));

export interface SpanLine {
  from: string;
  to: string;
  title: string;
  /** "Mon 26 October to Fri 30 October 2026" */
  days: string;
  /** "5 school days" */
  count: string;
}

export interface SchoolYearWords {
  title: string;
  /** what the calendar says of this year, or that it says nothing yet */
  known: boolean;
  sentence: string;
  ahead: SpanLine[];
  over: SpanLine[];
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const WITH_YEAR = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
});
const written = (format: Intl.DateTimeFormat, date: string): string =>
  format.format(new Date(`${date}T12:00:00Z`)).replace(',', '');

/** A calendar date in words, "Mon 26 October 2026". */
export const dateWords = (date: string): string => written(WITH_YEAR, date);

export function schoolYearWords(year: SchoolYear): SchoolYearWords {
  const name = `${year.from.slice(0, 4)}/${year.to.slice(2, 4)}`;
  return {
    title: `School year ${name}`,
    known: year.known,
    sentence: year.known
      ? `${year.schoolDays} days of school between 1 September and 31 August.`
      : `Nothing is set for ${name} yet. Until then every day counts, weekends and holidays too, so the school’s records are called old sooner than they need be.`,
    ahead: year.ahead.map(line),
    over: year.over.map(line),
  };
}

const line = ({ from, to, why, days }: ClosedSpan): SpanLine => ({
  ...{ from, to, title: WHY[why] },
  days: from === to ? dateWords(from) : `${written(DAY, from)} to ${dateWords(to)}`,
  count: days === 1 ? '1 weekday' : `${days} weekdays`,
});

const SENTENCES: Readonly<Record<string, string>> = {
  first_day_unclear: 'Give the first day without school.',
  last_day_unclear: 'Give the last day, or leave it empty for one day.',
  days_run_backwards: 'The last day is before the first. Choose them again.',
  too_many_days: 'This is over 100 days. Set one holiday at a time.',
  too_far: 'This is more than two years away. Set it when it is nearer.',
  weekend_alone: 'That is a weekend, which has no school anyway. Choose the weekdays.',
};

/** One sentence by field name; a field keeps its first. */
export const schoolYearErrors = sentencesByField(SENTENCES);
