// A trip as a person types it, read and checked once for making and for changing it: the same answers wherever it is asked.
import { block, type Issue } from '#app/domain/issues.ts';
import { readWallTime, type WallTime } from '#app/domain/posts/wall-time.ts';

export interface TypedTrip {
  name: string;
  place: string;
  leaderId: string;
  /** wall times in the school's zone, `YYYY-MM-DDTHH:MM` */
  starts: string;
  ends: string;
  /** minutes after the end before its place may be told */
  postDelayMinutes: number;
}

export interface TripColumns {
  name: string;
  place: string;
  leaderId: string;
  startsAt: Date;
  endsAt: Date;
  postDelayMinutes: number;
}

/** Longest name of a trip and of its place, in UTF-16 units. */
export const MAX_TRIP_WORDS = 120;
/** Most days between leaving and being back: a longer time away is more than one trip. */
export const MOST_TRIP_DAYS = 60;
/** What the school waits after everyone is back, in minutes. */
export const POST_DELAYS = [0, 60, 180, 720, 1_440] as const;

const DAY_MS = 86_400_000;

/** The columns, or everything that is wrong, in the order of the form. `leaders`: ids of those who may lead one. */
export function readTripForm(
  typed: TypedTrip,
  zone: string,
  leaders: ReadonlySet<string>,
): { ok: true; columns: TripColumns } | { ok: false; issues: Issue[] } {
  const [name, place] = [typed.name.trim(), typed.place.trim()];
  // An hour that the clocks pass twice: the trip lasts as long as it may mean.
  const starts = readWallTime(typed.starts, zone, 'first');
  const ends = readWallTime(typed.ends, zone, 'second');
  const issues = [
    ...wordsWrong('name', name),
    ...wordsWrong('place', place),
    ...timeWrong('starts', starts),
    ...timeWrong('ends', ends),
  ];
  if (starts.ok && ends.ok) {
    const lasts = ends.at.getTime() - starts.at.getTime();
    if (lasts <= 0) issues.push(issue('trip_ends_before_start', 'ends'));
    if (lasts > MOST_TRIP_DAYS * DAY_MS) issues.push(issue('trip_too_long', 'ends'));
  }
  if (!leaders.has(typed.leaderId)) issues.push(issue('trip_leader_missing', 'leaderId'));
  if (!(POST_DELAYS as readonly number[]).includes(typed.postDelayMinutes))
    issues.push(issue('trip_delay_unclear', 'postDelayMinutes'));
  if (issues.length > 0 || !starts.ok || !ends.ok) return { ok: false, issues };
  const { leaderId, postDelayMinutes } = typed;
  return {
    ok: true,
    columns: { name, place, leaderId, postDelayMinutes, startsAt: starts.at, endsAt: ends.at },
  };
}

const issue = (code: string, field: string, context: Issue['context'] = {}): Issue =>
  block('trip', code, field, 'R-13', context);

function wordsWrong(field: 'name' | 'place', text: string): Issue[] {
  if (text === '') return [issue(`trip_${field}_missing`, field)];
  return text.length > MAX_TRIP_WORDS ? [issue('trip_words_too_long', field, { most: MAX_TRIP_WORDS })] : [];
}

function timeWrong(field: 'starts' | 'ends', time: WallTime): Issue[] {
  if (time.ok) return [];
  if (time.problem === 'does_not_exist')
    return [issue('trip_time_does_not_exist', field, { next: time.next })];
  return [issue(`trip_${field}_missing`, field)];
}
