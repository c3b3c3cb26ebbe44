// What each notice says, chosen by its kind and a code. No sentence names a pupil or says why one may not be shown.
import type { NoticeKind as BoxKind } from '#app/components/notice.tsx';
import type { PhotoRefusalCode } from '#app/domain/ports/photo-engine.ts';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import type { NoticeKind } from '#app/domain/notices.ts';
import { STOP_TITLE } from './hand-over-words.ts';
import { holdWords } from './hold-words.ts';
import { ACCOUNT_NOTICES } from './account-notices.ts';
import { CONSENT_NOTICES } from './consent-notices.ts';
import { TAKEDOWN_NOTICES } from './takedown-notices.ts';

export interface Said {
  box: BoxKind;
  title: string;
  text: string;
  /** part of the post to open; the post's own page when absent */
  page?: 'edit' | 'review' | 'hand-over' | 'reposts' | 'pause' | 'none';
  /** a page of its own, below the school's address, with what it is about behind it; in place of a post's */
  place?:
    | 'take-down'
    | 'i-have-it'
    | 'breaches'
    | 'imports'
    | 'consent'
    | 'requests'
    | 'surge'
    | 'names'
    | 'unlisted'
    | 'views'
    | 'safeguarding'
    | 'trips'
    | 'removals'
    | 'exports'
    | 'text-rules'
    | 'register'
    | 'my-mail';
}

/** What of a live post is not as it was approved. */
const CHANGED: Readonly<Record<string, string>> = {
  words: 'Its words there are not the ones that were approved.',
  photos: 'Its photos there are not the ones that were approved.',
  alt_text: 'A photo there is without its description, or has another one.',
};

/** Why a live post comes down, where there is more to say than that somebody asked for it. */
/** What is known by now of a post whose outcome was not clear. */
const UNKNOWN: Readonly<Record<string, { title: string; text: string }>> = {
  two_alike: {
    title: 'Two posts with the same words are on the account.',
    text: 'One of them may be somebody’s own. Delete the one that should not be there by hand; Gatepost looks again and keeps the other.',
  },
  not_found: {
    title: 'A post could not be found on the account.',
    text: 'Gatepost looked several times. Look at the account yourself, then say on the post’s page what you see. Nothing is sent again meanwhile.',
  },
};

const COMING_DOWN: Readonly<Record<string, string>> = {
  permission_changed: 'Permission for a pupil no longer covers it.',
  taken_over: 'Somebody else has said that they have it. It is theirs now.',
  looks_the_same: 'A picture in it is the same as one that is coming down.',
  looks_alike:
    'A picture in it looks like one that is coming down. It is deleted as well, unless somebody says in time that it is another picture: the data lead and the safeguarding lead can.',
  found_again: 'Somebody had said that it is gone, but it is still there.',
  time_over: 'The day until which it was to stay is over.',
};

