// The bounds of an upload, checked before a byte is decoded (I-01).

/** Largest upload, in bytes (32 MiB). */
export const MAX_UPLOAD_BYTES = 32 * 1024 * 1024;

/** How long a worker may hold a photo for cleaning before another may take it, in ms. */
export const CLEANING_LEASE_MS = 120_000;

/** How long a photo waits after the store had no room or did not answer, in ms. */
export const WAIT_FOR_STORAGE_MS = 60_000;

/** Tries after which a photo that keeps breaking its worker is refused. */
export const MAX_CLEANING_ATTEMPTS = 3;

/** Originals are destroyed some days after the decision on their post (a school setting) or this many ms after upload, whichever comes first. */
export const KEEP_ORIGINAL_AFTER_UPLOAD_MS = 30 * 86_400_000;

/** In practice uploads live one day only: real children have no place there. */
export const KEEP_ORIGINAL_IN_PRACTICE_MS = 86_400_000;
