// The measures of a picture, in one place: how large it may be to be opened, and how large it leaves.
import type { SniffedFormat } from './sniff-format.ts';

/** Largest picture opened, in px (width × height): 48-megapixel phones fit; a bomb does not. */
export const MOST_PIXELS = 60_000_000;

/** Decoders of these formats hold the whole picture several times over; this many px still fit the memory limit. */
const MOST_PIXELS_OF: Partial<Record<SniffedFormat, number>> = { avif: 30_000_000, heic: 52_000_000 };

/** Out: the largest picture of a format that is opened, in px. */
export const mostPixels = (format: SniffedFormat): number => MOST_PIXELS_OF[format] ?? MOST_PIXELS;

/** Pictures in a moving one that may stay one; px of all of them together, as they come and as they leave. */
export const MOST_FRAMES = 200;
export const MOST_MOVING_PIXELS = 40_000_000;
export const CLEAN_MOVING_PIXELS = 16_000_000;

/** Longest edge of a clean photo in px: sharp on any screen, too small to read a badge across a room. */
export const CLEAN_EDGE = 2048;

/** Longest edge that any result may have in px; a school may ask for 1,600 to 4,096. */
export const MOST_EDGE = 16_384;

/** Largest clean photo in bytes. */
export const CLEAN_BYTES = 2_000_000;
