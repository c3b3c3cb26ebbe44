// What a change of permission means: whether it takes away or gives, and what must then happen to a post that shows
// the person. One table for a withdrawal, a refusal, a pupil's no, a restriction, an import and every lapse.
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { ConsentDecision, ConsentResolution, PupilView, Restriction, Verdict } from './consent-types.ts';
import { saysNo } from './consent-scope.ts';

/** What can change, and whether it takes away (at once) or gives (after a person's confirmation, in an import). */
const DIRECTIONS = {
  withdrawal: 'restrictive',
  refusal: 'restrictive',
  pupil_no: 'restrictive',
  restriction: 'restrictive',
  unanswered: 'restrictive',
  pupil_not_asked: 'restrictive',
  adult_withdrawal: 'restrictive',
  material_withdrawal: 'restrictive',
  material_permission_ended: 'restrictive',
  adult_permission_ended: 'restrictive',
  guest_permission_ended: 'restrictive',
  authority_ended: 'restrictive',
  expiry: 'restrictive',
  leaving: 'restrictive',
  stale_import: 'restrictive',
  form_retired: 'restrictive',
  age_turned: 'restrictive',
  settings: 'restrictive',
  grant: 'permissive',
  pupil_yes: 'permissive',
  provisional_lifted: 'permissive',
  restriction_lifted: 'permissive',
} as const satisfies Record<string, 'restrictive' | 'permissive'>;

export type ChangeKind = keyof typeof DIRECTIONS;
export const CHANGE_KINDS = Object.keys(DIRECTIONS) as readonly ChangeKind[];

/** The changes by which somebody says that what is already live must come down. */
const TAKES_DOWN: ReadonlySet<ChangeKind> = new Set([
  'withdrawal',
  'refusal',
  'pupil_no',
  'restriction',
  'adult_withdrawal',
  'material_withdrawal',
]);

/** Somebody has said no, as against a permission that ran out or a rule that changed. */
export const isSomebodysNo = (kind: ChangeKind): boolean => TAKES_DOWN.has(kind);

/** The strongest of several changes made at once: a no before what only lapses, and that before a yes. */
export function strongestOf(kinds: readonly ChangeKind[]): ChangeKind | null {
  return (
    kinds.find((kind) => TAKES_DOWN.has(kind)) ??
    kinds.find((kind) => DIRECTIONS[kind] === 'restrictive') ??
    kinds[0] ??
    null
  );
}

/** A record as it is about to be written. */
export type NewRecord =
  | { readonly decision: Pick<ConsentDecision, 'decision' | 'liftsProvisional'> }
  | { readonly view: Pick<PupilView, 'answer'> }
  | { readonly restriction: Pick<Restriction, 'liftedAt'> };

/** What kind of change a new record is. */
export function changeOf(record: NewRecord): ChangeKind {
  if ('view' in record) return VIEW_CHANGES[record.view.answer];
  if ('restriction' in record) return record.restriction.liftedAt ? 'restriction_lifted' : 'restriction';
  const { decision, liftsProvisional } = record.decision;
  if (saysNo(decision)) return decision === 'withdrawn' ? 'withdrawal' : 'refusal';
  if (liftsProvisional) return 'provisional_lifted';
  return decision === 'granted' ? 'grant' : 'unanswered';
}

const VIEW_CHANGES: Readonly<Record<PupilView['answer'], ChangeKind>> = {
  yes: 'pupil_yes',
  no: 'pupil_no',
  not_asked: 'pupil_not_asked',
};

/** Whether a change applies at once, or waits for a person when it comes out of an import. */
export function directionOf(kind: ChangeKind): 'restrictive' | 'permissive' {
  return DIRECTIONS[kind];
}

/** Whether somebody's no is among what stops a use: a person's, the pupil's or a restriction. */
export function restsOnNo({ reasons }: Pick<ConsentResolution, 'reasons'>): boolean {
  return reasons.some(
    ({ code }) => code === 'refused' || code === 'pupil_refused' || code === 'not_permitted',
  );
}

/** Where a post stands, as far as a change of permission cares. */
export interface AffectedPost {
  readonly status: PostStatus;
  /** True once the platform may have it: the create call has been committed to. */
  readonly sent: boolean;
}

/**
 * - `hold`: stop it before it goes out; a post already held is held for this cause too.
 * - `takedown`: have it removed; where it is not known to be live yet, as soon as it is found there.
 * - `list`: show it to a person, who decides.
 */
export type CascadeStep = 'hold' | 'takedown' | 'list' | 'nothing';

/**
 * What a change does to one post, from the post's own verdict before and after it. Only somebody's no takes a live
 * post down; a lapse holds what is not live and lists what is; a change of settings holds only. Nothing is ever
 * released by a change: a person does that. Drafts and ended posts need nothing, for their next step asks again.
 *
 * `byNo` says whether the verdict after rests on somebody's no (see {@link restsOnNo}); pass false only when it is
 * known to rest on lapses alone, so that a no to print does not take down an old post that has merely run out.
 *
 * `live` is what counts for a post that is out: the verdict after without every no that leaves what is live where it is.
 */
export function cascade(
  kind: ChangeKind,
  post: AffectedPost,
  before: Verdict,
  after: Verdict,
  byNo = true,
  live: { readonly after: Verdict; readonly byNo: boolean } = { after, byNo },
): CascadeStep {
  if (after !== 'block') return 'nothing';
  switch (placeOf(post)) {
    case 'waiting':
      return directionOf(kind) === 'restrictive' || before !== 'block' ? 'hold' : 'nothing';
    case 'live':
      if (live.after !== 'block') return 'nothing';
      if (TAKES_DOWN.has(kind) && live.byNo) return 'takedown';
      return kind !== 'settings' && before !== 'block' ? 'list' : 'nothing';
    case 'coming_down':
      return TAKES_DOWN.has(kind) && live.after === 'block' && live.byNo ? 'takedown' : 'nothing';
    case 'idle':
      return 'nothing';
  }
}

function placeOf({ status, sent }: AffectedPost): 'waiting' | 'live' | 'coming_down' | 'idle' {
  switch (status) {
    case 'in_review':
    case 'approved':
    case 'scheduled':
    case 'held':
      return 'waiting';
    case 'publishing':
      return sent ? 'live' : 'waiting';
    case 'unknown':
    case 'published':
    case 'takedown_failed':
      return 'live';
    case 'takedown_requested':
      return 'coming_down';
    case 'draft':
    case 'changes_requested':
    case 'missed':
    case 'failed':
    case 'taken_down':
    case 'rejected':
    case 'cancelled':
      return 'idle';
  }
}
