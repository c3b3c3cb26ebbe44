// Destroys photos' originals whose time is over, and with each all of the photo but what would be sent (R-69, R-106).
import { originalsToDestroy } from '#db/queries/photos.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { destroyWithOriginal } from './destroy-with-original.ts';
import { destroyOriginalOf } from './original-pieces.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { KEEP_ORIGINAL_AFTER_UPLOAD_MS, KEEP_ORIGINAL_IN_PRACTICE_MS } from './photo-limits.ts';

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
      now: new Date(now),
      daysAfterDecision: DEFAULT_SETTINGS.originalsKeptDays,
    },
    limit,
  );
  let destroyed = 0;
  for (const row of rows) {
    const ending =
      row.state === 'refused'
        ? destroyOriginalOf(deps, DESTROYER, row, 'refused')
        : destroyWithOriginal(deps, DESTROYER, row);
    await ending.then(
      () => (destroyed += 1),
      (error: unknown) => deps.log.error('an original could not be destroyed', { photoId: row.id, error }),
    );
  }
  return destroyed;
}
