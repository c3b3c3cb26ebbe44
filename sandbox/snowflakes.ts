// Ids as X makes them: they grow with time and can be compared, and two listeners never make the same one.
import { randomInt } from 'node:crypto';

/** Milliseconds at which X's ids begin to count (4 November 2010). */
const EPOCH_MS = 1_288_834_974_657n;
const SEQUENCE_BITS = 12n;
const MACHINE_BITS = 10n;

/**
 * Makes a source of ids: 42 bits of ms, 10 bits for this source (random), 12 bits of sequence.
 * Each id is above the one before it, also when the clock stands still or steps back.
 */
export function createSnowflakes(now: () => Date): () => string {
  const machine = BigInt(randomInt(1 << Number(MACHINE_BITS)));
  let last = -1n;
  let sequence = 0n;
  return () => {
    const ms = BigInt(now().getTime()) - EPOCH_MS;
    if (ms > last) {
      last = ms;
      sequence = 0n;
    } else {
      sequence += 1n;
      if (sequence >> SEQUENCE_BITS > 0n) {
        last += 1n;
        sequence = 0n;
      }
    }
    return String((last << (MACHINE_BITS + SEQUENCE_BITS)) | (machine << SEQUENCE_BITS) | sequence);
  };
}

/** One id at a moment, with random low bits: for things made seldom, such as accounts. */
export function snowflakeAt(at: Date): string {
  const low = MACHINE_BITS + SEQUENCE_BITS;
  return String(((BigInt(at.getTime()) - EPOCH_MS) << low) | BigInt(randomInt(1 << Number(low))));
}
