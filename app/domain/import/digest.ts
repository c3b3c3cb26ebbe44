// One digest over many records or rows, by the machine's own SHA-256: a register is tens of megabytes of them.
import { createHash } from 'node:crypto';

/** SHA-256 in hex over the JSON of each value, one to a line, in their order. */
export function digestOfAll(values: Iterable<unknown>): string {
  const digest = createHash('sha256');
  for (const value of values) digest.update(`${JSON.stringify(value)}\n`);
  return digest.digest('hex');
}
