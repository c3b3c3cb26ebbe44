// The key under which a platform that takes one of ours keeps a post: made once for a delivery, the same for every attempt, so that
// a repeat of the create call changes nothing. Its form is the one that AT Protocol asks of record keys (a "TID").
import { randomInt } from 'node:crypto';

const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';

/** 13 characters that sort as their moments do: 53 bits of microseconds since 1970, then 10 random bits, 5 bits a character. */
export function newRecordKey(at: Date): string {
  const micros = BigInt(at.getTime()) * 1000n + BigInt(randomInt(1000));
  const value = (micros << 10n) | BigInt(randomInt(1024));
  return Array.from(
    { length: 13 },
    (_, place) => DIGITS[Number((value >> BigInt(60 - 5 * place)) & 31n)],
  ).join('');
}
