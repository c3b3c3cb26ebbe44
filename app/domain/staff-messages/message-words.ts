// What an e-mail to staff says: how soon they are needed, where, in words as general as they can be, and where to sign in. No name,
// no title, no event, no number and no reason: a lock screen is read over a shoulder, and a count would tell one afternoon from
// another.
import type { NoticeKind } from '#app/domain/notices.ts';
import type { Letter } from '#app/domain/ports/mailer.ts';
import type { DueMail } from './what-is-due.ts';

export interface MessageFacts {
  urgency: DueMail['urgency'];
  kinds: readonly NoticeKind[];
  /** the schools that it is about, by name */
  schools: readonly string[];
  /** whole address of the page to sign in on */
  address: string;
}

const SUBJECTS: Readonly<Record<DueMail['urgency'], string>> = {
  urgent: 'Gatepost: you are needed now',
  needs_you: 'Gatepost: a post needs you today',
  daily: 'Gatepost: what happened',
};

const OPENINGS: Readonly<Record<DueMail['urgency'], string>> = {
  urgent: 'Something cannot wait, and you can do something about it. Please look now.',
  needs_you: 'Something is waiting for you.',
  daily: 'Some things happened that you may like to know.',
};

type Topic = 'posts' | 'live' | 'photos' | 'records' | 'accounts';

const TOPICS: Readonly<Record<Topic, string>> = {
  posts: 'Posts on their way out',
  live: 'Posts that are live, or were',
  photos: 'Photos for posts',
  records: 'Lists, requests and rules that you look after',
  accounts: 'The accounts that the school posts on',
};

/** What a notice is about, as roughly as it may be said. Everything about who may be shown is one topic with everything else kept. */
const TOPIC_OF: Readonly<Record<NoticeKind, Topic>> = {
  post_waiting_for_you: 'posts',
  post_sent_back: 'posts',
  post_rejected: 'posts',
  post_approved: 'posts',
  post_recalled: 'posts',
  approval_voided: 'posts',
  post_scheduled: 'posts',
  post_held: 'posts',
  post_missed: 'posts',
  post_failed: 'posts',
  post_late: 'posts',
  post_cancelled: 'posts',
  post_unknown: 'posts',
  hand_over_due: 'posts',
  hand_over_stop: 'posts',
  hand_over_unanswered: 'posts',
  repost_unanswered: 'live',
  repost_undo: 'live',
  repost_stopped: 'posts',
  no_approver: 'posts',
  paused: 'posts',
  resumed: 'posts',
  words_need_you: 'posts',
  link_changed: 'posts',
  post_published: 'live',
  post_found_twice: 'live',
  post_gone: 'live',
  post_changed: 'live',
  post_taken_down: 'live',
  takedown_requested: 'live',
  takedown_failed: 'live',
  takedown_by_hand: 'live',
  takedown_late: 'live',
  takedown_needs_you: 'live',
  picture_alike: 'live',
  permissions_surge: 'live',
  photo_refused: 'photos',
  photo_not_changed: 'photos',
  photo_lost: 'photos',
  breach_opened: 'records',
  breach_due: 'records',
  import_stale_soon: 'records',
  import_waiting: 'records',
  name_changed: 'records',
  unlisted_waiting: 'records',
  unlisted_matched: 'records',
  views_to_ask: 'records',
  restriction_review_due: 'records',
  consents_expiring: 'records',
  requests_unanswered: 'records',
  mails_failed: 'records',
  guardian_asks: 'records',
  removal_asked: 'records',
  removal_due: 'records',
  file_ready: 'records',
  text_rules_looser: 'records',
  staff_mail_refused: 'records',
  account_no_credit: 'accounts',
  account_asked: 'accounts',
  account_decided: 'accounts',
  account_connected: 'accounts',
  account_not_connected: 'accounts',
  account_reconnect_needed: 'accounts',
  account_dead_soon: 'accounts',
  account_disconnected: 'accounts',
  trip_posts_set: 'records',
  trip_account_opened: 'records',
  trip_account_closed: 'records',
  photo_list_lost: 'records',
};

/** The e-mail, in plain text. The order of the topics is the list's, whatever the order of what happened. */
export function messageWords({ urgency, kinds, schools, address }: MessageFacts): Omit<Letter, 'to'> {
  const told = new Set(kinds.map((kind) => TOPIC_OF[kind]));
  const topics = (Object.keys(TOPICS) as Topic[]).filter((topic) => told.has(topic));
  const text = [
    'Hello,',
    OPENINGS[urgency],
    [`At ${[...schools].sort().join(' and ')}:`, ...topics.map((topic) => `- ${TOPICS[topic]}`)].join('\n'),
    'Sign in to see what it is and what to do:',
    address,
    'This e-mail says no more than that, on purpose. Which ones you get is under “E-mail to you” in Gatepost. An answer to it is not read.',
    '',
  ].join('\n\n');
  return { subject: SUBJECTS[urgency], text };
}
