// Destroys encrypted originals whose time is over: first the key, then the file, then a line of proof in the log.
import { forgetOriginal, originalsToDestroy } from '#db/queries/photos.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import {
  KEEP_ORIGINAL_AFTER_DECISION_MS,
  KEEP_ORIGINAL_AFTER_UPLOAD_MS,
  KEEP_ORIGINAL_IN_PRACTICE_MS,
} from './photo-limits.ts';

const DESTROYER: SystemActor = { kind: 'system', name: 'system:destroy-originals' };

/** Destroys up to `limit` originals. @returns how many */
export async function destroyOriginals(deps: WorkerDeps, limit = 100): Promise<number> {
  const now = deps.clock.now().getTime();
  const before = (ms: number) => new Date(now - ms);
  const rows = await originalsToDestroy(
    deps.db,
    {
      uploadedBefore: before(KEEP_ORIGINAL_AFTER_UPLOAD_MS),
      practiceBefore: before(KEEP_ORIGINAL_IN_PRACTICE_MS),
      decidedBefore: before(KEEP_ORIGINAL_AFTER_DECISION_MS),
    },
    limit,
  );
  for (const row of rows) {
    const { originalKey, schoolId, id: photoId } = row;
    await inOneTransaction(deps, DESTROYER, async (work) => {
      await forgetOriginal(work.db, row, photoId, work.at);
      work.record({ type: 'photo.original_destroyed', schoolId, photoId, cause: 'time_over' });
    });
    if (originalKey) await deps.photos.removeOriginal(originalKey);
  }
  return rows.length;
}
