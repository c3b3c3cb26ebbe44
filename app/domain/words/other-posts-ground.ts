// Texts of other posts of the school that are the same or nearly so: the platform forbids them on a second account.
export interface OtherPosts {
  readonly posts: readonly never[];
}

export const NO_OTHERS: OtherPosts = { posts: [] };
