// Posts of the same event, or within days, that name or show the same pupils: a name here and a face there make one child.
export interface JoinedPosts {
  readonly pupils: readonly never[];
}

export const NO_JOINED: JoinedPosts = { pupils: [] };
