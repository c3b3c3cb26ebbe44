// Fixed ids for the practice world, made from a name (RFC 9562 version 5), so that guides and tests can say which pupil they mean.
import { createHash } from 'node:crypto';

const NAMESPACE = Buffer.from('6f1d2a4e9c0b5b7e8a3d41c29e75f0b6', 'hex');

/** The id of one thing of the practice world, e.g. `pupil/ashwick/7`: the same on every machine. */
export function practiceId(name: string): string {
  const digest = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
