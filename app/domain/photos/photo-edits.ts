// What is to be changed in the pixels of a photo, derived in one place from what people settled, and named by a hash, so
// that a version can be told to be exactly what was asked for (I-08).
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import type { FaceBox } from './face-box.ts';

/** The hash of a photo in which nothing is changed. */
export const NO_EDITS = 'none';

/** Out: the name of these edits, under which their version is kept. */
export const editsHash = (edits: PhotoEdits | null): string => (edits ? hashOf(edits) : NO_EDITS);

export interface WantedEdits {
  /** px of the unedited clean photo */
  width: number;
  height: number;
  /** every box to hide, whether a face or a thing */
  hide: readonly FaceBox[];
  crop: FaceBox | null;
  frame: number;
}

/** Out: the edits in their one canonical form (boxes in whole px, in reading order, each once), or null when there are none. */
export function editsOf({ width, height, hide, crop, frame }: WantedEdits): PhotoEdits | null {
  const blurs = [...new Map(hide.map((box) => [JSON.stringify(whole(box)), whole(box)])).values()].sort(
    (a, b) => a.y - b.y || a.x - b.x || a.width - b.width || a.height - b.height,
  );
  if (blurs.length === 0 && !crop && frame === 0) return null;
  return { width, height, blurs, crop: crop ? whole(crop) : null, frame };
}

/** Whether anything can be seen with the second edits that the first hid or cut away. */
export function showsMore(before: PhotoEdits | null, after: PhotoEdits | null): boolean {
  if (!before) return (after?.frame ?? 0) !== 0;
  if (before.frame !== (after?.frame ?? 0)) return true;
  const still = new Set(after?.blurs.map((box) => JSON.stringify(whole(box))));
  if (before.blurs.some((box) => !still.has(JSON.stringify(whole(box))))) return true;
  return before.crop !== null && !(after?.crop && isWithin(after.crop, before.crop));
}

const isWithin = (inner: FaceBox, outer: FaceBox): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const whole = ({ x, y, width, height }: FaceBox): FaceBox => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.round(width),
  height: Math.round(height),
});
