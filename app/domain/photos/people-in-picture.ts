// Who of those placed in a photo can be seen after its crop: somebody whose face was cut away is not in the picture, and is in it
// again as soon as the crop is taken back (I-04, I-06).
import { isInPicture } from './box-bounds.ts';
import type { FaceBox } from './face-box.ts';

interface Settled<P> {
  /** px of the unedited clean photo, as is the crop */
  faces: readonly { id: string; box: FaceBox }[];
  people: readonly P[];
  crop: FaceBox | null;
}

/** Everybody but those whose face lies wholly outside the crop; whoever stands on no face is in it. */
export function peopleInPicture<P extends { faceId: string | null }>({
  faces,
  people,
  crop,
}: Settled<P>): P[] {
  const cutAway = new Set(faces.filter(({ box }) => !isInPicture(box, crop)).map(({ id }) => id));
  return people.filter(({ faceId }) => faceId === null || !cutAway.has(faceId));
}
