// Before the boxes on a photo go with its original, what they told is kept without them: who is in the photo and how many faces
// had which answer, never where anybody stands (F-30). The approval of a post that waits for its time goes on covering it.
import { keepAccounted } from '#db/queries/photo-accounting.server.ts';
import type { PlacedRow } from '#db/queries/placed-photos.server.ts';
import type { Work } from '#app/domain/work.ts';
import { readPlacedPhotos } from './placed-photos.ts';
import { accountedPhoto } from './working-content.ts';

/** In: places of a clean photo, locked. Doing it twice keeps what was kept first. */
export async function keepAccountedPlaces(work: Work, places: readonly PlacedRow['place'][]): Promise<void> {
  for (const place of places) {
    if (place.accounted) continue;
    const placed = await readPlacedPhotos(work.db, place);
    const here = placed.find(({ postPhotoId }) => postPhotoId === place.id);
    if (here) await keepAccounted(work.db, place, place.id, accountedPhoto(here));
  }
}
