// The approval digest: one hash over everything that feeds a check, so that approving binds exactly what will be sent.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { PhotoAnswers } from '#app/domain/photos/about-photo.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';

export interface ContentPerson {
  /** `guest`: a child from elsewhere, by the release that covers them */
  kind: 'pupil' | 'adult' | 'guest';
  /** pupil id, adult permission id or guest permission id */
  id: string;
  faceOn: 'yes' | 'no' | 'unknown';
  uniform: 'yes' | 'no' | 'unknown';
  /** On a face, seen without one, or somewhere among the others; never on which face. Absent in schema 1. */
  placed?: 'face' | 'behind' | 'together';
  /** Always null: who stands where is never kept in what was submitted, and goes with the original. */
  box: FaceBox | null;
}

/** What became of the faces of a photo, in numbers only: where they are and who they are stays with the working copy. */
export interface ContentFaces {
  /** `not_yet`: nobody has looked; `unavailable`: a person counts instead */
  outcome: 'looked' | 'unavailable' | 'not_yet';
  /** SHA-256 of the model that looked */
  model: string | null;
  /** boxes, found and drawn */
  boxes: number;
  /** boxes that nobody has settled and no group covers */
  open: number;
  /** boxes with a person on them */
  people: number;
  blurred: number;
  notFaces: number;
  /** side of the largest settled person's face as a share of the photo's shorter side, 0 to 1, in thousandths (I-07) */
  largest: number;
}

/** Everybody of a class or group is in the photo but for those named here, and nobody else is. */
export interface ContentGroup {
  name: string;
  /** pupil ids, sorted */
  absent: string[];
  /** how many members are in it and hidden; who they are stays with the working copy */
  hidden: number;
  outsidersNone: boolean;
}

export interface ContentPhoto {
  /** SHA-256 of the clean file, lower-case hex */
  sha256: string;
  versionId: string;
  altText: string;
  crop: FaceBox | null;
  people: ContentPerson[];
  /** how many people can be seen, as the author counted */
  headCount: number | null;
  /** absent in revisions cut before faces were looked for: those must be submitted again */
  faces?: ContentFaces;
  group?: ContentGroup | null;
  about?: PhotoAnswers;
  /** salted hash over which person is on which face: binds the approval to it without keeping it */
  accounting?: string;
}

/** What is kept of who is in a photo once its boxes are destroyed with the original. */
export type AccountedPhoto = Required<Pick<ContentPhoto, 'people' | 'faces' | 'accounting'>>;

/** A post as a value: exactly what is approved, and exactly what will be sent. */
export interface PostContent {
  /** 1: cut before faces were looked for */
  schema: 1 | 2;
  words: string;
  /** the subject it was said to be about; absent where none was */
  subject?: string;
  photos: ContentPhoto[];
  purpose: string;
  tripId: string | null;
  accountId: string;
  /** further accounts it is also for, by id, sorted; absent where there are none */
  alsoOn?: string[];
  /** ISO 8601 moments between which it may go out */
  window: { from: string; until: string };
  /** addresses in the words, in order */
  links: string[];
  /** names of the declarations ticked, sorted */
  declarations: string[];
}

/** Lower-case hex SHA-256 of the canonical JSON (RFC 8785) of the content. */
export function digestOf(content: PostContent): string {
  return hashOf(content);
}

/** Lower-case hex SHA-256 of any JSON value in canonical form. */
export function hashOf(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON can be hashed');
  return bytesToHex(sha256(utf8ToBytes(text)));
}
