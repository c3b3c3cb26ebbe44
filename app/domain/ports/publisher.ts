// A platform, as the worker sees it. An unclear answer is `unknown`, never an error and never a retry.

export interface AccountRef {
  accountId: string;
  /** the account's own id on the platform */
  platformUserId: string;
  /** opened by the worker just before the call; never logged, never in a job */
  accessToken: string;
}

export interface UploadablePhoto {
  bytes: Uint8Array;
  mediaType: 'image/jpeg';
  /** ≤ 1,000 characters; set on the platform before the post is created */
  altText: string;
}

/** Outcomes that happened before anything could have been posted. */
export type Unsent =
  | { outcome: 'not_sent'; why: string }
  | { outcome: 'busy'; why: string; retryAfter: Date | null }
  | { outcome: 'needs_reconnect'; why: string }
  | { outcome: 'no_credit'; why: string };

export type PrepareResult =
  { outcome: 'prepared'; mediaIds: string[] } | Unsent | { outcome: 'refused'; why: string };

export type CreateResult =
  | { outcome: 'published'; platformId: string }
  | Unsent
  | { outcome: 'refused'; why: string }
  /** It may or may not be live: settle by looking, never by posting again. */
  | { outcome: 'unknown'; why: string };

export type LookResult =
  | { outcome: 'found'; platformIds: string[] }
  | { outcome: 'absent' }
  | { outcome: 'no_information'; why: string };

export type RemoveResult =
  | { outcome: 'removed' }
  | { outcome: 'still_there'; why: string }
  | { outcome: 'needs_reconnect'; why: string }
  | { outcome: 'no_information'; why: string };

export interface LivePost {
  platformId: string;
  /** media ids or keys found on the live post */
  mediaIds: string[];
  hasAltText: boolean;
}

export interface Publisher {
  /** Uploads photos and sets alt texts. Free of visible effect, so it may be repeated. */
  prepare(account: AccountRef, photos: UploadablePhoto[]): Promise<PrepareResult>;
  /** Exactly one create call, new connection, deadline 30 s, no retry anywhere. */
  create(account: AccountRef, post: { words: string; mediaIds: string[] }): Promise<CreateResult>;
  /** Reads only: is a post made from these media ids (or, with no media, these words) on the account's timeline? */
  look(account: AccountRef, wanted: { mediaIds: string[]; words: string; sentAt: Date }): Promise<LookResult>;
  /** One live post by id; null when the platform says it is not there. */
  read(
    account: AccountRef,
    platformId: string,
  ): Promise<LivePost | null | { outcome: 'no_information'; why: string }>;
  /** Deletes and proves gone by reading back; a second delete is harmless. */
  remove(account: AccountRef, platformId: string): Promise<RemoveResult>;
}
