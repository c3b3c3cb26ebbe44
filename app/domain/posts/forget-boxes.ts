// With the original go the boxes and the links from faces to people: what is kept says who is in the photo and how many faces had
// which answer, never where anybody stands (F-30). The approval of a post that waits for its time goes on covering it.
import { forgetFaces, keepAccounted } from '#db/queries/photo-accounting.server.ts';
import { lockPhotoAndPlaces } from '#db/queries/photo-renders.server.ts';
import type { Work } from '#app/domain/work.ts';
import { readPlacedPhotos } from './placed-photos.ts';
import { accountedPhoto } from './working-content.ts';

/** Forgets every box on the photo. Doing it twice keeps what was kept first. */
export async function forgetBoxes(work: Work, photo: { schoolId: string; id: string }): Promise<void> {
  const locked = await lockPhotoAndPlaces(work.db, photo, photo.id);
  if (!locked) return;
  for (const { id, postId, accounted } of locked.places) {
    if (accounted || locked.photo.state !== 'clean') continue;
    const placed = await readPlacedPhotos(work.db, { schoolId: photo.schoolId, postId });
    const here = placed.find(({ postPhotoId }) => postPhotoId === id);
    if (here) await keepAccounted(work.db, photo, id, accountedPhoto(here));
  }
  await forgetFaces(work.db, photo, photo.id);
}
