// Which boxes may be drawn on a photo: inside it, and large enough to be meant.
import { refuseStep } from './accounting.ts';
import { hiddenArea } from './edit-regions.ts';
import type { FaceBox } from './face-box.ts';

/** Smallest side of a face or of a thing to hide, px: smaller is a slip of the finger. */
export const MIN_BOX = 6;
/** Smallest side of what is kept by a crop, px. */
export const MIN_CROP = 32;
/** Most faces in one photo, and most things to hide. */
export const MOST_BOXES = 200;

interface Size {
  width: number;
  height: number;
}

/** The box in whole px. Errors: AppError illegal_move box_outside_photo, box_too_small. */
export function boxInside(box: FaceBox, photo: Size, smallest = MIN_BOX): FaceBox {
  const { x, y, width, height } = whole(box);
  if (![x, y, width, height].every(Number.isSafeInteger)) refuseStep('box_outside_photo');
  if (x < 0 || y < 0 || x + width > photo.width || y + height > photo.height) refuseStep('box_outside_photo');
  if (width < smallest || height < smallest) refuseStep('box_too_small');
  return { x, y, width, height };
}

/**
 * Whether anything of a face is left in the picture after the crop: as when it is hidden, hair, ears and chin around the box are
 * part of it, or half a head could stay in a picture in which nobody has to be asked about it (I-08).
 */
export function isInPicture(face: FaceBox, crop: FaceBox | null): boolean {
  if (!crop) return true;
  const head = hiddenArea(face);
  return (
    head.x < crop.x + crop.width &&
    crop.x < head.x + head.width &&
    head.y < crop.y + crop.height &&
    crop.y < head.y + head.height
  );
}

/** Both edges are rounded, so that a box inside the photo stays inside. */
function whole(box: FaceBox): FaceBox {
  const x = Math.round(box.x);
  const y = Math.round(box.y);
  return { x, y, width: Math.round(box.x + box.width) - x, height: Math.round(box.y + box.height) - y };
}
