// What others permitted in writing of the names, slogans and logos that are theirs, as far as it covers a post (T-17, R-54).

export interface MarkPermission {
  /** the permission on record */
  id: string;
  /** what it is for, and whose it is: the mark stands in one of them */
  says: readonly string[];
}

/** For the post's account, from now until it goes out. */
export interface MarksPermitted {
  readonly permissions: readonly MarkPermission[];
}

export const NO_MARKS: MarksPermitted = { permissions: [] };
