// The headteacher says whether posts of a trip with nights away may go out while it is away: after return, or from 07:00 the next
// day without a word of where, each approved by one named person. The safeguarding leads are told.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { changeTripRow } from '#db/queries/trips.server.ts';
import type { Person, Role } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { reachTripPosts } from './reach-trip-posts.ts';
import { isResidential, type TripPosts } from './trip-posts.ts';
import { lockForTrip, type TripRef } from './trip-record.ts';

/** Who can be the one who approves; a deputy still needs the headteacher's delegation for the days. */
export const TRIP_APPROVERS: readonly Role[] = ['headteacher', 'deputy'];

/** Most other words that tell where a trip is, and the longest of them in UTF-16 units. */
export const MOST_PLACE_WORDS = 20;
const MAX_PLACE_WORD = 60;

export interface SetTripPosts extends TripRef {
  rule: TripPosts;
  /** who alone approves while it is away; not asked for `after_return` */
  namedApproverId: string | null;
  /** other words that would tell where it is, as typed: parted by commas or lines */
  placeWords: string;
}

export type TripPostsSet = { ok: true; stopped: string[] } | { ok: false; issues: Issue[] };

/**
 * Sets the rule; posts on their way that no longer fit are stopped.
 * Errors: AppError forbidden without `trip.setPosts`; not_found for another school or its trip; illegal_move
 * (`trip_cancelled`; `not_residential` for a trip that is back the same day).
 */
export async function setTripPosts(
  deps: WorkDeps,
  actor: Person,
  input: SetTripPosts,
): Promise<TripPostsSet> {
  const ref = { schoolId: input.schoolId, tripId: input.tripId };
  return inOneTransaction(deps, actor, async (work): Promise<TripPostsSet> => {
    const { school, trip } = await lockForTrip(work, ref, 'trip.setPosts');
    const away = input.rule === 'next_day_no_place';
    if (away && !isResidential(trip, school.zone)) throw new AppError('illegal_move', 'not_residential');
    const placeWords = wordsTyped(input.placeWords);
    const issues = away ? await issuesOf(work, input, placeWords) : [];
    if (issues.length > 0) return { ok: false, issues };
    const namedApproverId = away ? input.namedApproverId : null;
    await changeTripRow(work.db, ref, ref.tripId, {
      postsWhileAway: input.rule,
      namedApproverId,
      ...(away ? { placeWords } : {}),
      postsSetBy: actor.userId,
      postsSetAt: work.at,
    });
    work.record({ type: 'trip.posts_set', ...ref, rule: input.rule, namedApproverId });
    await tellOf(work, input, namedApproverId);
    return { ok: true, stopped: await reachTripPosts(work, ref) };
  });
}

/** The words between commas and lines, each once. */
export const wordsTyped = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

async function issuesOf(work: Work, input: SetTripPosts, words: readonly string[]): Promise<Issue[]> {
  const issue = (code: string, field: string) => block('trip', code, field, 'R-61');
  const able = await peopleWithRole(work.db, input, TRIP_APPROVERS, work.at);
  const issues: Issue[] = [];
  if (input.namedApproverId === null || !able.includes(input.namedApproverId))
    issues.push(issue('trip_approver_missing', 'namedApproverId'));
  if (words.length > MOST_PLACE_WORDS || words.some((word) => word.length > MAX_PLACE_WORD))
    issues.push(issue('trip_place_words_too_many', 'placeWords'));
  return issues;
}

async function tellOf(work: Work, { schoolId, tripId, rule }: SetTripPosts, approverId: string | null) {
  const leads = await peopleWithRole(work.db, { schoolId }, ['dsl', 'deputy_dsl'], work.at);
  const told = new Set([...leads, ...(approverId ? [approverId] : [])]);
  if (work.actor.kind === 'person') told.delete(work.actor.userId);
  for (const userId of told)
    work.notify({ schoolId, userId, kind: 'trip_posts_set', aboutId: tripId, code: rule });
}
