// The words of consent: what may be used of a pupil, where, why and on whose account, and what may be answered.
// Rules, tables and screens draw on these lists, so that a new use of a pupil's likeness is added in one place.

/** What of the pupil is used. `work` is something the pupil made; `name_with_image` is a name beside a face. */
export const SUBJECTS = [
  'image',
  'video',
  'voice',
  'first_name',
  'full_name',
  'name_with_image',
  'work',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Where it is shown. A yes for one place is never a yes for another: press does not imply social media. */
export const CHANNELS = [
  'x',
  'bluesky',
  'facebook',
  'instagram',
  'website',
  'newsletter',
  'print',
  'press',
  'display',
  'internal',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where something is to be shown: a place that forms ask about, or one that they do not, for which nobody can have said yes. */
export type Place = Channel | 'elsewhere';

/** Why it is shown. */
export const PURPOSES = ['celebration', 'trip', 'teaching', 'recruitment', 'press', 'information'] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * Whose accounts, from the nearest to the farthest. A yes reaches the accounts named and every nearer one; a no
 * reaches the accounts named and every farther one. So the widest yes is `trust_schools` and the widest no is
 * `own_school`.
 */
export const ACCOUNT_SCOPES = ['own_school', 'trust', 'trust_schools'] as const;
export type AccountScope = (typeof ACCOUNT_SCOPES)[number];

/** The account that the post is for. A `trip` account is one opened for a single trip. */
export const ACCOUNT_KINDS = ['school', 'department', 'trip', 'trust', 'other_school'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const ANSWERS = ['granted', 'refused', 'withdrawn', 'not_answered'] as const;
export type Answer = (typeof ANSWERS)[number];

export const CONDITIONS = ['groupOnly', 'notFaceOn', 'noUniform'] as const;
export type Condition = (typeof CONDITIONS)[number];
/** What a yes asks for in return; all false for a plain yes. */
export type Conditions = Readonly<Record<Condition, boolean>>;
export const NO_CONDITIONS: Conditions = { groupOnly: false, notFaceOn: false, noUniform: false };

/** Where an answer was written down. Imports carry the name of the system that they came from. */
export type ConsentSource = 'office' | 'parent_link' | 'form' | `import:${string}`;

export const AUTHORITY_BASES = [
  'parental_responsibility',
  'delegated',
  'local_authority',
  'court',
  'self',
] as const;
export type AuthorityBasis = (typeof AUTHORITY_BASES)[number];

export const RESTRICTION_TYPES = [
  'do_not_publish',
  'no_name',
  'no_place',
  'group_only',
  'ask_safeguarding_lead',
] as const;
export type RestrictionType = (typeof RESTRICTION_TYPES)[number];

export type Seen = 'yes' | 'no' | 'unknown';

export type Verdict = 'allow' | 'warn' | 'block';

/** Every rule's code, in the order in which reasons are listed. */
export const REASON_CODES = [
  'not_on_roll',
  'not_permitted',
  'pupil_refused',
  'refused',
  'policy',
  'trip_consent',
  'no_consent',
  'expired',
  'view_not_asked',
  'stale_data',
  'unclear_row',
  'condition',
  'expires_soon',
  'legacy_tick',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];
