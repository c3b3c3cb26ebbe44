// What is known of the posts that a text shares by their address (T-23): whose they are, whether they were taken down, and whether
// their pupils may be shown by this post too.

/**
 * A post that went out from this trust. `removed`: taken down, or to be. `not_agreed`: a pupil of this school whom it shows may not be
 * shown by the post that shares it. `of_another_school`: it shows pupils whose permissions this school does not keep.
 */
export type SharedState = 'live' | 'removed' | 'not_agreed' | 'of_another_school';

export interface SharedPosts {
  /** by the platform's id */
  readonly ours: ReadonlyMap<string, SharedState>;
  /** handles of official accounts, lower case, without `@` */
  readonly officialHandles: ReadonlySet<string>;
}

export const NO_SHARED: SharedPosts = { ours: new Map(), officialHandles: new Set() };
