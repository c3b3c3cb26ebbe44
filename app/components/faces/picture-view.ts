// What of a photo is on the screen: the whole of it, or a window that was zoomed and moved. Pure arithmetic, all of it
// in px of the photo, so that a box never depends on how large somebody's screen is.
import type { FaceBox } from '#app/domain/photos/face-box.ts';

export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** How somebody looks at the photo: how much larger than whole, and around which point of it. */
export interface Look {
  /** 1 = the whole photo */
  zoom: number;
  centre: Point;
}

export const MOST_ZOOM = 8;
/** One press of the zoom button. */
export const ZOOM_STEP = 1.6;

export const wholePicture = ({ width, height }: Size): Look => ({
  zoom: 1,
  centre: { x: width / 2, y: height / 2 },
});

export const centreOf = (box: FaceBox): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));

/** In: the photo, the stage it is drawn on (CSS px) and a look. Out: CSS px for each px of the photo. */
export function scaleOf(picture: Size, stage: Size, { zoom }: Look): number {
  return Math.min(stage.width / picture.width, stage.height / picture.height) * zoom;
}

/** Out: the window in px of the photo, of the stage's shape, never further out than the photo goes where it can help. */
export function windowOf(picture: Size, stage: Size, look: Look): FaceBox {
  const scale = scaleOf(picture, stage, look);
  const [width, height] = [stage.width / scale, stage.height / scale];
  const along = (centre: number, seen: number, whole: number): number =>
    seen >= whole ? (whole - seen) / 2 : clamp(centre - seen / 2, 0, whole - seen);
  return {
    x: along(look.centre.x, width, picture.width),
    y: along(look.centre.y, height, picture.height),
    width,
    height,
  };
}

/** Zooms so that the point of the photo under the finger stays under it. */
export function zoomedAt(picture: Size, stage: Size, look: Look, factor: number, at: Point): Look {
  const zoom = clamp(look.zoom * factor, 1, MOST_ZOOM);
  const before = windowOf(picture, stage, look);
  const share = { x: (at.x - before.x) / before.width, y: (at.y - before.y) / before.height };
  const after = windowOf(picture, stage, { ...look, zoom });
  return settled(picture, stage, {
    zoom,
    centre: {
      x: at.x + (0.5 - share.x) * after.width,
      y: at.y + (0.5 - share.y) * after.height,
    },
  });
}

/** Moves the window by so many px of the photo. */
export function movedBy(picture: Size, stage: Size, look: Look, by: Point): Look {
  const { x, y } = settled(picture, stage, look).centre;
  return settled(picture, stage, { ...look, centre: { x: x + by.x, y: y + by.y } });
}

/** The same look with its centre where the window really is, so that a move at the edge is not saved up. */
function settled(picture: Size, stage: Size, look: Look): Look {
  const seen = windowOf(picture, stage, look);
  return { ...look, centre: centreOf(seen) };
}

/** A low stage (a sheet lies over the rest) shows the photo across its whole width, or height, around this face. */
export function looksAt(picture: Size, stage: Size, look: Look, face: FaceBox): Look {
  const [across, down] = [stage.width / picture.width, stage.height / picture.height];
  const filling = Math.max(across, down) / Math.min(across, down);
  return { zoom: clamp(Math.max(look.zoom, Math.min(filling, 2.5)), 1, MOST_ZOOM), centre: centreOf(face) };
}

/** The part of the photo around a box that a thumbnail shows: a square with room on every side, within the photo. */
export function closeUp(box: FaceBox, picture: Size, room = 0.45): FaceBox {
  const side = Math.min(
    Math.max(box.width, box.height) * (1 + 2 * room),
    Math.max(picture.width, picture.height),
  );
  const { x, y } = centreOf(box);
  return {
    x: clamp(x - side / 2, 0, picture.width - side),
    y: clamp(y - side / 2, 0, picture.height - side),
    width: side,
    height: side,
  };
}
