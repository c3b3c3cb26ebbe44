// A platform, as the worker sees it. An unclear answer is `unknown`, never an error and never a retry; an answer keeps what the
// platform said about itself (numbers and codes), never anybody's content.
import type { ConnectedPlatform } from '#app/domain/accounts/platforms.ts';

/** How calls for an account prove whom they act for. Opened by the worker just before the call; never logged, never in a job. */
export type Credential =
  | { kind: 'oauth2_user'; accessToken: string }
  | {
      kind: 'oauth1_user';
      appKey: string;
      appSecret: string;
      accessToken: string;
      accessSecret: string;
    }
  | {
      kind: 'bluesky_session';
      /** origin of the server that holds the account's records */
      service: string;
      accessToken: string;
    };

export interface AccountRef {
  accountId: string;
  platform: ConnectedPlatform;
  /** practice accounts go to the practice platform on this machine and nowhere else */
  practice: boolean;
  /** the account's own id on the platform */
  platformUserId: string;
  credential: Credential;
}

export interface UploadablePhoto {
  bytes: Uint8Array;
  mediaType: 'image/jpeg';
  /** px */
  width: number;
  height: number;
  /** ≤ 1,000 characters; set on the platform before the post is created, or with it */
  altText: string;
}

/** What is left of an account's rates, as the platform said with its answer; null = it did not say. */
export interface RatesLeft {
  left: number | null;
  resetAt: Date | null;
  dayLeft: number | null;
  dayResetAt: Date | null;
}

/** What is known of a call besides its outcome: for the record of the attempt, for pace and for cost. */
export interface CallNotes {
  /** whether the call reached the platform at all */
  connected: boolean;
  /** HTTP status; null when no whole answer came */
  status: number | null;
  /** the platform's own number for the call */
  transactionId: string | null;
  apiVersion: string | null;
  rates: RatesLeft | null;
}

/** Why a platform said no, as far as it matters what people do next. */
export type RefusalCode =
  'photos_gone' | 'too_long' | 'account_locked' | 'not_allowed' | 'photos_refused' | 'other';

/** Outcomes that happened before anything could have been posted. */
export type Unsent =
  | { outcome: 'not_sent'; why: string }
  | { outcome: 'busy'; why: string; retryAfter: Date | null }
  | { outcome: 'needs_reconnect'; why: string }
  | { outcome: 'no_credit'; why: string };

export interface Refused {
  outcome: 'refused';
  code: RefusalCode;
  /** a short line of our own */
  why: string;
}

export type PrepareResult = { notes?: CallNotes } & (
  { outcome: 'prepared'; mediaIds: string[]; mediaExpireAt: Date | null } | Unsent | Refused
);

export type CreateResult = { notes?: CallNotes } & (
  | { outcome: 'published'; platformId: string }
  | Unsent
  | Refused
  /**
   * It may or may not be live: settle by looking, never by posting again. `same_words`: the platform says that equal words are
   * there already, ours or somebody's.
   */
  | { outcome: 'unknown'; why: string; code?: 'same_words' }
);

export type LookResult = {
  /** how many posts the platform showed for it: some charge for each */
  postsShown?: number;
} & (
  | { outcome: 'found'; platformIds: string[] }
  | { outcome: 'absent' }
  | { outcome: 'no_information'; why: string }
);

export type RemoveResult = { notes?: CallNotes } & (
  | { outcome: 'removed' }
  | { outcome: 'still_there'; why: string }
  | { outcome: 'busy'; why: string; retryAfter: Date | null }
  | { outcome: 'needs_reconnect'; why: string }
  | { outcome: 'no_information'; why: string }
);

/** What was sent, to compare a live post with. */
export interface Sent {
  words: string;
  /** of every attempt */
  mediaIds: readonly string[];
  altTexts: readonly string[];
}

/** A live post held against what was sent: verdicts only, nothing of what the platform shows leaves the adapter. */
export interface LivePost {
  platformId: string;
  wordsOurs: boolean;
  photosOurs: boolean;
  altTextsOurs: boolean;
}

export interface NewPost {
  words: string;
  mediaIds: readonly string[];
  /** in the order of the media ids; a platform that describes its photos in the post itself has them from here */
  altTexts: readonly string[];
  /** on a platform that takes a key of ours: the same for every attempt */
  recordKey: string;
  /** the moment written into such a record, the same for every attempt */
  recordAt: Date;
  /** The first byte leaves before this moment, or nothing does (outcome `not_sent`). */
  notAfter: Date;
  /**
   * Whether the clock that `notAfter` is held against may be believed, asked at that same moment: in a machine that slept it stood still.
   * False: nothing leaves (outcome `not_sent`).
   */
  clockTrusted(): boolean;
}

export interface Wanted {
  /** ids of the photos of every attempt so far */
  mediaIds: readonly string[];
  words: string;
  /** when the first attempt was sent */
  sentAt: Date;
  recordKey: string;
}

export interface Publisher {
  /** Whether repeating a create call with the same record key is harmless: a doubt is then settled by repeating it. */
  readonly repeatsAreHarmless: boolean;
  /**
   * Uploads photos and sets alt texts, within a deadline of its own for the whole. Free of visible effect, so it may be repeated.
   * `stillOurs` is asked between two photos: false ends it, with nothing sent.
   */
  prepare(
    account: AccountRef,
    photos: UploadablePhoto[],
    hold?: { stillOurs(): Promise<boolean> },
  ): Promise<PrepareResult>;
  /** Exactly one create call, new connection, deadline 30 s, no retry anywhere. */
  create(account: AccountRef, post: NewPost): Promise<CreateResult>;
  /** Reads only: is a post made from these media ids (or, with no media, these words; or with this key) on the account? */
  look(account: AccountRef, wanted: Wanted): Promise<LookResult>;
  /** One live post by id; null when the platform says it is not there. */
  read(
    account: AccountRef,
    platformId: string,
    sent: Sent,
  ): Promise<LivePost | null | { outcome: 'no_information'; why: string }>;
  /** Deletes and proves gone by reading back; a second delete is harmless. */
  remove(account: AccountRef, platformId: string): Promise<RemoveResult>;
}

/** The publisher for an account: by its platform, and practice accounts never to a real one. */
export interface Publishers {
  /** Errors: throws for an account that nothing here may publish to. */
  for(account: Pick<AccountRef, 'platform' | 'practice'>): Publisher;
}
