// A teacher starts a post: an empty working copy on one of the school's open accounts, for one purpose, perhaps of one trip.
import { findAccount, findSchool, findTrip } from '#db/queries/schools.server.ts';
import { insertPost, rememberEditor } from '#db/queries/posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Purpose } from '#app/domain/consent/consent-types.ts';
import type { AccountKind } from '#app/domain/consent/consent-vocabulary.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { draftingBarrier, may } from '#app/domain/permissions.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { earliestForTrip } from '#app/domain/trips/trip-posts.ts';
import { defaultWindow } from './publish-window.ts';

export interface StartPost {
  schoolId: string;
  accountId: string;
  tripId: string | null;
  purpose: Purpose;
  /** made by the form once: a double tap starts one post */
  requestKey: string;
}

/** A trip's post is about the trip; a department's account is for teaching and nothing else. */
function purposeOf(kind: AccountKind, ofTrip: boolean, chosen: Purpose): Purpose {
  if (ofTrip) return 'trip';
  return kind === 'department' ? 'teaching' : chosen;
}

/**
 * Starts a draft and returns its id; the same request key returns the first draft.
 * Errors: AppError forbidden (role, policy or training: ), not_found (another school's account or trip: R-06).
 */
export async function startPost(deps: Deps, actor: Person, input: StartPost): Promise<{ postId: string }> {
  return inOneTransaction(deps, actor, async (work) => {
    if (!may(actor, 'post.draft', input.schoolId, work.at)) throw new AppError('forbidden', 'not_permitted');
    const barrier = draftingBarrier(actor, work.at);
    if (barrier) throw new AppError('forbidden', barrier);
    const school = found(await findSchool(work.db, input), 'school');
    const account = found(await findAccount(work.db, input, input.accountId), 'account');
    const trip = input.tripId ? found(await findTrip(work.db, input, input.tripId), 'trip') : null;
    if (trip?.cancelledAt) throw new AppError('illegal_move', 'trip_cancelled');
    if (account.kind === 'trip' && trip?.accountId !== account.id)
      throw new AppError('forbidden', 'account_of_another_trip');
    const earliest = trip && earliestForTrip(trip, work.at, school.zone);
    const window = defaultWindow(work.at, settingsOf(school.settings).windowDays, earliest);
    const { row, isNew } = await insertPost(work.db, {
      schoolId: input.schoolId,
      authorId: actor.userId,
      accountId: account.id,
      tripId: trip?.id ?? null,
      purpose: purposeOf(account.kind, trip !== null, input.purpose),
      status: 'draft',
      windowFrom: window.from,
      windowUntil: window.until,
      requestKey: input.requestKey,
      createdAt: work.at,
      updatedAt: work.at,
    });
    if (isNew) {
      await rememberEditor(work.db, input, row.id, actor.userId, work.at);
      work.record({
        type: 'post.started',
        schoolId: input.schoolId,
        postId: row.id,
        accountId: account.id,
        tripId: trip?.id ?? null,
      });
    }
    return { postId: row.id };
  });
}
