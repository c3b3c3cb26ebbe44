// The calendar two ways: a month to look at, and an agenda to read. Behind the posts stand the school's own days:
// holidays, days when nothing may go out, trips. On a phone the month shows marks, and a day opens its agenda.
import { Link } from '@remix-run/react';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { ShownStatus } from './post-track-steps.ts';
import { StatusWord } from './post-track.tsx';

export interface CalendarEntry {
  id: string;
  to: string;
  /** "9:30 am". */
  time: string;
  title: string;
  status: ShownStatus;
}

export interface CalendarDay {
  /** ISO date, `2026-06-03`. */
  date: string;
  dayNumber: number;
  /** "Wednesday 3 June", read out and shown in the agenda. */
  words: string;
  inMonth: boolean;
  today?: boolean;
  /** Where the day's agenda is. */
  to: string;
  /** "Half term", "No posts: exams", "Year 4 at the farm". */
  bands: { label: string; kind: 'holiday' | 'closed' | 'trip' }[];
  entries: CalendarEntry[];
}

interface MonthGridProps {
  /** "June 2026". */
  title: string;
  earlier: { to: string; label: string };
  later: { to: string; label: string };
  /** Weeks from Monday, seven days each. */
  weeks: CalendarDay[][];
  head?: string;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export function MonthGrid({ title, earlier, later, weeks, head }: MonthGridProps) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <Link to={earlier.to} className="inline-flex min-h-11 items-center">
          <Icon name="back" size="small" />
          {earlier.label}
        </Link>
        <p className="text-lead font-bold">{title}</p>
        <Link to={later.to} className="inline-flex min-h-11 items-center">
          {later.label}
          <Icon name="next" size="small" />
        </Link>
      </div>
      <table className="month">
        <caption className="sr-only">Posts in {title}</caption>
        <thead>
          <tr>
            {WEEKDAYS.map((day) => (
              <th key={day} scope="col">
                <abbr title={day}>
                  {day.slice(0, 1)}
                  <span className="month-rest">{day.slice(1, 3)}</span>
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.date}>
              {week.map((day) => (
                <DayCell key={day.date} day={day} head={head} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayCell({ day, head }: { day: CalendarDay; head?: string }) {
  const count = day.entries.length;
  const posts = count === 0 ? 'no posts' : count === 1 ? '1 post' : `${count} posts`;
  return (
    <td className={clsx(!day.inMonth && 'month-outside', day.today && 'month-today')}>
      <Link to={day.to} className="month-day" aria-current={day.today ? 'date' : undefined}>
        <span aria-hidden>{day.dayNumber}</span>
        <span className="sr-only">
          {day.words}, {posts}
          {day.bands.map((band) => `, ${band.label}`).join('')}
        </span>
        {count > 0 && (
          <span aria-hidden className="month-count">
            {count}
          </span>
        )}
      </Link>
      {day.bands.map((band) => (
        <span key={band.label} aria-hidden className={`month-band month-band-${band.kind}`}>
          <span>{band.label}</span>
        </span>
      ))}
      <ul className="month-entries">
        {day.entries.map((entry) => (
          <li key={entry.id}>
            <Link to={entry.to} className="month-entry">
              <span className="font-semibold tabular-nums">{entry.time}</span>{' '}
              <span className="line-clamp-2">{entry.title}</span>
              <StatusWord small status={entry.status} head={head} />
            </Link>
          </li>
        ))}
      </ul>
    </td>
  );
}

interface AgendaListProps {
  /** Only days worth showing: with posts, or with a band that the month cannot name on a phone. */
  days: CalendarDay[];
  head?: string;
  empty: ReactNode;
}

export function AgendaList({ days, head, empty }: AgendaListProps) {
  if (days.length === 0) return <>{empty}</>;
  return (
    <div className="flex flex-col gap-5">
      {days.map((day) => (
        <section key={day.date} aria-labelledby={`day-${day.date}`}>
          <h3 id={`day-${day.date}`} className="mb-1.5 font-semibold">
            {day.words}
            {day.today && <span className="text-green"> · today</span>}
          </h3>
          {day.bands.length > 0 && (
            <p className="-mt-1 mb-1.5 text-small text-quiet">
              {day.bands.map((band) => band.label).join(', ')}
            </p>
          )}
          {day.entries.length === 0 ? (
            <p className="text-small text-quiet">Nothing placed.</p>
          ) : (
            <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
              {day.entries.map((entry) => (
                <li
                  key={entry.id}
                  className="relative flex flex-wrap items-baseline gap-x-4 gap-y-1 p-4 has-[a:hover]:bg-desk"
                >
                  <span className="w-[5rem] shrink-0 font-semibold tabular-nums">{entry.time}</span>
                  <Link
                    to={entry.to}
                    className="min-w-0 flex-1 basis-48 text-ink no-underline after:absolute after:inset-0 after:content-['']"
                  >
                    {entry.title}
                  </Link>
                  <StatusWord status={entry.status} head={head} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}
