// The code on a pupil's private slip: short enough to type on a shared tablet, long enough that nobody finds one in the day for which
// it counts. Only a keyed digest of it is kept.
import { randomInt } from 'node:crypto';

/** No I, L, O, U, 0 or 1. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
/** 30⁸ codes are about 39 bits: with wrong ones counted, years of trying for one day's slips. */
const LENGTH = 8;

/** A new code, such as `7QK2-MD9A`, to be printed once. */
export function newSlipCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** A code as it is digested, however it was typed: spaces, small letters and hyphens do not count. */
export const tidyCode = (typed: string): string =>
  typed
    .slice(0, 200)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
