// Asks for the edited version that a place in a post wants since its edits were changed (I-08).
import { setRender } from '#db/queries/photo-renders.server.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { Work } from '#app/domain/work.ts';
import { editsHash } from './photo-edits.ts';

/**
 * To be called in the transaction that wrote `edits` to the place. Tries at earlier edits count no longer, and whoever makes
 * an earlier version no longer keeps others off. After the commit the worker is told; a sweep finds what the queue loses.
 */
export async function renderWanted(
  work: Work,
  deps: Pick<Deps, 'queue'>,
  place: { schoolId: string; postPhotoId: string; edits: PhotoEdits | null },
): Promise<void> {
  const { schoolId, postPhotoId, edits } = place;
  await setRender(work.db, place, postPhotoId, { renderTries: 0, renderLeaseUntil: null });
  if (!edits) return;
  work.afterCommit(() =>
    deps.queue.enqueue(
      'render-photo',
      { schoolId, postPhotoId },
      { jobId: `render-${postPhotoId}-${editsHash(edits).slice(0, 16)}` },
    ),
  );
}
