// The bounds of an upload that arrives in pieces, and of the codes by which guests send photos.

/** Bytes of the original in one stored piece (1 MiB): all that the web side ever holds of an upload in memory. */
export const PIECE_BYTES = 1024 * 1024;

/** A connection cut more often than this has no signal worth the name: the upload begins again. */
export const MOST_PIECES = 1_000;

/** How long an upload may take from its first byte to its last, in ms. */
export const UPLOAD_LIVES_MS = 24 * 3_600_000;

/** Unfinished uploads that one person may have at once. */
export const MOST_ON_THE_WAY = 40;

/** How long a code for guests can be used, in ms. */
export const CODE_LIVES_MS = 24 * 3_600_000;

/** Most photos, and most bytes, that come in by one code. */
export const MOST_CODE_PHOTOS = 200;
export const MOST_CODE_BYTES = 2 * 1024 ** 3;

/** A guest's photo that nobody put into a post is destroyed this many ms after it came. */
export const KEEP_UNPLACED_MS = 7 * 86_400_000;
