// In-app notices, written in the same transaction as the change they tell of; words are made when shown, from codes and ids.
import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';

export const NOTICE_KINDS = [
  'post_waiting_for_you',
  'post_sent_back',
  'post_rejected',
  'post_approved',
  'post_recalled',
  'approval_voided',
  'post_scheduled',
  'post_published',
  'post_held',
  'post_missed',
  /** by hand: it may be opened now; it must not be published any more; nobody has said what became of it */
  'hand_over_due',
  'hand_over_stop',
  'hand_over_unanswered',
  /** a repost by another account: nobody has said what became of it; it must not be up any more; one asked for is not to be made */
  'repost_unanswered',
  'repost_undo',
  'repost_stopped',
  'post_failed',
  'post_unknown',
  /** a second copy is on the platform, and is coming down */
  'post_found_twice',
  /** due for two minutes, and neither out nor stopped */
  'post_late',
  'post_cancelled',
  /** the platform takes nothing more from the account until somebody pays */
  'account_no_credit',
  'takedown_requested',
  'post_taken_down',
  'takedown_failed',
  /** a live post was deleted on the platform, or is not as it was sent; nobody here did it */
  'post_gone',
  'post_changed',
  'photo_refused',
  'photo_not_changed',
  'photo_lost',
  'no_approver',
  'paused',
  'resumed',
  'takedown_by_hand',
  'takedown_late',
  /** nobody has said yet that they have it: the next of the on-call list is asked */
  'takedown_needs_you',
  /** somebody was shown who should not have been: a record was opened; its time to decide is nearly over */
  'breach_opened',
  'breach_due',
  'picture_alike',
  'import_stale_soon',
  'import_waiting',
  'name_changed',
  'unlisted_waiting',
  'unlisted_matched',
  'views_to_ask',
  'restriction_review_due',
  'consents_expiring',
  'requests_unanswered',
  'mails_failed',
  'permissions_surge',
  'trip_posts_set',
  'trip_account_opened',
  'trip_account_closed',
  'photo_list_lost',
  'guardian_asks',
  'removal_asked',
  'removal_due',
  'file_ready',
  'words_need_you',
  'link_changed',
  'text_rules_looser',
  'account_asked',
  'account_decided',
  'account_connected',
  'account_not_connected',
  'account_reconnect_needed',
  'account_dead_soon',
  'account_disconnected',
  /** e-mail to somebody on the staff comes back */
  'staff_mail_refused',
] as const;

export const notices = pgTable(
  'notices',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    postId: uuid('post_id'),
    /** a code that chooses among sentences, e.g. a hold's cause; never free words */
    code: text('code'),
    /** what it is about when that is no post: a trip, a request, an export; the kind says which */
    aboutId: uuid('about_id'),
    createdAt: moment('created_at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [
    index('notices_post')
      .on(t.postId, t.kind)
      .where(sql`${t.postId} is not null`),
    index('notices_of_no_post')
      .on(t.schoolId, t.kind, t.createdAt)
      .where(sql`${t.postId} is null`),
    index('notices_person').on(t.userId, t.createdAt),
    index('notices_unread')
      .on(t.userId, t.createdAt)
      .where(sql`${t.readAt} is null`),
    index('notices_to_mail')
      .on(t.createdAt)
      .where(sql`${t.readAt} is null`),
  ],
);
