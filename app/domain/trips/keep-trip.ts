// Making a trip, changing what is known of it, and calling it off. Its times and its pupils decide what its posts may show, so a
// change reaches every post of the trip that is on its way.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { findSchool, findTrip } from '#db/queries/schools.server.ts';
import { changeTripRow, firstPostOfTrip, insertTrip } from '#db/queries/trips.server.ts';
import type { Person, Role } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Issue } from '#app/domain/issues.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { endTripAccount } from './close-trip-account.ts';
import { reachTripPosts } from './reach-trip-posts.ts';
import { isResidential } from './trip-posts.ts';
import { readTripForm, type TypedTrip } from './trip-form.ts';
import { lockForTrip, recordTrip, type TripRef } from './trip-record.ts';

/** Who may lead a trip: those who may write its posts. */
export const LEADERS: readonly Role[] = ['teacher', 'headteacher', 'deputy', 'comms_lead'];

export type TripKept = { ok: true; tripId: string; stopped: string[] } | { ok: false; issues: Issue[] };

/**
 * Makes the trip; nobody is on it yet. The same request key makes one trip; it becomes the trip's id.
 * Errors: AppError forbidden without `trip.keep`, not_found for another school, illegal_move for a key of another school.
 */
export async function makeTrip(
  deps: WorkDeps,
  actor: Person,
  input: TypedTrip & { schoolId: string; requestKey: string },
): Promise<TripKept> {
  const { schoolId, requestKey: tripId } = input;
  return inOneTransaction(deps, actor, async (work): Promise<TripKept> => {
    requireMay(actor, 'trip.keep', schoolId, work.at);
    const { zone } = found(await findSchool(work.db, input), 'school');
    const read = readTripForm(input, zone, await leadersOf(work, schoolId));
    if (!read.ok) return read;
    const made = { id: tripId, schoolId, ...read.columns, createdBy: actor.userId, createdAt: work.at };
    if (await insertTrip(work.db, made)) await recordTrip(work, { schoolId, tripId });
    else if (!(await findTrip(work.db, input, tripId)))
      throw new AppError('illegal_move', 'already_recorded');
    return { ok: true, tripId, stopped: [] };
  });
}

/**
 * Changes what is known of the trip; posts on their way that no longer fit are stopped (`stopped`: their ids).
 * Errors: as {@link makeTrip}; illegal_move (`trip_cancelled`).
 */
export async function changeTrip(
  deps: WorkDeps,
  actor: Person,
  input: TypedTrip & TripRef,
): Promise<TripKept> {
  const ref = { schoolId: input.schoolId, tripId: input.tripId };
  return inOneTransaction(deps, actor, async (work): Promise<TripKept> => {
    const { school, trip } = await lockForTrip(work, ref, 'trip.keep');
    const leaders = await leadersOf(work, ref.schoolId);
    const read = readTripForm(input, school.zone, leaders.add(trip.leaderId));
    if (!read.ok) return read;
    await changeTripRow(work.db, ref, ref.tripId, read.columns);
    if (trip.postsWhileAway !== 'after_return' && !isResidential(read.columns, school.zone))
      await waitForReturn(work, ref);
    await recordTrip(work, ref);
    return { ok: true, tripId: ref.tripId, stopped: await reachTripPosts(work, ref) };
  });
}

/** What the headteacher allowed for nights away ends with the last of them, and comes back with none. */
async function waitForReturn(work: Work, ref: TripRef): Promise<void> {
  const rule = 'after_return';
  await changeTripRow(work.db, ref, ref.tripId, { postsWhileAway: rule, namedApproverId: null });
  work.record({ type: 'trip.posts_set', ...ref, rule, namedApproverId: null });
}

/**
 * Calls the trip off: its account closes, nothing goes out about it, and nothing of it changes any more.
 * Errors: as {@link changeTrip}; illegal_move (`trip_has_posts`) once a post about it has gone out.
 */
export async function cancelTrip(deps: WorkDeps, actor: Person, ref: TripRef): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    const { trip } = await lockForTrip(work, ref, 'trip.keep');
    if (await firstPostOfTrip(work.db, ref, ref.tripId)) throw new AppError('illegal_move', 'trip_has_posts');
    await endTripAccount(work, trip, 'trip_cancelled');
    await changeTripRow(work.db, ref, ref.tripId, { cancelledAt: work.at });
    work.record({ type: 'trip.cancelled', ...ref });
    await reachTripPosts(work, ref);
  });
}

const leadersOf = async (work: Work, schoolId: string): Promise<Set<string>> =>
  new Set(await peopleWithRole(work.db, { schoolId }, LEADERS, work.at));
