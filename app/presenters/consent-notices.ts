// What notices about permissions, trips and lists say. No sentence names a pupil or says why one may not be shown.
import type { NoticeKind } from '#app/domain/notices.ts';
import type { Said } from './notice-sentences.ts';

/** By code; without one, or with another, it is done. */
const GUARDIAN_ASKS: Readonly<Record<string, string>> = {
  still_up:
    'They asked for posts to be taken down, and one can only be deleted by hand. See what to tell them until it is gone.',
  found_again:
    'A post that they asked to have taken down was said to be gone and is still up. It is coming down now. See what to tell them.',
  decided: 'Their request has been decided. See what to tell them.',
};

export const CONSENT_NOTICES = {
  words_need_you: () => ({
    box: 'needs-you',
    title: 'The words of a post need your decision.',
    text: 'Something in them is for a safeguarding lead and the headteacher to decide together. Read it, and let it stand or send it back.',
    page: 'review',
  }),
  link_changed: (code) =>
    code === 'not_reached'
      ? {
          box: 'needs-you',
          title: 'A link in a post could not be opened when the post went out.',
          text: 'It worked when the post was approved, so the post was not stopped. Open the link; if it stays broken, take the post down.',
        }
      : {
          box: 'stopped',
          title: 'A link in a post leads to another website now.',
          text: 'The post was stopped before it went out. Look where the link goes, and change it or take it out.',
        },
  text_rules_looser: (code) => ({
    box: 'info',
    title:
      code === 'list'
        ? 'A list of words that may stand in posts has changed.'
        : 'A rule for the words of posts is looser now.',
    text: 'Something can go out that the checks stopped before. Speak to whoever set it if you disagree.',
    place: 'text-rules',
  }),
  takedown_by_hand: (code) => ({
    box: 'needs-you',
    title: 'A live post must be deleted by hand.',
    text:
      code === 'time_over'
        ? 'The day until which it was to stay is over, and Gatepost cannot reach the account. Open it to see exactly what to delete, then say that it is gone.'
        : 'Gatepost cannot reach the account. Open it to see exactly what to delete, then say that it is gone.',
    place: 'take-down',
  }),
  takedown_late: (code) => ({
    box: 'stopped',
    title: 'A post that must come down is still up.',
    text:
      code === 'time_over'
        ? 'The day until which it was to stay is over. Delete it by hand, then say so on its page.'
        : 'Its time is over. Delete it by hand now, then say so on its page.',
    place: 'take-down',
  }),
  picture_alike: () => ({
    box: 'needs-you',
    title: 'A live photo resembles one that is coming down.',
    text: 'It may be another picture. Look at it, and take the post down if it is the same one.',
  }),
  import_stale_soon: (code) => ({
    box: 'needs-you',
    title: code?.startsWith('1.')
      ? 'From the next school day the school’s permission list is too old.'
      : 'In three school days the school’s permission list is too old.',
    text: 'Bring in a new export before. From then on no pupil can be shown.',
    place: 'imports',
  }),
  import_waiting: () => ({
    box: 'needs-you',
    title: 'An import waits for you.',
    text: 'Every no counts already. The yeses wait until you have looked at them.',
    place: 'imports',
  }),
  name_changed: () => ({
    box: 'needs-you',
    title: 'A pupil’s name changed while posts were live.',
    text: 'Look through the posts and decide whether they may stay.',
    place: 'names',
  }),
  unlisted_waiting: () => ({
    box: 'needs-you',
    title: 'A child at school is not on the list yet.',
    text: 'Find them in the school’s own records, so that they can be told apart in photos.',
    place: 'unlisted',
  }),
  unlisted_matched: (code) => ({
    box: 'info',
    title:
      code === 'nobody'
        ? 'The office found nobody on the list for a child you named.'
        : 'A child you named is on the list now.',
    text:
      code === 'nobody'
        ? 'Their face stays hidden in your photos.'
        : 'You can say anew who is in your photo. Their name is there to choose.',
    page: 'edit',
  }),
  views_to_ask: () => ({
    box: 'needs-you',
    title: 'Some pupils are soon old enough to be asked themselves.',
    text: 'Ask their classes on private slips in tutor time, before their birthdays.',
    place: 'views',
  }),
  restriction_review_due: () => ({
    box: 'needs-you',
    title: 'A second check is due.',
    text: 'Look at it again: keep it with a new date, or end it.',
    place: 'safeguarding',
  }),
  consents_expiring: () => ({
    box: 'needs-you',
    title: 'Many permissions end soon.',
    text: 'Ask the families again now, so that nobody drops out of photos for want of a form.',
    place: 'requests',
  }),
  requests_unanswered: () => ({
    box: 'info',
    title: 'A round of asking is over.',
    text: 'Some families have not answered. Nobody who has not answered is shown.',
    place: 'requests',
  }),
  mails_failed: () => ({
    box: 'needs-you',
    title: 'Some e-mails to families could not be delivered.',
    text: 'Those families are asked by letter now. Open the round and print the letters.',
    place: 'requests',
  }),
  permissions_surge: () => ({
    box: 'needs-you',
    title: 'Permission was taken back for many posts within an hour.',
    text: 'You get this one line instead of one for each post. Open the list: it has what is coming down and what is stopped, most urgent first.',
    place: 'surge',
  }),
  trip_posts_set: (code) => ({
    box: 'info',
    title:
      code === 'after_return'
        ? 'A trip posts only after everyone is back again.'
        : 'A trip may post while it is away.',
    text: 'The headteacher set this. Open the trip to see the rule and who approves.',
    place: 'trips',
  }),
  trip_account_opened: () => ({
    box: 'done',
    title: 'A trip’s account is open.',
    text: 'It closes by itself on the trip’s last day for posts.',
    place: 'trips',
  }),
  trip_account_closed: () => ({
    box: 'info',
    title: 'A trip’s account is closed.',
    text: 'Nothing more goes out on it.',
    place: 'trips',
  }),
  photo_list_lost: () => ({
    box: 'stopped',
    title: 'A photo list was lost.',
    text: 'Open it to see what was on it and what to do.',
    place: 'trips',
  }),
  guardian_asks: (code) => ({
    box: 'needs-you',
    title: 'Somebody is waiting for an answer.',
    text:
      GUARDIAN_ASKS[code ?? ''] ??
      'They asked for posts to be taken down, and that is done. See what to tell them.',
    place: 'removals',
  }),
  removal_asked: () => ({
    box: 'needs-you',
    title: 'Somebody asks for something to be removed.',
    text: 'Look at what they ask and decide. The time for it runs.',
    place: 'removals',
  }),
  removal_due: (code) => ({
    box: 'stopped',
    title: 'A request to remove something is still undecided.',
    text:
      code === 'over'
        ? 'Its time is over. Look at what they ask and decide. You are told every day until somebody has.'
        : 'Its time is nearly over. Look at what they ask and decide.',
    place: 'removals',
  }),
  file_ready: (code) => ({
    box: code === 'failed' ? 'stopped' : 'done',
    title:
      code === 'failed' ? 'The file you asked for could not be made.' : 'The file you asked for is ready.',
    text: code === 'failed' ? 'Ask for it again.' : 'Fetch it within a day. After that it is destroyed.',
    place: 'exports',
  }),
} as const satisfies Partial<Record<NoticeKind, (code: string | null) => Said>>;
