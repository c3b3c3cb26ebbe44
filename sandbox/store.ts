// What the practice platform remembers, and the two ways to remember it: in memory for tests, in the product's
// database so that several workers and the timeline page agree. Ids are snowflakes, as decimal strings.

export interface SandboxUser {
  id: string;
  /** without the @ */
  handle: string;
  name: string;
  createdAt: Date;
}

export type TokenKind = 'access' | 'refresh' | 'code';

/** A token or an authorisation code. Only its hash is kept. */
export interface SandboxToken {
  /** lower-case hex SHA-256 of the token */
  hash: string;
  kind: TokenKind;
  userId: string;
  clientId: string;
  scopes: string[];
  /** null: never */
  expiresAt: Date | null;
  /** for codes: the PKCE challenge, already in its S256 form */
  challenge: string | null;
  /** for codes: where the browser was sent back to */
  redirectUri: string | null;
}

export interface SandboxMedia {
  id: string;
  userId: string;
  mediaType: string;
  totalBytes: number;
  /** lower-case hex SHA-256 of the bytes; null until the upload is finished */
  sha256: string | null;
  altText: string | null;
  /** until when a post may use it */
  expiresAt: Date;
}

export interface SandboxPost {
  id: string;
  userId: string;
  words: string;
  /** in the order shown */
  mediaIds: string[];
  createdAt: Date;
  /** from when the timeline shows it: an index may lag behind */
  visibleAt: Date;
}

/** A post with what a page needs to draw it. */
export interface SandboxTimelinePost extends SandboxPost {
  photos: {
    mediaId: string;
    mediaType: string;
    altText: string | null;
    sha256: string | null;
    bytes: number;
  }[];
}

export interface TimelineQuery {
  userId: string;
  /** only ids above */
  sinceId?: string | undefined;
  /** only ids below */
  untilId?: string | undefined;
  /** only posts made at or after */
  from?: Date | undefined;
  /** only posts made before */
  to?: Date | undefined;
  /** only posts that the timeline shows at this moment */
  visibleAt: Date;
  limit: number;
}

export interface PartsSoFar {
  /** in ascending order */
  indexes: number[];
  /** of all parts together */
  totalBytes: number;
  /** at most the first 16 bytes of the part that is first */
  beginning: Uint8Array;
}

export interface SandboxAccounts {
  /** Adds an account. A handle that is there already keeps its id and gets the new name. Returns: the account. */
  addUser(user: SandboxUser): Promise<SandboxUser>;
  findUser(id: string): Promise<SandboxUser | null>;
  /** All accounts, by handle. */
  listUsers(): Promise<SandboxUser[]>;

  addToken(token: SandboxToken): Promise<void>;
  /** A token that is neither used up nor expired at `at`, else null. */
  findToken(hash: string, kind: TokenKind, at: Date): Promise<SandboxToken | null>;
  /** The same, and uses it up: of any number of callers at once exactly one gets it. */
  useToken(hash: string, kind: TokenKind, at: Date): Promise<SandboxToken | null>;
}

export interface SandboxPhotos {
  /** Opens an upload. Media that expired before `media` was opened and is in no post is forgotten. */
  openMedia(media: SandboxMedia, at: Date): Promise<void>;
  /** Keeps one part of an upload; the same index again replaces it. */
  putPart(mediaId: string, index: number, bytes: Uint8Array): Promise<void>;
  /** What has arrived of an upload so far. */
  inspectParts(mediaId: string): Promise<PartsSoFar>;
  /** Ends an upload: its parts, put together, become the photo, and their hash is kept. */
  finishMedia(mediaId: string, expiresAt: Date): Promise<void>;
  setAltText(mediaId: string, text: string): Promise<void>;
  /** Those of the media that exist, in no particular order. */
  findMedia(ids: string[]): Promise<SandboxMedia[]>;
  /** A finished photo with its bytes, for inspection; null when unknown or gone. */
  readMedia(mediaId: string): Promise<(SandboxMedia & { bytes: Uint8Array }) | null>;
}

export interface SandboxPosts {
  /**
   * Adds a post. With `unlikeSince`, not when the account has a post with the same words made at or after
   * that moment; the check and the adding are one step for any number of callers at once.
   */
  addPost(post: SandboxPost, rule: { unlikeSince: Date | null }): Promise<'added' | 'duplicate'>;
  findPost(id: string): Promise<SandboxPost | null>;
  /** Destroys a post and the photos that only it used. Returns: false when it was not there. */
  removePost(id: string): Promise<boolean>;
  /** Posts of an account, newest first. */
  pagePosts(query: TimelineQuery): Promise<SandboxPost[]>;
  /** The newest posts of an account with their photos, for the timeline page; at most `limit`, default 50. */
  listTimeline(userId: string, limit?: number): Promise<SandboxTimelinePost[]>;
}

/** All that the practice platform remembers. */
export type SandboxStore = SandboxAccounts & SandboxPhotos & SandboxPosts;

/** The form in which two posts' words are compared. */
export const sameWordsForm = (words: string): string => words.normalize('NFC').trim();
