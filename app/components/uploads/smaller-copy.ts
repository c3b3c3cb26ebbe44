// For a photo over the limits only: says so before a byte is sent, and makes a smaller copy in the browser when asked to.
// Everything else goes up as it is, because finding small faces needs every pixel that there is.
import { declaredSize } from '#app/domain/photos/declared-size.ts';
import { MOST_PIXELS } from '#app/domain/photos/picture-bounds.ts';

/** Long edge of a smaller copy, in px: twice what finding faces looks at. */
const LONG_EDGE = 4_096;
const QUALITY = 0.9;
/** Where the header of every ordinary photo ends, in bytes. */
const HEADER = 512 * 1024;

/** Whether the photo says of itself that it has more pixels than are ever opened. */
export async function hasTooManyPixels(file: Blob): Promise<boolean> {
  const size = declaredSize(new Uint8Array(await file.slice(0, HEADER).arrayBuffer()));
  return size !== undefined && size.width * size.height > MOST_PIXELS;
}

/** A JPEG of at most 4,096 px at its longer edge, or null when this device cannot open the photo. */
export async function smallerCopy(file: Blob): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONG_EDGE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext('2d');
    if (!pen) return null;
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  } catch {
    return null;
  }
}
