// Destroys encrypted originals whose time is over: first the key, then the file, then a line of proof in the log.
import { originalsToDestroy } from '#db/queries/photos.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { destroyOriginalOf } from './original-pieces.ts';
import {
  KEEP_ORIGINAL_AFTER_DECISION_MS,
  KEEP_ORIGINAL_AFTER_UPLOAD_MS,
  KEEP_ORIGINAL_IN_PRACTICE_MS,
} from './photo-limits.ts';

const DESTROYER: SystemActor = { kind: 'system', name: 'system:destroy-originals' };

/** Destroys up to `limit` originals; one that fails is logged, tried again at the next run, and stops no other. @returns how many */
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
  let destroyed = 0;
  for (const row of rows) {
    const cause = row.state === 'refused' ? 'refused' : 'time_over';
    await destroyOriginalOf(deps, DESTROYER, row, cause).then(
      () => (destroyed += 1),
      (error: unknown) => deps.log.error('an original could not be destroyed', { photoId: row.id, error }),
    );
  }
  return destroyed;
}
