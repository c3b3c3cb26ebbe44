// What the contract suite needs of a publisher under test: accounts, a view of what is live, and trouble on demand.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { recordKeyOf } from '#app/domain/posts/record-key.ts';
import type { AccountRef, NewPost, Publisher, UploadablePhoto } from '#app/domain/ports/publisher.ts';

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
  | 'removal without a valid connection'
  | 'removal told to wait';

/** Where platforms differ. */
export interface Capabilities {
  /** how a post is found again: by its photos and words, or by a key of ours, under which a repeat changes nothing */
  looks: 'by content' | 'by key';
  /** alt texts are set at the upload, which can fail for one; otherwise they go with the post */
  describesUploads: boolean;
  /** the same bytes uploaded again are the same photo */
  sameBytesSamePhoto: boolean;
  /** in bytes */
  largestPhoto: number;
}

/** X, and whatever is like it. */
export const LIKE_X: Capabilities = {
  looks: 'by content',
  describesUploads: true,
  sameBytesSamePhoto: false,
  largestPhoto: 2_500_000,
};

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
  return { bytes, mediaType: 'image/jpeg', width: 640, height: 480, altText };
}

/** A key as that of a delivery made just now. */
export const newKey = (): string => recordKeyOf({ id: randomUUID(), createdAt: new Date() });

/** A post to create, for as long as a call may take: under a key of its own unless one is given. */
export const newPost = (words: string, of: Partial<NewPost> = {}): NewPost => ({
  words,
  mediaIds: [],
  altTexts: [],
  recordKey: newKey(),
  recordAt: new Date(),
  notAfter: new Date(Date.now() + 60_000),
  clockTrusted: () => true,
  ...of,
});

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
