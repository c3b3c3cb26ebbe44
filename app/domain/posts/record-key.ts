// The key under which a platform that takes one of ours keeps a post: made of the delivery itself, so that it is the same for every
// attempt, also after a power cut that took the last commits. Its form is the one that AT Protocol asks of record keys (a "TID").
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';

/** 13 characters that sort as their moments do: 53 bits of microseconds since 1970, then 10 bits, 5 bits a character. */
export function recordKeyOf(delivery: { id: string; createdAt: Date }): string {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(utf8ToBytes(delivery.id));
  const micros = BigInt(delivery.createdAt.getTime()) * 1000n + BigInt(((a << 8) | b) % 1000);
  const value = (micros << 10n) | BigInt(((c << 8) | d) & 1023);
  const digit = (place: number) => DIGITS[Number((value >> BigInt(60 - 5 * place)) & 31n)] ?? '';
  return Array.from({ length: 13 }, (_, place) => digit(place)).join('');
}
