// An edited version that one worker is making: what it is made from and for, and how it is put down again when it cannot be made.
import { endRender } from '#db/queries/photo-renders.server.ts';
import type { PhotoRow } from '#db/queries/photos.server.ts';
import type { PlacedRow } from '#db/queries/placed-photos.server.ts';
import { findPost } from '#db/queries/posts.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { MOST_RENDER_TRIES } from './render-state.ts';

export const RENDERER: SystemActor = { kind: 'system', name: 'system:render-photo' };

export interface RenderInHand {
  /** as it was when it was taken: its tries and lease tell whether it is still in hand */
  place: PlacedRow['place'];
  photo: PhotoRow;
  edits: PhotoEdits;
  /** px */
  maxEdge: number;
  /** SHA-256 of the versions of this photo in which nothing is changed */
  plain: string[];
}

/** Puts it down with these columns, unless it is in other hands by now. */
export async function putDown(
  deps: WorkerDeps,
  { place }: RenderInHand,
  columns: { renderTries: number; renderLeaseUntil: Date | null },
): Promise<void> {
  await inOneTransaction(deps, RENDERER, (work) => endRender(work.db, place, columns));
}

/** No further try: the author is told once, in words that say what to do. */
export async function giveUpRendering(
  deps: WorkerDeps,
  { place, photo }: RenderInHand,
  code: 'engine_failed' | 'send_again',
): Promise<'given_up' | 'send_again' | 'overtaken'> {
  return inOneTransaction(deps, RENDERER, async (work) => {
    const columns = { renderTries: MOST_RENDER_TRIES + 1, renderLeaseUntil: null };
    if (!(await endRender(work.db, place, columns))) return 'overtaken';
    const { schoolId, postId } = place;
    const post = await findPost(work.db, place, postId);
    if (post) work.notify({ schoolId, userId: post.authorId, kind: 'photo_not_changed', postId, code });
    work.record({ type: 'photo.not_rendered', schoolId, photoId: photo.id, code });
    return code === 'send_again' ? 'send_again' : 'given_up';
  });
}
