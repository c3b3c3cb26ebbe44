// Cleans one photo in the worker: original out of quarantine, through the isolated engine, the clean copy proved and stored (I-02, R-69).
import { destroyPieceKeys } from '#db/queries/photo-pieces.server.ts';
import { endCleaning, insertVersion, leasePhoto, type PhotoRow } from '#db/queries/photos.server.ts';
import { postsOfPhoto } from '#db/queries/post-photos.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { OriginalDamaged } from '#app/domain/ports/photo-store.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { maySend, walkBytes } from './allowed-bytes.ts';
import { isNoRoom } from './no-room.ts';
import { destroyOriginalOf, readOriginalOf } from './original-pieces.ts';
import { findFaces } from './find-faces.ts';
import { CLEANING_LEASE_MS, MAX_CLEANING_ATTEMPTS, WAIT_FOR_STORAGE_MS } from './photo-limits.ts';

const CLEANER: SystemActor = { kind: 'system', name: 'system:clean-photo' };

export interface PhotoRef {
  schoolId: string;
  photoId: string;
}

/**
 * Cleans the photo if it waits for cleaning; returns what became of it. Running it twice, or in two workers, does it once.
 * The first answer counts: one that waited behind slow photos until its lease was over is not thrown away, or hostile photos
 * could keep a good one waiting until it is given up.
 * Errors: throws when the store cannot give the original or take the clean copy; it is tried again a minute later, as often as
 * it takes, and that is not counted as a try.
 */
export async function cleanPhoto(
  deps: WorkerDeps,
  ref: PhotoRef,
): Promise<'cleaned' | 'refused' | 'not_waiting' | 'will_try_again'> {
  const leased = await inOneTransaction(deps, CLEANER, async (work) => {
    const until = new Date(work.at.getTime() + CLEANING_LEASE_MS);
    const row = await leasePhoto(work.db, ref, ref.photoId, work.at, until);
    const school = row ? found(await findSchool(work.db, ref), 'school') : null;
    return row && school ? { row, maxEdge: settingsOf(school.settings).photoMaxEdge } : null;
  });
  if (!leased) return 'not_waiting';
  const { row, maxEdge } = leased;
  if (row.attempt > MAX_CLEANING_ATTEMPTS) return refuse(deps, row, 'engine_failed');
  const original = await readOriginalOf(deps, row).catch((error: unknown) => {
    if (error instanceof OriginalDamaged) return 'damaged' as const;
    return waitForStorage(deps, row, error);
  });
  if (original === null) return refuse(deps, row, 'engine_failed');
  if (original === 'damaged') return refuse(deps, row, 'damaged');
  const result = await deps.engine.clean(original, { maxEdge });
  if (!result.ok && result.code === 'engine_failed' && row.attempt < MAX_CLEANING_ATTEMPTS)
    return tryAgain(deps, row);
  if (!result.ok) return refuse(deps, row, result.code);
  const walked = walkBytes(result.photo.bytes);
  if (!maySend(walked)) return refuse(deps, row, 'leak_found');
  const kept = await keep(deps, row, result.photo);
  if (kept === 'cleaned') await findFaces(deps, ref, result.photo.bytes);
  return kept;
}

/** The engine itself failed, which is not the photo's fault: it goes back in line, and the sweep takes it up again. */
async function tryAgain(deps: WorkerDeps, row: PhotoRow): Promise<'will_try_again'> {
  await inOneTransaction(deps, CLEANER, (work) =>
    endCleaning(work.db, row, row.id, row.attempt, { state: 'quarantined' }),
  );
  return 'will_try_again';
}

/** Neither the photo's fault nor the engine's: no room, or no answer. The photo keeps its place, and nothing of it is given up. */
async function waitForStorage(deps: WorkerDeps, row: PhotoRow, error: unknown): Promise<never> {
  await inOneTransaction(deps, CLEANER, (work) => {
    const leaseUntil = new Date(work.at.getTime() + WAIT_FOR_STORAGE_MS);
    return endCleaning(work.db, row, row.id, row.attempt, { attempt: row.attempt - 1, leaseUntil });
  });
  throw error;
}

async function keep(
  deps: WorkerDeps,
  row: PhotoRow,
  photo: Extract<CleanResult, { ok: true }>['photo'],
): Promise<'cleaned' | 'not_waiting'> {
  const stored = await deps.photos.putClean(photo.bytes).catch((error) => waitForStorage(deps, row, error));
  const { key } = stored;
  const kept = await inOneTransaction(deps, CLEANER, async (work) => {
    const won = await endCleaning(work.db, row, row.id, 'any', {
      state: 'clean',
      removedKinds: photo.removed,
      frames: photo.frames,
      cleanedAt: work.at,
    });
    if (!won) return false;
    const { sha256, perceptualHash, likeness, format, width, height } = photo;
    const version = await insertVersion(work.db, {
      schoolId: row.schoolId,
      photoId: row.id,
      number: 1,
      key,
      sha256,
      perceptualHash,
      likeness,
      format,
      width,
      height,
      bytes: photo.bytes.byteLength,
      createdAt: work.at,
    });
    work.record({
      type: 'photo.cleaned',
      schoolId: row.schoolId,
      photoId: row.id,
      versionId: version.id,
      sha256,
      removed: photo.removed,
    });
    return true;
  }).catch((error: unknown) => {
    // The copy is not removed: the commit may have come through though its answer did not. A sweep removes it if nothing names it.
    if (isNoRoom(error)) return waitForStorage(deps, row, error);
    throw error;
  });
  if (!kept) await deps.photos.removeClean(key);
  return kept ? 'cleaned' : 'not_waiting';
}

/** A photo that cannot be used: said to the person who sent it, and its original destroyed at once. */
async function refuse(deps: WorkerDeps, row: PhotoRow, code: string): Promise<'refused' | 'not_waiting'> {
  const refused = await inOneTransaction(deps, CLEANER, async (work) => {
    const won = await endCleaning(work.db, row, row.id, 'any', { state: 'refused', refusalCode: code });
    if (!won) return false;
    await destroyPieceKeys(work.db, row, row.id);
    work.record({ type: 'photo.refused', schoolId: row.schoolId, photoId: row.id, code });
    const [postId] = await postsOfPhoto(work.db, row, row.id);
    work.notify({
      schoolId: row.schoolId,
      userId: row.uploadedBy,
      kind: 'photo_refused',
      code,
      ...(postId ? { postId } : {}),
    });
    return true;
  });
  if (refused) await destroyOriginalOf(deps, CLEANER, row, 'refused');
  return refused ? 'refused' : 'not_waiting';
}
