// What guests sent, in the tray of the writer who gave out the code: seen clean, put into a draft, or refused.
import {
  codesOf,
  findCode,
  lockPhotosOfCode,
  photosOfCode,
  refuseUnplaced,
  type UploadCodeRow,
} from '#db/queries/upload-codes.server.ts';
import { insertPlace } from '#db/queries/post-photos.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import type { Deps, WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { editPost } from '#app/domain/posts/edit-post.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { maySeeCode } from './give-code.ts';
import { KEEP_UNPLACED_MS } from './upload-limits.ts';

export interface CodeRef {
  schoolId: string;
  codeId: string;
}

export type ReceivedPhoto = Awaited<ReturnType<typeof photosOfCode>>[number];

/** Codes of the last days that this person may see, newest first. */
export async function listCodes(db: Database, person: Person, schoolId: string, at: Date) {
  const since = new Date(at.getTime() - 2 * KEEP_UNPLACED_MS);
  const all = may(person, 'post.readDrafts', schoolId, at);
  return codesOf(db, { schoolId }, since, all ? undefined : person.userId);
}

/** One code and the photos that came by it and are in no post. Errors: AppError not_found as for a code that is not there. */
export async function readTray(
  db: Database,
  person: Person,
  { schoolId, codeId }: CodeRef,
  at: Date,
): Promise<{ code: UploadCodeRow; photos: ReceivedPhoto[] }> {
  const code = found(await findCode(db, { schoolId }, codeId), 'code');
  found(maySeeCode(person, code, at) || null, 'code');
  return { code, photos: await photosOfCode(db, { schoolId }, codeId) };
}

/**
 * Whether a photo that is in no post may be looked at: it came by a code whose tray this person may open, and nobody has
 * refused it.
 */
export async function maySeeReceived(
  db: Database,
  person: Person,
  photo: { schoolId: string; uploadCodeId: string | null; state: string },
  at: Date,
): Promise<boolean> {
  if (!photo.uploadCodeId || photo.state === 'refused') return false;
  const code = await findCode(db, photo, photo.uploadCodeId);
  return code !== null && maySeeCode(person, code, at);
}

/**
 * Puts photos of a tray at the end of a draft. Returns how many fitted; one that somebody placed or refused meanwhile is
 * left out.
 * Errors: not_found as readTray; as editPost for the draft.
 */
export async function placeReceived(
  deps: Deps,
  person: Person,
  { schoolId, codeId }: CodeRef,
  postId: string,
  photoIds: readonly string[],
): Promise<{ placed: number; full: boolean }> {
  await readTray(deps.db, person, { schoolId, codeId }, deps.clock.now());
  let placed = 0;
  let full = false;
  await editPost(deps, person, { schoolId, postId }, undefined, async (work, facts) => {
    await lockPhotosOfCode(work.db, { schoolId }, codeId, photoIds);
    const free = (await photosOfCode(work.db, { schoolId }, codeId)).filter(
      ({ id, state }) => photoIds.includes(id) && state !== 'refused',
    );
    const fitting = free.slice(0, Math.max(0, MAX_PHOTOS - facts.photos.length));
    full = fitting.length < free.length;
    for (const { id: photoId } of fitting)
      await insertPlace(work.db, { schoolId, postId, photoId, addedAt: work.at });
    placed = fitting.length;
    return { fields: placed > 0 ? ['photos'] : [] };
  });
  return { placed, full };
}

/** Nobody needs these photos: all of the tray is refused, and destroyed within minutes. Returns how many. */
export async function refuseReceived(
  deps: WorkDeps,
  person: Person,
  { schoolId, codeId }: CodeRef,
): Promise<number> {
  return inOneTransaction(deps, person, async (work) => {
    const code = found(await findCode(work.db, { schoolId }, codeId), 'code');
    found(maySeeCode(person, code, work.at) || null, 'code');
    await lockPhotosOfCode(work.db, { schoolId }, codeId);
    const refused = await refuseUnplaced(work.db, { schoolId }, codeId);
    for (const photoId of refused)
      work.record({ type: 'photo.refused', schoolId, photoId, code: 'not_wanted' });
    return refused.length;
  });
}
