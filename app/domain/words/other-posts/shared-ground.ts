// What is known of the posts that a text shares by their address (T-23): whose they are, and whether they were taken down.

export interface SharedPosts {
  /** ids of posts that went out from this trust's accounts; `removed` once one was taken down, or is to be */
  readonly ours: ReadonlyMap<string, 'live' | 'removed'>;
  /** handles of official accounts, lower case, without `@` */
  readonly officialHandles: ReadonlySet<string>;
}

export const NO_SHARED: SharedPosts = { ours: new Map(), officialHandles: new Set() };
