// Where edits of a photo lie: what a crop keeps, how far a hidden region reaches beyond the box that asks for it, and how
// a place on the edited photo is found again on the unedited one. Pure geometry, shared by the photo process and the record.
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { FaceBox } from './face-box.ts';

/** A box is hidden with this share of its width and height more on every side: hair, ears and chin are part of a face (I-08). */
export const HIDDEN_MARGIN = 0.35;

/** The soft edge of a hidden region reaches this much further still, as a factor of its size. */
export const HIDDEN_EDGE = 1.08;

/** A region is never hidden smaller than this many px to a side, however small its box: a dot hides nothing. */
export const SMALLEST_HIDDEN = 12;

/** Out: what the crop keeps, in whole px of the unedited photo, never beyond it and at least 1 × 1. */
export function keptArea({ width, height, crop }: Pick<PhotoEdits, 'width' | 'height' | 'crop'>): FaceBox {
  if (!crop) return { x: 0, y: 0, width, height };
  const [x, right] = keptSpan(crop.x, crop.width, width);
  const [y, bottom] = keptSpan(crop.y, crop.height, height);
  return { x, y, width: right - x, height: bottom - y };
}

function keptSpan(start: number, length: number, whole: number): [number, number] {
  const from = Math.min(whole - 1, Math.max(0, Math.round(start)));
  return [from, Math.max(from + 1, Math.min(whole, Math.round(start + length)))];
}

/** In: a box to hide. Out: the box around all that is hidden for it, margin included; it may reach beyond the photo. */
export function hiddenArea(box: FaceBox): FaceBox {
  const width = Math.max(SMALLEST_HIDDEN, box.width * (1 + 2 * HIDDEN_MARGIN));
  const height = Math.max(SMALLEST_HIDDEN, box.height * (1 + 2 * HIDDEN_MARGIN));
  return {
    x: box.x + box.width / 2 - width / 2,
    y: box.y + box.height / 2 - height / 2,
    width,
    height,
  };
}

/** In: edits, and the size in px of the photo they made. Out: the hidden regions on that photo, soft edges included. */
export function hiddenOn(edits: PhotoEdits, made: { width: number; height: number }): FaceBox[] {
  const kept = keptArea(edits);
  const scale = { x: made.width / kept.width, y: made.height / kept.height };
  return edits.blurs.map((box) => {
    const area = grown(hiddenArea(box), HIDDEN_EDGE);
    return {
      x: (area.x - kept.x) * scale.x,
      y: (area.y - kept.y) * scale.y,
      width: area.width * scale.x,
      height: area.height * scale.y,
    };
  });
}

/** In: a box on the photo that the edits made, and its size in px. Out: the same box on the unedited photo. */
export function onUnedited(
  box: FaceBox,
  edits: PhotoEdits,
  made: { width: number; height: number },
): FaceBox {
  const kept = keptArea(edits);
  const scale = { x: kept.width / made.width, y: kept.height / made.height };
  return {
    x: kept.x + box.x * scale.x,
    y: kept.y + box.y * scale.y,
    width: box.width * scale.x,
    height: box.height * scale.y,
  };
}

/** In: a box on the unedited photo, the edits, and the size in px of the photo they made. Out: the same box on that photo. */
export function onMade(
  box: FaceBox,
  edits: Pick<PhotoEdits, 'width' | 'height' | 'crop'>,
  made: { width: number; height: number },
): FaceBox {
  const kept = keptArea(edits);
  const scale = { x: made.width / kept.width, y: made.height / kept.height };
  return {
    x: (box.x - kept.x) * scale.x,
    y: (box.y - kept.y) * scale.y,
    width: box.width * scale.x,
    height: box.height * scale.y,
  };
}

const grown = ({ x, y, width, height }: FaceBox, by: number): FaceBox => ({
  x: x - (width * (by - 1)) / 2,
  y: y - (height * (by - 1)) / 2,
  width: width * by,
  height: height * by,
});

/**
 * Whether two boxes mean the same face: the smaller lies for at least half in the other and is not much smaller, as a face on
 * somebody's shirt would be.
 */
export function isSamePlace(a: FaceBox, b: FaceBox): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return false;
  const [smaller, larger] = [a.width * a.height, b.width * b.height].sort((one, two) => one - two) as [
    number,
    number,
  ];
  return width * height >= 0.5 * smaller && smaller >= 0.2 * larger;
}
