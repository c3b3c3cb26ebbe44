// The measures of a picture, in one place: how large it may be to be opened, and how large it leaves.

/** Largest picture opened, in px (width × height): 48-megapixel phones fit; a bomb does not. */
export const MOST_PIXELS = 60_000_000;

/** Longest edge of a clean photo in px: sharp on any screen, too small to read a badge across a room. */
export const CLEAN_EDGE = 2048;

/** Longest edge that any result may have in px; a school may ask for 1,600 to 4,096. */
export const MOST_EDGE = 16_384;

/** Largest clean photo in bytes. */
export const CLEAN_BYTES = 2_000_000;
