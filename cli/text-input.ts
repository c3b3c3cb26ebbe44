// Reads the text that a command is to check, from a file or standard input: UTF-8 and of a length that a post could ever have.
import { readFile } from 'node:fs/promises';
import { reason, Refused } from './photo-files.ts';

/** Bytes of a text, at most. */
export const MOST_BYTES = 100_000;

/** In: bytes and what to call them in a refusal. Out: the text, without a mark at its beginning. Throws `Refused` in plain words. */
export function textOf(bytes: Uint8Array, name: string): string {
  if (bytes.length > MOST_BYTES)
    throw new Refused(
      `${name}: is ${bytes.length.toLocaleString('en-GB')} bytes long; a text may have ${MOST_BYTES.toLocaleString('en-GB')}`,
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(`${name}: is not UTF-8 text; save it as UTF-8 and try again`);
  }
}

/** The bytes of a file. Throws `Refused` where it cannot be read. */
export const bytesOf = (path: string): Promise<Uint8Array> =>
  readFile(path).catch((error: unknown) => {
    throw new Refused(`${path}: cannot be read (${reason(error)})`);
  });
