// Looks for faces in a clean photo and keeps where they are, never whose (I-06, F-27 to F-30). A look that fails is kept as such:
// a person then counts, and the approver confirms. It is never "no faces".
import { addFoundFaces, lookIsWanted, setFacesOutcome } from '#db/queries/found-faces.server.ts';
import { lockPhotoAndPlaces } from '#db/queries/photo-renders.server.ts';
import { findPhoto } from '#db/queries/photos.server.ts';
import { versionsOf } from '#db/queries/placed-photos.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { MOST_BOXES } from './box-bounds.ts';
import type { FaceBox } from './face-box.ts';
import { inReadingOrder } from './reading-order.ts';
import { isMadeBy } from './render-state.ts';

const FINDER: SystemActor = { kind: 'system', name: 'system:find-faces' };

/** How long after cleaning, in ms, a photo that nobody has looked at is taken to have been forgotten. */
export const LOOK_AGAIN_AFTER_MS = 60_000;

/** `settled_by_people`: somebody has accounted for it without a machine, which stands. */
export type FacesFound = 'looked' | 'unavailable' | 'nothing_to_do' | 'settled_by_people';

/**
 * Looks once; looks again at a photo that could not be looked at, as long as nobody has settled it. Doing it twice, or going on
 * after a crash, keeps one answer. `bytes`: the clean photo, where the caller has it.
 * Errors: throws when the clean copy cannot be read; the sweep tries again.
 */
export async function findFaces(
  deps: WorkerDeps,
  ref: { schoolId: string; photoId: string },
  bytes?: Uint8Array,
): Promise<FacesFound> {
  const photo = await findPhoto(deps.db, ref, ref.photoId);
  if (photo?.state !== 'clean' || photo.facesOutcome === 'looked') return 'nothing_to_do';
  const versions = await versionsOf(deps.db, ref, [ref.photoId]);
  const master = versions.find((version) => isMadeBy(version, null));
  if (!master) return 'nothing_to_do';
  const clean = bytes ?? (await deps.photos.readClean(master.key));
  if (!clean) throw new Error('the clean photo is not in the store');
  const look = await deps.faces.look(clean);
  return inOneTransaction(deps, FINDER, async (work) => {
    const locked = await lockPhotoAndPlaces(work.db, ref, ref.photoId);
    if (!locked || locked.photo.facesOutcome === 'looked' || locked.photo.originalDestroyedAt)
      return 'nothing_to_do';
    if (!(await lookIsWanted(work.db, ref, locked.photo))) return 'settled_by_people';
    if (look.outcome === 'unavailable') {
      await setFacesOutcome(work.db, ref, ref.photoId, { facesOutcome: 'unavailable', faceModel: null });
      deps.log.warn('nobody could look for faces', { photoId: ref.photoId, why: look.why });
      return 'unavailable';
    }
    const found = look.faces.map((face) => ({ ...face, box: inside(face.box, master) }));
    const surest = found.sort((a, b) => b.score - a.score).slice(0, MOST_BOXES);
    const rows = inReadingOrder(surest).map(({ box, score, certainty }, index) => ({
      schoolId: ref.schoolId,
      photoId: ref.photoId,
      number: index + 1,
      box,
      score,
      certainty,
      addedAt: work.at,
    }));
    await addFoundFaces(work.db, rows);
    await setFacesOutcome(work.db, ref, ref.photoId, { facesOutcome: 'looked', faceModel: look.model });
    return 'looked';
  });
}

/** The part of the box that lies on the photo, in whole px: a face at the edge reaches over it. */
function inside(box: FaceBox, photo: { width: number; height: number }): FaceBox {
  const within = (px: number, most: number) => Math.min(Math.max(Math.round(px), 0), most);
  const x = within(box.x, photo.width - 1);
  const y = within(box.y, photo.height - 1);
  const width = Math.max(1, within(box.x + box.width, photo.width) - x);
  const height = Math.max(1, within(box.y + box.height, photo.height) - y);
  return { x, y, width, height };
}
