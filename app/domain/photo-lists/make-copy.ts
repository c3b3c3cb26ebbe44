// Makes a numbered copy of a trip's photo list, for one phone or one sheet of paper, and remembers who stood on it.
import {
  findPhotoList,
  insertPhotoList,
  type PhotoListRow,
  updatePhotoList,
} from '#db/queries/photo-lists.server.ts';
import { lockPupils } from '#db/queries/pupils.server.ts';
import { findTrip, pupilsOfTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { ConsentSchool } from '#app/domain/consent/load-consent.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { type CopyBarrier, copyBarrier } from './copy-barrier.ts';
import { voidFrom } from './copy-standing.ts';
import { labelsHashOf, type ListedTrip, type ListNow, listNow } from './list-now.ts';

export interface MakeCopy {
  tripId: string;
  kind: 'phone' | 'paper';
  /** others use the device that asks */
  sharedDevice: boolean;
  /** made by the form once: a double tap makes one copy; it becomes the copy's id */
  requestKey: string;
}

export type CopyMade =
  | {
      ok: true;
      copy: PhotoListRow;
      list: ListNow;
      /** first moment at which the copy is void */
      voidFrom: Date;
    }
  | { ok: false; barrier: CopyBarrier };

/** Two people may ask for the next number at once; more often than this in a row they do not. */
const TRIES = 20;

/**
 * Makes the copy under locks that a change of a permission waits for, so that nobody is on it whose no was recorded before.
 * Errors: AppError forbidden without `photoList.make`; not_found for another school or its trip; illegal_move when the
 * key was used for something else, or for a copy that was handed back or lost.
 */
export async function makeCopy(
  deps: WorkDeps,
  actor: Person,
  school: ConsentSchool & { id: string },
  input: MakeCopy,
): Promise<CopyMade> {
  const scope = { schoolId: school.id };
  requireMay(actor, 'photoList.make', school.id, deps.clock.now());
  return inOneTransaction(deps, actor, async (work): Promise<CopyMade> => {
    const trip = found(await findTrip(work.db, scope, input.tripId), 'trip');
    const list = await listUnderLock(work, school, trip);
    const barrier = copyBarrier({ ...input, trip, now: list, at: work.at });
    if (barrier) return { ok: false, barrier };
    const until = voidFrom(trip);
    const { copy, isNew } = await insertOnce(work, {
      id: input.requestKey,
      schoolId: school.id,
      tripId: trip.id,
      kind: input.kind,
      ...onCopy(list),
      madeBy: actor.userId,
      madeAt: work.at,
      voidAfter: dateInSchool(until, school.zone),
    });
    const pupils = copy.pupilIds.length + copy.groupPupilIds.length;
    const { id: photoListId, kind } = copy;
    // Sent twice: what goes to the phone now is what is remembered of it.
    if (!isNew && kind === 'phone') await updatePhotoList(work.db, scope, copy.id, onCopy(list));
    if (isNew)
      work.record({
        ...{ type: 'photo_list.made', schoolId: school.id, tripId: trip.id },
        ...{ photoListId, kind, pupils },
      });
    return { ok: true, copy, list, voidFrom: until };
  });
}

/** The list as of the work's moment, with everybody's permissions held still until the commit. */
export async function listUnderLock(
  work: Work,
  school: ConsentSchool & { id: string },
  trip: ListedTrip,
): Promise<ListNow> {
  const scope = { schoolId: school.id };
  const ids = (await pupilsOfTrip(work.db, scope, trip.id)).map(({ id }) => id);
  await lockPupils(work.db, scope, ids, 'share');
  return listNow(work.db, scope, school, trip, await pupilsOfTrip(work.db, scope, trip.id), work.at);
}

/** What a copy remembers of the list it was made from. */
export function onCopy(list: ListNow): Pick<PhotoListRow, 'pupilIds' | 'groupPupilIds' | 'labelsHash'> {
  const pupilIds = list.shown.map(({ pupilId }) => pupilId);
  const groupPupilIds = list.group.map(({ pupilId }) => pupilId);
  return { pupilIds, groupPupilIds, labelsHash: labelsHashOf(list.labels, [...pupilIds, ...groupPupilIds]) };
}

async function insertOnce(
  work: Work,
  row: Parameters<typeof insertPhotoList>[1] & { id: string },
): Promise<{ copy: PhotoListRow; isNew: boolean }> {
  for (let tries = 0; tries < TRIES; tries++) {
    const inserted = await insertPhotoList(work.db, row);
    if (inserted) return { copy: inserted, isNew: true };
    const earlier = await findPhotoList(work.db, row, row.id);
    if (!earlier) continue;
    const same = earlier.tripId === row.tripId && earlier.kind === row.kind && earlier.madeBy === row.madeBy;
    if (same && !earlier.returnedAt && !earlier.lostAt) return { copy: earlier, isNew: false };
    break;
  }
  throw new AppError('illegal_move', 'already_recorded');
}
