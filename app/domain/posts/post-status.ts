// The states a post can be in, and how they group: the words every other file uses for them.

export const POST_STATUSES = [
  'draft',
  'in_review',
  'changes_requested',
  'rejected',
  'approved',
  'scheduled',
  'publishing',
  'published',
  'failed',
  'unknown',
  'missed',
  'held',
  'takedown_requested',
  'taken_down',
  'takedown_failed',
  'cancelled',
] as const;

export type PostStatus = (typeof POST_STATUSES)[number];

/** On the platform, or perhaps on it. */
export const MAYBE_LIVE = [
  'publishing',
  'unknown',
  'published',
  'takedown_requested',
  'takedown_failed',
] as const satisfies readonly PostStatus[];

/** Not out, and still able to go out once it is let. */
export const ON_THE_WAY = [
  'in_review',
  'approved',
  'scheduled',
  'held',
] as const satisfies readonly PostStatus[];

/** The working copy may be edited. */
export const EDITABLE = ['draft', 'changes_requested'] as const satisfies readonly PostStatus[];

export const isOneOf = <S extends PostStatus>(status: PostStatus, group: readonly S[]): status is S =>
  (group as readonly PostStatus[]).includes(status);
