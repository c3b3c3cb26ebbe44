// What the photo process is asked to do with one original, nothing left open: made by the parent from what was
// wished for, and read again by the process, which believes no number it has not looked at.
import type { CleanOptions, PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { FaceBox } from './face-box.ts';
import { CLEAN_BYTES, CLEAN_EDGE, MOST_EDGE } from './picture-bounds.ts';

export interface CleanOrder {
  /** px */
  maxEdge: number;
  maxBytes: number;
  mayMove: boolean;
  /** null: the pixels stay as they are */
  edits: PhotoEdits | null;
}

/** Every face of the largest group photo, and as many badges, number plates and screens again. */
const MOST_BLURS = 400;

/** In: what was wished for. Out: the order, defaults filled in. Errors: RangeError on a measure that cannot be. */
export function cleanOrder(options: CleanOptions = {}): CleanOrder {
  return readCleanOrder({
    maxEdge: options.maxEdge ?? CLEAN_EDGE,
    maxBytes: options.maxBytes ?? CLEAN_BYTES,
    mayMove: options.mayMove ?? false,
    edits: options.edits ?? null,
  });
}

/** In: an order as it came through a pipe. Out: the same, proved. Errors: RangeError on anything that is none. */
export function readCleanOrder(said: unknown): CleanOrder {
  const order = fields(said, 'an order');
  return {
    maxEdge: whole(order.maxEdge, 1, MOST_EDGE, 'the longest edge'),
    maxBytes: whole(order.maxBytes, 1, Number.MAX_SAFE_INTEGER, 'the most bytes'),
    mayMove: order.mayMove === true,
    edits: order.edits === null ? null : readEdits(order.edits),
  };
}

function readEdits(said: unknown): PhotoEdits {
  const edits = fields(said, 'the edits');
  const blurs = edits.blurs;
  if (!Array.isArray(blurs) || blurs.length > MOST_BLURS)
    throw new RangeError(`at most ${MOST_BLURS} regions can be blurred`);
  return {
    width: whole(edits.width, 1, MOST_EDGE, 'the width'),
    height: whole(edits.height, 1, MOST_EDGE, 'the height'),
    blurs: blurs.map(readBox),
    crop: edits.crop === null ? null : readBox(edits.crop),
    frame: whole(edits.frame, 0, Number.MAX_SAFE_INTEGER, 'the frame'),
  };
}

/** A box may reach over the edges of the photo, as a drawn one can; it must only be one. */
function readBox(said: unknown): FaceBox {
  const box = fields(said, 'a box');
  const measure = (value: unknown, least: number): number => {
    if (typeof value !== 'number' || !(value >= least && value <= 2 * MOST_EDGE))
      throw new RangeError('a box of an impossible measure');
    return value;
  };
  return {
    x: measure(box.x, -MOST_EDGE),
    y: measure(box.y, -MOST_EDGE),
    width: measure(box.width, 0),
    height: measure(box.height, 0),
  };
}

function fields(said: unknown, what: string): Record<string, unknown> {
  if (typeof said !== 'object' || said === null) throw new RangeError(`${what} that is none`);
  return said as Record<string, unknown>;
}

function whole(value: unknown, least: number, most: number, what: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${what} must be between ${least} and ${most}`);
  return value;
}
