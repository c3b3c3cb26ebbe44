// One export from asked for to gone: who does what by itself, how long things last, and how a state is left for the next.
import type { SystemActor } from '#app/domain/actor.ts';

export interface ExportRef {
  schoolId: string;
  exportId: string;
}

/** What the worker does by itself is recorded under this name. */
export const EXPORTER: SystemActor = { kind: 'system', name: 'system:export' };

/** How long one worker may be silent about an export before another begins it anew, in ms. */
export const EXPORT_LEASE_MS = 120_000;
/** How long to wait after a try that failed, in ms. */
export const TRY_AGAIN_AFTER_MS = 30_000;
/** Tries after which a person is told that it did not work. */
export const MOST_EXPORT_TRIES = 3;
/** How long a file can be fetched once it is ready, in ms. */
export const EXPORT_LIVES_MS = 24 * 3_600_000;
/** A question older than this is not answered: nobody waits for it any more, in ms. */
export const FETCH_LIVES_MS = 30_000;
/** Bytes of one stored piece, before encryption. */
export const EXPORT_PIECE_BYTES = 4 * 1024 * 1024;
