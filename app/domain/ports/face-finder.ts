// What the isolated face finder promises: where faces are in a clean photo, and nothing about whose they are.
// Detection only: no embedding, no recognition, no age, no mood (I-06, F-27 to F-30).
import type { FaceBox } from '#app/domain/photos/face-box.ts';

export interface FoundFace {
  /** px of the photo that was looked at */
  box: FaceBox;
  /** how many of the looks agreed, 0 to 1 */
  score: number;
  /** `possible`: it may be a face; a person decides */
  certainty: 'sure' | 'possible';
}

/** `unavailable` is never "no faces": a person counts, and the approver confirms. */
export type FaceLook =
  | {
      outcome: 'looked';
      faces: FoundFace[];
      /** lower-case hex SHA-256 of the model */ model: string;
      ms: number;
    }
  | {
      outcome: 'unavailable';
      why: 'model_missing' | 'model_differs' | 'runtime_missing' | 'took_too_long' | 'failed';
    };

export interface FaceFinder {
  /**
   * Looks for faces in a clean photo (JPEG bytes that the walker has passed) in a separate process.
   * `except`: regions already made unrecognisable, where a smudge still looks like a face; what lies in them is left out.
   * Never throws: what cannot be looked at is `unavailable`. Rejects only when it is closed.
   */
  look(clean: Uint8Array, except?: readonly FaceBox[]): Promise<FaceLook>;
  /** Healthy only when the drawn picture of 18 faces gives 18. */
  health(): Promise<{ ok: boolean; detail: string }>;
  close(): Promise<void>;
}
