// How soon each kind of notice is told by e-mail, in one place; of some kinds a code says that it can wait for the day. What is urgent wakes people: a live post that should not be there, a
// post whose end nobody knows, and what only a hand can stop. Whoever cannot do anything about it is told in their own hours.
import type { NoticeKind } from '#app/domain/notices.ts';
import type { Person } from '#app/domain/actor.ts';
import { may, type Permission } from '#app/domain/permissions.ts';

/**
 * - `urgent`: at once, at any hour, and nobody can switch it off.
 * - `needs_you`: something waits for the person; soon, outside their quiet hours.
 * - `daily`: worth knowing; with the day's e-mail.
 * - `in_app`: never by e-mail.
 */
export type Urgency = 'urgent' | 'needs_you' | 'daily' | 'in_app';

/** Urgent for whoever may do this, and `needs_you` for others; null: for whoever is told at all. */
interface Urgent {
  urgentFor: Permission | null;
}
const urgentFor = (permission: Permission | null): Urgent => ({ urgentFor: permission });

const URGENCY: Readonly<Record<NoticeKind, Exclude<Urgency, 'urgent'> | Urgent>> = {
  post_unknown: urgentFor('post.settle'),
  post_found_twice: urgentFor('post.settle'),
  post_late: urgentFor('post.settle'),
  post_gone: urgentFor('post.takeDown'),
  post_changed: urgentFor('post.takeDown'),
  takedown_failed: urgentFor('post.takeDown'),
  takedown_late: urgentFor('post.takeDown'),
  // Their own account, or their own post: they are told because they are the ones who can.
  takedown_by_hand: urgentFor(null),
  takedown_needs_you: urgentFor(null),
  hand_over_stop: urgentFor(null),
  hand_over_unanswered: urgentFor(null),
  repost_undo: urgentFor(null),
  photo_list_lost: urgentFor(null),
  breach_opened: urgentFor(null),
  breach_due: urgentFor(null),
  removal_due: urgentFor('post.takeDown'),
  picture_alike: urgentFor('post.takeDown'),
  permissions_surge: urgentFor('post.takeDown'),
  account_reconnect_needed: urgentFor('account.connect'),
  account_dead_soon: urgentFor('account.connect'),

  post_waiting_for_you: 'needs_you',
  post_sent_back: 'needs_you',
  post_rejected: 'needs_you',
  approval_voided: 'needs_you',
  post_held: 'needs_you',
  post_missed: 'needs_you',
  post_failed: 'needs_you',
  hand_over_due: 'needs_you',
  repost_unanswered: 'needs_you',
  repost_stopped: 'needs_you',
  takedown_requested: 'needs_you',
  // Anybody may send one from the public page: it wakes nobody, and is asked again with urgency when its time has nearly come.
  removal_asked: 'needs_you',
  words_need_you: 'needs_you',
  link_changed: 'needs_you',
  no_approver: 'needs_you',
  paused: 'needs_you',
  photo_refused: 'needs_you',
  photo_not_changed: 'needs_you',
  photo_lost: 'needs_you',
  guardian_asks: 'needs_you',
  name_changed: 'needs_you',
  unlisted_waiting: 'needs_you',
  import_waiting: 'needs_you',
  import_stale_soon: 'needs_you',
  restriction_review_due: 'needs_you',
  mails_failed: 'needs_you',
  staff_mail_refused: 'needs_you',
  file_ready: 'needs_you',
  account_asked: 'needs_you',
  account_decided: 'needs_you',
  account_not_connected: 'needs_you',
  account_no_credit: 'needs_you',
  account_disconnected: 'needs_you',

  post_approved: 'daily',
  post_recalled: 'daily',
  post_published: 'daily',
  post_cancelled: 'daily',
  post_taken_down: 'daily',
  resumed: 'daily',
  views_to_ask: 'daily',
  consents_expiring: 'daily',
  requests_unanswered: 'daily',
  text_rules_looser: 'daily',
  trip_posts_set: 'daily',
  trip_account_opened: 'daily',
  trip_account_closed: 'daily',
  account_connected: 'daily',

  post_scheduled: 'in_app',
  unlisted_matched: 'in_app',
};

/** Codes with which an urgent kind is only `needs_you`: nobody is hurt by another night of a post whose time is merely over. */
const BY_DAY: Partial<Record<NoticeKind, string>> = {
  takedown_failed: 'time_over',
  takedown_late: 'time_over',
  takedown_by_hand: 'time_over',
};

/** How soon this person is told of a notice of this kind and code about that school. */
export function urgencyOf(
  { kind, code }: { kind: NoticeKind; code: string | null },
  person: Person,
  schoolId: string,
  at: Date,
): Urgency {
  const placed = URGENCY[kind];
  if (typeof placed === 'string') return placed;
  if (code !== null && BY_DAY[kind] === code) return 'needs_you';
  return placed.urgentFor === null || may(person, placed.urgentFor, schoolId, at) ? 'urgent' : 'needs_you';
}

const KINDS = Object.keys(URGENCY) as NoticeKind[];

/** Kinds that somebody is e-mailed of. */
export const MAILED_KINDS: readonly NoticeKind[] = KINDS.filter((kind) => URGENCY[kind] !== 'in_app');
/** Kinds that are urgent for somebody. */
export const URGENT_KINDS: readonly NoticeKind[] = KINDS.filter((kind) => typeof URGENCY[kind] !== 'string');
