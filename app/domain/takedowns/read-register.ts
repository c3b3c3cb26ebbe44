// The register of takedowns: for each, the time from the request until it was gone, whether that was soon enough, and how it is known
// . No pupil and no reason is in it, and the words of a post only for those who may read posts.
import type { Database } from '#db/client.server.ts';
import { repostsGoneWith } from '#db/queries/reposts.server.ts';
import { type RegisterRow, takedownsAskedFor } from '#db/queries/takedown-register.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { may } from '#app/domain/permissions.ts';
import type { Term } from './school-terms.ts';
import { causeInTable } from './shown-cause.ts';

/** What a file holds at most; a school that takes down more in a term has other troubles. */
const MOST = 5_000;

export type Standing =
  'gone_in_time' | 'gone_late' | 'found_again' | 'coming_down' | 'late' | 'never_live' | 'another_picture';

/** `cause`: for those who may not know of breaches, that somebody should not have been shown is one of the other reasons. */
export interface RegisteredTakedown extends Omit<RegisterRow, 'words' | 'photoCount'> {
  standing: Standing;
  /** whole minutes from the request until it was gone; null while it is not, and where nothing had to go */
  minutes: number | null;
  /** how many reposts by other accounts of the school went with it */
  reposts: number;
  /** null for those who may not read posts */
  post: { words: string; photoCount: number } | null;
}

export interface Register {
  takedowns: RegisteredTakedown[];
  sums: RegisterSums;
}

export interface RegisterSums {
  gone: number;
  inTime: number;
  open: number;
  /** said to be gone, and found there again: each has come down anew, as a takedown of its own */
  foundAgain: number;
  /** minutes; null when none is gone */
  median: number | null;
  longest: number | null;
}

/** How one takedown stands at `at`. */
export function standingOf(
  {
    outcome,
    endedAt,
    deadlineAt,
    foundAgain,
  }: Pick<RegisterRow, 'outcome' | 'endedAt' | 'deadlineAt' | 'foundAgain'>,
  at: Date,
): Standing {
  if (!endedAt) return at > deadlineAt ? 'late' : 'coming_down';
  if (outcome === 'never_live' || outcome === 'another_picture') return outcome;
  if (foundAgain) return 'found_again';
  return endedAt > deadlineAt ? 'gone_late' : 'gone_in_time';
}

/** The middle one of some numbers, of two middle ones their mean; null of none. */
export function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Errors: AppError forbidden without `takedown.register`. */
export async function readRegister(
  db: Database,
  person: Person,
  scope: { schoolId: string },
  term: Pick<Term, 'from' | 'until'>,
  at: Date,
): Promise<Register> {
  requireMay(person, 'takedown.register', scope.schoolId, at);
  const reads = may(person, 'post.read', scope.schoolId, at);
  const knows = may(person, 'breach.know', scope.schoolId, at);
  const rows = await takedownsAskedFor(db, scope, term, MOST);
  const reposts = await repostsGoneWith(
    db,
    scope,
    rows.map(({ postId }) => postId),
  );
  const takedowns = rows.map(({ words, photoCount, ...row }): RegisteredTakedown => {
    const standing = standingOf(row, at);
    const gone = standing === 'gone_in_time' || standing === 'gone_late' ? row.endedAt : null;
    return {
      ...row,
      cause: causeInTable(row.cause, knows),
      standing,
      minutes: gone && Math.round((gone.getTime() - row.requestedAt.getTime()) / 60_000),
      reposts: gone ? (reposts.get(row.postId) ?? 0) : 0,
      post: reads ? { words, photoCount } : null,
    };
  });
  return { takedowns, sums: sumsOf(takedowns) };
}

function sumsOf(takedowns: readonly RegisteredTakedown[]): RegisterSums {
  const minutes = takedowns.flatMap(({ minutes: each }) => each ?? []);
  const are = (...standings: Standing[]): number =>
    takedowns.filter(({ standing }) => standings.includes(standing)).length;
  return {
    gone: minutes.length,
    inTime: are('gone_in_time'),
    open: are('coming_down', 'late'),
    foundAgain: are('found_again'),
    median: medianOf(minutes),
    longest: minutes.length > 0 ? Math.max(...minutes) : null,
  };
}
