// How a copy of a photo list ends: handed back, or lost. A lost one is an incident about the list, told at once to those who look
// after pupils' data and safety; it stops no post, because a concern about every child on it would stop them all.
import { lockPhotoList, updatePhotoList } from '#db/queries/photo-lists.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Person, Role } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import type { Permission } from '#app/domain/permissions.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import type { PhotoListRow } from '#db/queries/photo-lists.server.ts';

export interface CopyRef {
  schoolId: string;
  tripId: string;
  copyId: string;
}

/** Who hears of a lost list. */
const TOLD: readonly Role[] = ['data_lead', 'dsl', 'deputy_dsl'];

/** Handed back and destroyed, or taken off the phone; a lost one that turned up again too. Twice is once. Errors: forbidden, not_found. */
export const handBackCopy = (deps: WorkDeps, actor: Person, ref: CopyRef): Promise<void> =>
  changeCopy(deps, actor, ref, 'photoList.make', async (work, copy) => {
    if (copy.returnedAt) return;
    await updatePhotoList(work.db, ref, copy.id, { returnedAt: work.at });
    ended(work, ref, 'returned');
  });

/** Somebody says that the copy is lost: the data lead and the safeguarding leads are told. Twice is once. Errors: forbidden, not_found. */
export const sayCopyLost = (deps: WorkDeps, actor: Person, ref: CopyRef): Promise<void> =>
  changeCopy(deps, actor, ref, 'photoList.make', async (work, copy) => {
    if (copy.lostAt || copy.returnedAt) return;
    await updatePhotoList(work.db, ref, copy.id, { lostAt: work.at, lostSaidBy: actor.userId });
    ended(work, ref, 'lost');
    for (const userId of await peopleWithRole(work.db, ref, TOLD, work.at))
      work.notify({ schoolId: ref.schoolId, userId, kind: 'photo_list_lost', aboutId: ref.tripId });
  });

/** A data lead or safeguarding lead says that what a lost list called for is done. Errors: forbidden, not_found. */
export const settleLostCopy = (deps: WorkDeps, actor: Person, ref: CopyRef): Promise<void> =>
  changeCopy(deps, actor, ref, 'restriction.know', async (work, copy) => {
    if (!copy.lostAt || copy.lostSettledAt) return;
    await updatePhotoList(work.db, ref, copy.id, { lostSettledAt: work.at, lostSettledBy: actor.userId });
    ended(work, ref, 'settled');
  });

async function changeCopy(
  deps: WorkDeps,
  actor: Person,
  ref: CopyRef,
  permission: Permission,
  change: (work: Work, copy: PhotoListRow) => Promise<void>,
): Promise<void> {
  requireMay(actor, permission, ref.schoolId, deps.clock.now());
  await inOneTransaction(deps, actor, async (work) => {
    const copy = found(await lockPhotoList(work.db, ref, ref.copyId), 'photo list');
    found(copy.tripId === ref.tripId || null, 'photo list');
    await change(work, copy);
  });
}

const ended = (work: Work, { schoolId, copyId }: CopyRef, cause: 'returned' | 'lost' | 'settled'): void =>
  work.record({ type: 'photo_list.ended', schoolId, photoListId: copyId, cause });
