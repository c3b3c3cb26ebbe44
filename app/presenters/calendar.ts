// A month for looking at and an agenda for reading, with the school's trips behind the posts.
import type { CalendarDay, CalendarEntry } from '#app/components/calendar.tsx';
import type { CalendarFacts } from '#app/domain/posts/read-calendar.ts';
import { schoolDate, type SchoolMonth } from '#app/domain/school/school-month.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { type ShownStatus, shownStatus } from './hand-over-words.ts';
import { type PostRow, postRow, titleOf } from './post-list.ts';
import { timeWords } from './when.ts';

export interface CalendarView {
  base: string;
  /** "June 2026" */
  title: string;
  earlier: { to: string; label: string };
  later: { to: string; label: string };
  weeks: CalendarDay[][];
  /** days of the month with something on them */
  agenda: CalendarDay[];
  toPlace: PostRow[];
}

type Listed = CalendarFacts['posts'][number];

const words = (iso: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
    .format(new Date(`${iso}T12:00:00Z`))
    .replace(',', '');

/** Moves a post that waits in its place; anything else opens the post itself. */
const MOVABLE: readonly string[] = ['scheduled', 'approved'];

export function calendarView(
  facts: CalendarFacts,
  month: SchoolMonth,
  school: OwnSchool,
  reader: { at: Date; mayPlace: boolean },
): CalendarView {
  const { zone } = school;
  const base = `/s/${school.slug}`;
  const today = schoolDate(reader.at, zone);
  const entryOf = (post: Listed & { dueAt: Date }): CalendarEntry & { date: string } => ({
    id: post.id,
    to: `${base}/posts/${post.id}${reader.mayPlace && MOVABLE.includes(post.status) ? '/schedule' : ''}`,
    time: timeWords(post.dueAt, zone),
    title: titleOf(post),
    status: standingOf(post, facts.late),
    date: schoolDate(post.dueAt, zone),
  });
  const entries = facts.posts.flatMap((post) =>
    post.dueAt ? [entryOf({ ...post, dueAt: post.dueAt })] : [],
  );
  const trips = facts.trips.map(({ name, startsAt, endsAt }) => ({
    label: name,
    from: schoolDate(startsAt, zone),
    to: schoolDate(endsAt, zone),
  }));
  const dayOf = ({ date, inMonth }: SchoolMonth['weeks'][number][number]): CalendarDay => {
    const here = entries.filter((entry) => entry.date === date);
    const bands = trips
      .filter(({ from, to }) => from <= date && date <= to)
      .map(({ label }) => ({ label, kind: 'trip' as const }));
    return {
      date,
      dayNumber: Number(date.slice(8)),
      words: words(date, { weekday: 'long', day: 'numeric', month: 'long' }),
      inMonth,
      ...(date === today ? { today: true } : {}),
      to: dayAddress(date, inMonth, here.length + bands.length > 0),
      bands,
      entries: here.map(({ date: _, ...entry }) => entry),
    };
  };
  const weeks = month.weeks.map((week) => week.map(dayOf));
  return {
    base,
    title: monthWords(month.month),
    earlier: neighbour(month.earlier),
    later: neighbour(month.later),
    weeks,
    agenda: weeks.flat().filter((day) => day.inMonth && day.entries.length + day.bands.length > 0),
    toPlace: facts.toPlace.map((post) => placeRow(post, school, reader)),
  };
}

/** Late is said of what would else look as if all were well; what is not known says so itself. */
function standingOf({ id, gone, status, platform }: Listed, late: ReadonlySet<string>): ShownStatus {
  if (gone) return 'gone';
  return late.has(id) && ['scheduled', 'publishing'].includes(status)
    ? 'late'
    : shownStatus(status, platform);
}

/** A day leads to its place in the agenda, a day of another month to that month. */
function dayAddress(date: string, inMonth: boolean, listed: boolean): string {
  if (!inMonth) return `?month=${date.slice(0, 7)}`;
  return listed ? `#day-${date}` : '#agenda';
}

const monthWords = (month: string): string => words(`${month}-01`, { month: 'long', year: 'numeric' });

const neighbour = (month: string): { to: string; label: string } => ({
  to: `?month=${month}`,
  label: words(`${month}-01`, { month: 'long' }),
});

function placeRow(
  post: Listed,
  school: OwnSchool,
  { at, mayPlace }: { at: Date; mayPlace: boolean },
): PostRow {
  const row = postRow(post, school, at);
  return mayPlace ? { ...row, to: `${row.to}/schedule` } : row;
}
