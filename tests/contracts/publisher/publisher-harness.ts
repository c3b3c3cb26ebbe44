// What the contract suite needs of a publisher under test: accounts, a view of what is live, and trouble on demand.
import { createHash, randomBytes } from 'node:crypto';
import type { AccountRef, Publisher, UploadablePhoto } from '#app/domain/ports/publisher.ts';

export interface LivePostSeen {
  platformId: string;
  words: string;
  photos: { sha256: string; altText: string | null }[];
}

/** What can go wrong on purpose, once, with the next call concerned. */
export type Trouble =
  /** the create is done, its answer lost */
  | 'create done, answer lost'
  /** the create is not done, and no clear answer tells so */
  | 'create lost'
  | 'create told to wait'
  | 'create refused'
  | 'create without a valid connection'
  | 'create without credit'
  | 'alt text refused'
  | 'upload told to wait'
  | 'look blind'
  | 'read blind'
  /** the post is deleted, the answer lost */
  | 'removal done, answer lost'
  /** the post stays, and the platform says so */
  | 'removal refused'
  /** whether the post is gone cannot be seen */
  | 'removal blind'
  | 'removal without a valid connection';

export interface PublisherHarness {
  publisher: Publisher;
  /** the same publisher, with nothing at the other end */
  unreachable: Publisher;
  /** a fresh account each time */
  addAccount(): Promise<AccountRef>;
  /** what everybody can see on an account, oldest first */
  timeline(account: AccountRef): Promise<LivePostSeen[]>;
  trouble(kind: Trouble): void;
  close(): Promise<void>;
}

/** Bytes that begin as a JPEG does and go on at random: nothing on the way may change one of them. */
export function photo(altText: string, size = 40_000): UploadablePhoto {
  const bytes = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(size - 4)]);
  return { bytes, mediaType: 'image/jpeg', altText };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
