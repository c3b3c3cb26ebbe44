// The two areas in which photos lie and what their keys look like: a key says which area it is of, so that a key of one can never
// fetch from the other, whatever the photos stand on.
import { randomBytes } from 'node:crypto';
import type { PhotoArea, StoredPage } from '#app/domain/ports/photo-store.ts';

/** Bytes under keys, in two areas that never mix: what a disk and an S3-compatible server have in common. */
export interface PhotoAreas {
  /**
   * Stores the chunks as one file under a new key; when it resolves, the file survives a power cut.
   * Errors: PhotoStorageFull; otherwise throws with one plain line. Then nothing of it can be read.
   */
  put(area: PhotoArea, key: string, chunks: Iterable<Uint8Array>): Promise<void>;
  /** The file's bytes, or null when there is none. Errors: throws when the answer cannot be had. */
  read(area: PhotoArea, key: string): Promise<Uint8Array | null>;
  /** Removes the file; one that is gone is no error. */
  remove(area: PhotoArea, key: string): Promise<void>;
  /** The area's files in the order of their keys, a page at a time; files that are not ours are left out. */
  list(area: PhotoArea, after: string | null): Promise<StoredPage>;
  /** Removes what killed processes left half-written. @returns how many */
  removeUnfinished(): Promise<number>;
  /** Whether what is removed from the area is kept all the same, as a bucket with versions does. */
  keepsRemoved(area: PhotoArea): Promise<boolean>;
  /** Whether there is room and an answer. Never throws. */
  health(): Promise<{ ok: boolean; detail: string }>;
}

const LETTERS: Record<PhotoArea, string> = { quarantine: 'o', clean: 'c' };
const SHAPES: Record<PhotoArea, RegExp> = { quarantine: /^o-[0-9a-f]{32}$/, clean: /^c-[0-9a-f]{32}$/ };

/** A key that nobody can guess and nobody has been given before. */
export const newKey = (area: PhotoArea): string => `${LETTERS[area]}-${randomBytes(16).toString('hex')}`;

export const isKeyOf = (area: PhotoArea, key: string): boolean => SHAPES[area].test(key);

/** The key itself. Errors: throws for anything but a key of this area, such as a path. */
export function keyOf(area: PhotoArea, key: string): string {
  if (!isKeyOf(area, key)) throw new Error(`That is no key of a photo in ${area}.`);
  return key;
}
