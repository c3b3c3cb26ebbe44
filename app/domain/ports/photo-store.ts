// Where photo bytes live. Quarantine (encrypted originals) and clean copies never mix, and have separate doors.

/** The disk is full: nothing was kept, and the person can try again once there is room. */
export class PhotoStorageFull extends Error {
  constructor(cause: unknown) {
    super('There is no room left to store photos.', { cause });
    this.name = 'PhotoStorageFull';
  }
}

/** The web side's door: may put an original into quarantine and read clean copies, never read an original. */
export interface PhotoIntake {
  /**
   * Encrypts and stores an original under a random key; the file name never arrives here.
   * Returns the storage key and the sealed data key to be kept in the photo's row.
   * Errors: PhotoStorageFull.
   */
  putOriginal(photoId: string, bytes: Uint8Array): Promise<StoredOriginal>;
  /**
   * The same for one piece of an original that arrives in several: `number` counts them from 0 and is bound into the
   * encryption with the photo's id, so that pieces cannot be swapped.
   * Errors: PhotoStorageFull.
   */
  putPiece(photoId: string, number: number, bytes: Uint8Array): Promise<StoredOriginal>;
  /** Bytes of a clean copy, or null when absent. */
  readClean(key: string): Promise<Uint8Array | null>;
}

export interface StoredOriginal {
  key: string;
  /** data key sealed to the worker's public key, base64 */
  sealedKey: string;
  keyId: string;
  /** size of the original in bytes */
  bytes: number;
}

/** The worker's door. */
export interface PhotoStore extends PhotoIntake {
  /** Decrypts an original. Errors: throws when the file is gone, damaged or sealed to another key. */
  readOriginal(
    photoId: string,
    stored: { key: string; sealedKey: string; keyId: string },
  ): Promise<Uint8Array>;
  /** Decrypts an original from its pieces, in order. Errors: throws when one is gone, damaged, misplaced or sealed to another key. */
  readPieces(
    photoId: string,
    pieces: readonly { number: number; key: string; sealedKey: string; keyId: string }[],
  ): Promise<Uint8Array>;
  /** Stores a clean copy under a random key and fsyncs it before resolving. Errors: PhotoStorageFull. */
  putClean(bytes: Uint8Array): Promise<{ key: string }>;
  /** Removes the file; removing what is already gone is no error. */
  removeOriginal(key: string): Promise<void>;
  removeClean(key: string): Promise<void>;
}