export const NOTICE_SENTENCES: Readonly<Record<NoticeKind, (code: string | null) => Said>> = {
  post_waiting_for_you: () => ({
    box: 'needs-you',
    title: 'A post is waiting for you.',
    text: 'Look at it and approve it, or send it back.',
    page: 'review',
  }),
  post_sent_back: () => ({
    box: 'needs-you',
    title: 'Your post was sent back.',
    text: 'The reason is on it. Change it and send it again.',
    page: 'edit',
  }),
  post_rejected: () => ({
    box: 'stopped',
    title: 'Your post was not approved.',
    text: 'It will not go out. The reason is on its page.',
  }),
  post_approved: () => ({
    box: 'done',
    title: 'A post was approved.',
    text: 'It can be given a time now.',
  }),
  post_recalled: () => ({
    box: 'info',
    title: 'A post was taken back by its author.',
    text: 'It comes again when they have changed it.',
  }),
  approval_voided: () => ({
    box: 'needs-you',
    title: 'An approved post was opened for changes.',
    text: 'Its approval no longer counts, and its place in the calendar is free.',
  }),
  post_scheduled: () => ({
    box: 'info',
    title: 'A post was given its time.',
    text: 'Open it to see when it goes out.',
  }),
  post_published: (code) =>
    code === 'by_hand'
      ? {
          box: 'done',
          title: 'A post was published by hand.',
          text: 'Somebody at school published it and said where. Gatepost cannot look at that account itself.',
        }
      : { box: 'done', title: 'A post is live.', text: 'Open it to see it as others do.' },
  hand_over_due: (code) => ({
    box: 'needs-you',
    ...(code === 'asked'
      ? {
          title: 'You are asked to publish a post by hand.',
          text: 'It can be opened shortly before its time, and stays open for 15 minutes.',
        }
      : {
          title: 'A post can be published by hand now.',
          text: 'Open it close to its time: it stays open for 15 minutes.',
        }),
    page: 'hand-over',
  }),
  hand_over_stop: () => ({
    box: 'stopped',
    title: STOP_TITLE,
    text: 'This is about the post that you have open to publish by hand.',
    page: 'hand-over',
  }),
  hand_over_unanswered: () => ({
    box: 'stopped',
    title: 'Nobody has said whether a post was published.',
    text: 'It was opened to be published by hand. Look at the account, then say what you see.',
    page: 'hand-over',
  }),
  repost_unanswered: () => ({
    box: 'needs-you',
    title: 'Nobody has said whether a repost is up.',
    text: 'It was opened to be pressed by hand. Look at the account that was to show it, then say what you see.',
    page: 'reposts',
  }),
  repost_undo: () => ({
    box: 'stopped',
    title: 'A repost has to be taken back.',
    text: 'Open the page of reposts: it says on which account. Take it back there now, then say so.',
    page: 'reposts',
  }),
  repost_stopped: () => ({
    box: 'needs-you',
    title: 'A repost that was asked for is not made.',
    text: 'Something came up against it. Do not press it. The page says whether it can be asked for again.',
    page: 'reposts',
  }),
  post_held: (code) => {
    const { sentence, todo } = holdWords(code ?? '');
    return { box: 'stopped', title: `A post is held. ${sentence}`, text: todo };
  },
  post_missed: (code) => ({
    box: 'needs-you',
    title: code === 'time_lost' ? 'A post lost its time in a power cut.' : 'A post missed its time.',
    text:
      code === 'time_lost'
        ? 'Gatepost looked, and it is not on the account. It waits until it is approved again and has a new time, or is let go.'
        : 'It was not sent. Give it a new time, or let it go.',
  }),
  post_failed: () => ({
    box: 'stopped',
    title: 'A post did not go out.',
    text: 'The platform refused it. Open it to see what can be done.',
  }),
  post_unknown: (code) => ({
    box: 'needs-you',
    title: UNKNOWN[code ?? '']?.title ?? 'A post may be live.',
    text:
      UNKNOWN[code ?? '']?.text ??
      'The platform did not answer clearly. Gatepost looks for the post, and sends nothing again before it is certain. You need not do anything yet.',
  }),
  post_found_twice: (code) =>
    code === 'by_hand'
      ? {
          box: 'needs-you',
          title: 'A second copy of a post is still on the account.',
          text: 'Gatepost could not delete it, or found other words on it and left it alone. Look at the account: if the newer of the two is nobody’s own, delete it by hand.',
        }
      : {
          box: 'info',
          title: 'A post was on the account twice.',
          text: 'Gatepost keeps one and is deleting the other. You need not do anything.',
        },
  post_late: () => ({
    box: 'needs-you',
    title: 'A post is late.',
    text: 'Its time has passed and it is not out. Gatepost goes on trying and will not send it twice. If it waits for long, tell whoever looks after Gatepost.',
  }),
  account_no_credit: () => ({
    box: 'stopped',
    title: 'An account cannot post: its credit with the platform is used up.',
    text: 'Nothing is wrong with the post. Whoever runs Gatepost for you has to top it up or raise the limit; ask them. What is due meanwhile waits, and is not sent when it would be too late.',
  }),
  post_cancelled: () => ({ box: 'info', title: 'A post was cancelled.', text: 'It will not go out.' }),
  takedown_requested: (code) => ({
    box: 'needs-you',
    title: 'A live post is coming down.',
    text: COMING_DOWN[code ?? ''] ?? 'Somebody at school asked for it. You will hear when it is gone.',
  }),
  post_taken_down: () => ({ box: 'done', title: 'A post was taken down.', text: 'It is gone.' }),
  takedown_failed: (code) => ({
    box: 'stopped',
    title: 'A post is still up.',
    text:
      code === 'time_over'
        ? 'The day until which it was to stay is over, and it could not be taken down. Delete it there by hand, then say so on its page.'
        : 'It could not be taken down. Delete it there by hand, then say so on its page.',
  }),
  post_gone: (code) =>
    code === 'back'
      ? {
          box: 'needs-you',
          title: 'A post that was gone is there again.',
          text: 'Gatepost did not put it back. If it should not be there, take it down.',
        }
      : {
          box: 'needs-you',
          title: 'A live post is not there any more.',
          text: 'Somebody deleted it on the account itself, or the platform did. Gatepost looked twice. Ask whoever else uses the account.',
        },
  post_changed: (code) => ({
    box: 'needs-you',
    title: 'A live post is not as it was approved.',
    text: `${CHANGED[code ?? ''] ?? 'Something about it was changed there.'} Look at it. If it should not stay like that, put it right there or take it down.`,
  }),
  photo_refused: (code) => ({
    box: 'stopped',
    title: 'A photo could not be used.',
    text: code ? photoRefusalSentence(code as PhotoRefusalCode) : 'Open your post to see why.',
    page: 'none',
  }),
  photo_not_changed: (code) => ({
    box: 'stopped',
    title: 'A photo in your post could not be blurred or cropped.',
    text:
      code === 'send_again'
        ? 'What it was made from is no longer kept. Take the photo out of the post and send it again.'
        : 'It was tried several times. Take the photo out of the post, then send it again or use another.',
  }),
  photo_lost: () => ({
    box: 'stopped',
    title: 'A photo was lost on our side.',
    text: 'Its file is gone, so it can no longer be shown or sent. Whoever looks after Gatepost can see this too. If the post still needs it, take the photo out and send it again.',
  }),
  no_approver: () => ({
    box: 'needs-you',
    title: 'A post has nobody who may approve it.',
    text: 'Give somebody at this school the role, or ask the headteacher for a delegation.',
    page: 'none',
  }),
  paused: () => ({
    box: 'stopped',
    title: 'Publishing was paused.',
    text: 'Nothing goes out until somebody lets it go on.',
    page: 'pause',
  }),
  staff_mail_refused: (code) => {
    if (code === 'server_families')
      return {
        box: 'stopped',
        title: 'The mail server does not take Gatepost’s letters to families.',
        text: 'Nothing is lost: they are tried again and again, and a family that cannot be reached in time is asked on paper. Ask whoever looks after the mail server to let them through.',
        place: 'my-mail',
      };
    return code === 'server'
      ? {
          box: 'stopped',
          title: 'The mail server does not take Gatepost’s e-mail to staff.',
          text: 'Nothing is lost: it is tried again and again. Until it works, nothing urgent reaches anybody by e-mail. Ask whoever looks after the mail server to let it through.',
          place: 'my-mail',
        }
      : {
          box: 'needs-you',
          title: 'E-mail to somebody on the staff comes back.',
          text: 'Only what is urgent is still tried, a few times a day. See who it is, and put their address right.',
          place: 'my-mail',
        };
  },
  ...CONSENT_NOTICES,
  ...ACCOUNT_NOTICES,
  ...TAKEDOWN_NOTICES,
  resumed: () => ({
    box: 'info',
    title: 'Publishing goes on.',
    text: 'Posts that nobody confirmed are back under approved, to be given a time.',
    page: 'pause',
  }),
};
