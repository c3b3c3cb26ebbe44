// The approval digest: one hash over everything that feeds a check, so that approving binds exactly what will be sent.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { FaceBox } from '#app/domain/photos/face-box.ts';

export interface ContentPerson {
  kind: 'pupil' | 'adult';
  /** pupil id or adult permission id */
  id: string;
  faceOn: 'yes' | 'no' | 'unknown';
  uniform: 'yes' | 'no' | 'unknown';
  box: FaceBox | null;
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
}

/** A post as a value: exactly what is approved, and exactly what will be sent. */
export interface PostContent {
  schema: 1;
  words: string;
  photos: ContentPhoto[];
  purpose: string;
  tripId: string | null;
  accountId: string;
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
