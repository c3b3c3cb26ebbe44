// Brings the copy on a phone up to date when there is signal; one that was handed back, lost or overtaken by its trip's end is
// not given again, and the phone then forgets it.
import { lockPhotoList, type PhotoListRow, updatePhotoList } from '#db/queries/photo-lists.server.ts';
import { findTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { ConsentSchool } from '#app/domain/consent/load-consent.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { isOutOfDate, voidFrom } from './copy-standing.ts';
import type { ListNow } from './list-now.ts';
import { listUnderLock, onCopy } from './make-copy.ts';

export type CopyRefreshed =
  | { ok: true; copy: PhotoListRow; list: ListNow; voidFrom: Date; wasOutOfDate: boolean }
  /** it is to be forgotten */
  | { ok: false };

/**
 * The copy as it is now. Errors: AppError forbidden without `photoList.make`; not_found for another school, another trip, a copy
 * on paper and a copy that somebody else made.
 */
export async function refreshCopy(
  deps: WorkDeps,
  actor: Person,
  school: ConsentSchool & { id: string },
  { tripId, copyId, sharedDevice }: { tripId: string; copyId: string; sharedDevice: boolean },
): Promise<CopyRefreshed> {
  const scope = { schoolId: school.id };
  requireMay(actor, 'photoList.make', school.id, deps.clock.now());
  return inOneTransaction(deps, actor, async (work): Promise<CopyRefreshed> => {
    const trip = found(await findTrip(work.db, scope, tripId), 'trip');
    const list = await listUnderLock(work, school, trip);
    const copy = found(await lockPhotoList(work.db, scope, copyId), 'photo list');
    const theirs = copy.tripId === tripId && copy.kind === 'phone' && copy.madeBy === actor.userId;
    found(theirs || null, 'photo list');
    const until = voidFrom(trip);
    if (copy.returnedAt || copy.lostAt || trip.cancelledAt || sharedDevice || work.at >= until)
      return { ok: false };
    const wasOutOfDate = isOutOfDate(copy, list);
    const change = {
      ...onCopy(list),
      refreshedAt: work.at,
      voidAfter: dateInSchool(until, school.zone),
    };
    await updatePhotoList(work.db, scope, copy.id, change);
    if (differs(copy, change))
      work.record({
        ...{ type: 'photo_list.refreshed', schoolId: school.id, photoListId: copy.id },
        pupils: change.pupilIds.length + change.groupPupilIds.length,
      });
    return { ok: true, copy: { ...copy, ...change }, list, voidFrom: until, wasOutOfDate };
  });
}

type OnCopy = ReturnType<typeof onCopy>;

const differs = (one: OnCopy, other: OnCopy): boolean =>
  one.labelsHash !== other.labelsHash ||
  [...one.pupilIds].sort().join() !== [...other.pupilIds].sort().join() ||
  [...one.groupPupilIds].sort().join() !== [...other.groupPupilIds].sort().join();
