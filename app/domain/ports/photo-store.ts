// Where photo bytes live. Quarantine (encrypted originals) and clean copies never mix, and have separate doors.

/** Encrypted originals, and clean copies. */
export type PhotoArea = 'quarantine' | 'clean';

export interface StoredPage {
  /** `storedAt` by the store's own clock */
  files: { key: string; storedAt: Date }[];
  /** null when this was the last page */
  next: string | null;
}

/** The disk is full: nothing was kept, and the person can try again once there is room. */
export class PhotoStorageFull extends Error {
  constructor(cause: unknown) {
    super('There is no room left to store photos.', { cause });
    this.name = 'PhotoStorageFull';
  }
}

/** What is stored is not what was put there for this photo: changed, cut, swapped, or of another photo. */
export class OriginalDamaged extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OriginalDamaged';
  }
}

/** What the encryption of a piece may be bound to; see `PieceInStore`. */
export const PIECE_BINDINGS = ['piece', 'photo'] as const;

/** The web side's door: may put an original into quarantine and read clean copies; what lies in quarantine it cannot open. */
export interface PhotoIntake {
  /**
   * Encrypts and stores one piece of an original under a random key; the file name never arrives here. `number` counts
   * the pieces from 0 (a whole original is piece 0) and is bound into the encryption with the photo's id, so that pieces
   * cannot be swapped.
   * Returns what the piece's row must keep: the storage key and the sealed data key.
   * Errors: PhotoStorageFull.
   */
  putPiece(photoId: string, number: number, bytes: Uint8Array): Promise<StoredPiece>;
  /**
   * One stored piece in the clear, for whoever was given its data key: the worker gives it out, one fetching at a time.
   * Errors: OriginalDamaged when it is changed, of another id or place, or closed with another key; throws when it is gone.
   */
  openPiece(id: string, piece: { number: number; key: string }, dataKey: Uint8Array): Promise<Uint8Array>;
  /** Bytes of a clean copy, or null when absent. */
  readClean(key: string): Promise<Uint8Array | null>;
  /** Whether the store answers and has room, in words for the operator. Never throws. */
  health(): Promise<{ ok: boolean; detail: string }>;
}

export interface StoredPiece {
  key: string;
  /** data key sealed to the worker's public key, base64 */
  sealedKey: string;
  keyId: string;
  /** size of the piece in bytes, before encryption */
  bytes: number;
}

/** A piece as its row remembers it. */
export interface PieceInStore {
  number: number;
  key: string;
  sealedKey: string;
  keyId: string;
  /** `piece`: to photo and number; `photo`: to the photo alone, as whole originals of earlier releases are */
  boundTo: (typeof PIECE_BINDINGS)[number];
}

/** The worker's door. */
export interface PhotoStore extends PhotoIntake {
  /**
   * Decrypts an original from its pieces, in the order given.
   * Errors: OriginalDamaged when one is changed, cut, or of another photo or place; throws when one is gone, sealed to
   * a key that is not here, or the store does not answer.
   */
  readPieces(photoId: string, pieces: readonly PieceInStore[]): Promise<Uint8Array>;
  /** The data key of one piece, 32 bytes, opened. Errors: throws when it is sealed to a key that is not here. */
  dataKeyOf(piece: Pick<PieceInStore, 'sealedKey' | 'keyId'>): Promise<Uint8Array>;
  /** Stores a clean copy under a random key and fsyncs it before resolving. Errors: PhotoStorageFull. */
  putClean(bytes: Uint8Array): Promise<{ key: string }>;
  /** Removes the file of a piece; removing what is already gone is no error. */
  removeOriginal(key: string): Promise<void>;
  removeClean(key: string): Promise<void>;
  /** What lies in an area, in the order of the keys, a page at a time: `after` is the `next` of the page before. */
  list(area: PhotoArea, after: string | null): Promise<StoredPage>;
  /** Removes what killed processes left half-written more than an hour ago. @returns how many */
  removeUnfinished(): Promise<number>;
}
