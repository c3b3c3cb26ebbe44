// What the isolated photo process promises: bytes in; clean bytes and a report out, or one clear refusal.
import type { FaceBox } from '#app/domain/photos/face-box.ts';

/** Why a photo cannot be used. Each code has one kind sentence on screen (see photos/photo-refusals). */
export type PhotoRefusalCode =
  | 'empty'
  | 'too_many_bytes'
  | 'too_many_pixels'
  | 'too_many_scans'
  | 'heic'
  | 'raw'
  | 'svg'
  | 'pdf'
  | 'video'
  | 'animated'
  | 'unsupported_format'
  | 'damaged'
  | 'took_too_long'
  | 'leak_found'
  | 'engine_failed';

/** Kinds of metadata found in the original and gone from the result: kinds, never values (I-02). */
export type MetadataKind =
  | 'location'
  | 'camera'
  | 'serial_number'
  | 'owner'
  | 'date_taken'
  | 'thumbnail'
  | 'xmp'
  | 'iptc'
  | 'colour_profile'
  | 'comment'
  | 'text'
  | 'maker_notes'
  | 'extra_image'
  | 'provenance'
  | 'trailing_bytes'
  | 'orientation'
  | 'other';

/** What is changed in the pixels themselves; boxes are px of the unedited clean photo of `width` × `height` px. */
export interface PhotoEdits {
  width: number;
  height: number;
  /** regions made unrecognisable for good (I-08) */
  blurs: FaceBox[];
  /** what is kept of the photo; null = all of it */
  crop: FaceBox | null;
  /** which picture of a moving one, counted from 0 */
  frame: number;
}

export interface CleanPhoto {
  /** `webp` only for a moving picture that may stay one */
  format: 'jpeg' | 'webp';
  /** px, after orientation is applied */
  width: number;
  /** px */
  height: number;
  /** The clean file itself; every byte has passed the allow-list walker. */
  bytes: Uint8Array;
  /** lower-case hex SHA-256 of `bytes` */
  sha256: string;
  /** 64-bit perceptual hash, 16 lower-case hex digits */
  perceptualHash: string;
  /** The likenesses by which this picture, or a piece of it, is known again (see photos/likeness); base64. */
  likeness: string;
  removed: MetadataKind[];
  /** pictures in the original: 1 for a still one */
  frames: number;
  /** px of the original, after orientation is applied and before anything is cropped or shrunk */
  original: { width: number; height: number };
  /** wall ms spent in the engine */
  ms: number;
}

export type CleanResult =
  { ok: true; photo: CleanPhoto } | { ok: false; code: PhotoRefusalCode; detail: string };

export interface CleanOptions {
  /** longest edge of the result in px; default 2,048 */
  maxEdge?: number;
  /** upper bound of the result in bytes; default 2,000,000 */
  maxBytes?: number;
  /** whether a moving picture may stay one (as animated WebP); default false: its chosen frame, as a JPEG */
  mayMove?: boolean;
  /** what a person asked to be changed in the pixels; default nothing */
  edits?: PhotoEdits;
}

export interface PhotoEngine {
  /**
   * Cleans one photo in a separate process. Never throws on bad input: a refusal says why.
   * Errors: rejects only when the engine itself is closed.
   */
  clean(original: Uint8Array, options?: CleanOptions): Promise<CleanResult>;
  health(): Promise<{ ok: boolean; detail: string }>;
  close(): Promise<void>;
}
