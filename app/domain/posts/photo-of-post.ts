// A photo of a post as it stands: the version that would be sent, the boxes on it, and who is in it. Pure data.
import type { PhotoAnswers } from '#app/domain/photos/about-photo.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { HiddenThing } from '#app/domain/photos/hidden-things.ts';
import type { RenderState } from '#app/domain/photos/render-state.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { AccountedPhoto, ContentPerson } from './post-digest.ts';

/** A photo's place in the working copy, with the clean version it would be sent as. */
export interface PlacedPhoto {
  postPhotoId: string;
  photoId: string;
  /** when it was sent to us */
  arrivedAt: Date;
  position: number;
  altText: string;
  headCount: number | null;
  state: 'quarantined' | 'cleaning' | 'clean' | 'refused';
  refusalCode: string | null;
  removedKinds: string[];
  /** the version that would be sent, with everything asked for done in its pixels; null while it is being made */
  version: PhotoVersion | null;
  /** the clean photo before any blur or crop, on which boxes are measured; null while not clean, or once destroyed */
  master: PhotoVersion | null;
  /** the original is destroyed: nothing can be made from it any more, and boxes and who stands on them went with it */
  originalGone: boolean;
  /** how far `version` is, once the photo is clean */
  rendering: RenderState;
  /** what is to be changed in the pixels; null = nothing */
  edits: PhotoEdits | null;
  /** pictures in the original: 1 for a still one */
  frames: number;
  /** whether faces were looked for; null = not yet */
  facesOutcome: 'looked' | 'unavailable' | null;
  faceModel: string | null;
  /** boxes by number */
  faces: PlacedFace[];
  /** things hidden beside faces */
  blurs: { id: string; what: HiddenThing; box: FaceBox }[];
  /** the group whose members are all in it but for the absent and the hidden; null = everybody is listed by name */
  group: {
    name: string;
    absent: string[];
    hidden: string[];
    outsidersNone: { by: string; at: Date } | null;
  } | null;
  about: PhotoAnswers;
  accountingSalt: string;
  /** what is kept of who is in it from when its boxes were destroyed; null before */
  accounted: AccountedPhoto | null;
  people: PlacedPerson[];
}

export interface PhotoVersion {
  id: string;
  key: string;
  sha256: string;
  perceptualHash: string;
  likeness: string | null;
  format: 'jpeg' | 'webp';
  width: number;
  height: number;
}

/** A box on the unedited clean photo. */
export interface PlacedFace {
  id: string;
  number: number;
  box: FaceBox;
  /** null when a person drew it */
  score: number | null;
  certainty: 'sure' | 'possible' | 'drawn';
  setAside: 'blur' | 'not_a_face' | null;
}

export interface PlacedPerson extends ContentPerson {
  rowId: string;
  placed: 'face' | 'behind' | 'together';
  faceId: string | null;
}
