// Holds what the photo store has against what the rows name. Files that nothing names (uploads cut off, photos sent twice, copies
// whose transaction was lost) are removed; rows whose file is gone are told to the operator and to whoever sent the photo.
import {
  markFound,
  markMissing,
  namedAmong,
  type NamedFile,
  namedFiles,
  refuseWaiting,
} from '#db/queries/photo-files.server.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import { postsOfPhoto } from '#db/queries/post-photos.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { PhotoArea } from '#app/domain/ports/photo-store.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';

const SWEEPER: SystemActor = { kind: 'system', name: 'system:sweep-files' };

/** A file this old, in ms, has its row by now if it ever gets one: no transaction lives a day. */
const OLD_ENOUGH_MS = 24 * 3_600_000;
/** So few strange files, or lost ones, are no sign that store and database do not belong together. */
const A_FEW = 20;
const AT_ONCE = 500;

export interface Swept {
  /** files removed, because no row named them */
  removed: number;
  /** files newly found to be gone */
  missing: number;
}

interface Compared {
  orphans: { area: PhotoArea; key: string }[];
  gone: NamedFile[];
  back: NamedFile[];
  /** files that are where a row says */
  inPlace: number;
}

/**
 * Sweeps both areas once. Running it twice, or in two workers, does it once. When most of what is there belongs to nothing, or
 * most of what should be there is not, nothing is touched: store and database are then more likely of two installations.
 * Errors: throws when the store does not answer.
 */
export async function sweepPhotoFiles(deps: WorkerDeps): Promise<Swept> {
  await deps.photos.removeUnfinished();
  const found: Compared = { orphans: [], gone: [], back: [], inPlace: 0 };
  for (const area of ['quarantine', 'clean'] as const) await compare(deps, area, found);
  const { orphans, gone, back, inPlace } = found;
  if (isTooMany(orphans.length, inPlace) || isTooMany(gone.length, inPlace)) {
    const counts = { strange: orphans.length, gone: gone.length, inPlace };
    deps.log.error('the photo store and the database do not fit together; nothing was removed', counts);
    return { removed: 0, missing: 0 };
  }
  const removed = await removeOrphans(deps, orphans);
  const missing = await tellOfMissing(deps, gone, back);
  if (removed > 0 || missing > 0) {
    await inOneTransaction(deps, SWEEPER, async (work) =>
      work.record({ type: 'photos.swept', removed, missing }),
    );
    deps.log[missing > 0 ? 'warn' : 'info']('the photo store was swept', { removed, missing });
  }
  return { removed, missing };
}

const isTooMany = (odd: number, inPlace: number): boolean => odd > A_FEW && odd > inPlace;

/** One pass over an area, page by page. Rows are read after the files, so that a row which came first is never taken for lost. */
async function compare(deps: WorkerDeps, area: PhotoArea, found: Compared): Promise<void> {
  const oldBefore = deps.clock.now().getTime() - OLD_ENOUGH_MS;
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof deps.photos.list>> = await deps.photos.list(area, after);
    const named = await namedFiles(deps.db, area, after, page.next);
    const names = new Set(named.map((file) => file.key));
    const there = new Set(page.files.map((file) => file.key));
    for (const { key, storedAt } of page.files)
      if (!names.has(key) && storedAt.getTime() < oldBefore) found.orphans.push({ area, key });
    for (const file of named) {
      const isThere = there.has(file.key);
      if (isThere) found.inPlace += 1;
      if (isThere && file.missingSince) found.back.push(file);
      if (!isThere && !file.missingSince && file.storedAt.getTime() < oldBefore) found.gone.push(file);
    }
    after = page.next;
  } while (after !== null);
}

async function removeOrphans(deps: WorkerDeps, orphans: Compared['orphans']): Promise<number> {
  let removed = 0;
  for (const area of ['quarantine', 'clean'] as const) {
    const keys = orphans.filter((orphan) => orphan.area === area).map(({ key }) => key);
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      const some = keys.slice(start, start + AT_ONCE);
      const named = await namedAmong(deps.db, area, some);
      for (const key of some.filter((one) => !named.has(one))) {
        await (area === 'clean' ? deps.photos.removeClean(key) : deps.photos.removeOriginal(key));
        removed += 1;
      }
    }
  }
  return removed;
}

/** @returns how many files are newly missing */
async function tellOfMissing(deps: WorkerDeps, gone: NamedFile[], back: NamedFile[]): Promise<number> {
  let missing = 0;
  for (const file of gone)
    await inOneTransaction(deps, SWEEPER, async (work) => {
      if (!(await markMissing(work.db, file, work.at))) return;
      missing += 1;
      await tellSender(work, file);
    });
  for (const file of back) await inOneTransaction(deps, SWEEPER, (work) => markFound(work.db, file));
  return missing;
}

/** Whoever sent the photo hears of it when they can do something: the photo cannot be cleaned, or cannot be seen any more. */
async function tellSender(work: Work, file: NamedFile): Promise<void> {
  const { schoolId, photoId } = file;
  const [postId] = await postsOfPhoto(work.db, file, photoId);
  const about = { schoolId, ...(postId ? { postId } : {}) };
  if (file.area === 'clean') {
    const photo = await findPhoto(work.db, file, photoId);
    if (photo) work.notify({ ...about, userId: photo.uploadedBy, kind: 'photo_lost' });
    return;
  }
  const refused = await refuseWaiting(work.db, file, 'engine_failed');
  if (!refused) return;
  work.record({ type: 'photo.refused', schoolId, photoId, code: 'engine_failed' });
  work.notify({ ...about, userId: refused.uploadedBy, kind: 'photo_refused', code: 'engine_failed' });
}
