// Posts of the same event, or within days, that name or show the same pupils: a name here and a face there make one child.

/** A pupil named in this post whose face another post shows. */
export interface ShownElsewhere {
  pupilId: string;
  /** in one of those posts nobody else can be seen */
  alone: boolean;
}

/** A pupil shown in this post whom another post names. */
export interface NamedElsewhere {
  pupilId: string;
  /** in full, and no other pupil has that name */
  full: boolean;
}

export interface JoinedPosts {
  readonly shown: readonly ShownElsewhere[];
  readonly named: readonly NamedElsewhere[];
}

export const NO_JOINED: JoinedPosts = { shown: [], named: [] };
