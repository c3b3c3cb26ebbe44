// What notices about the school's accounts say. They name no account: its page does.
import type { NoticeKind } from '#app/domain/notices.ts';
import { tryWords } from './connection-words.ts';
import type { Said } from './notice-sentences.ts';

export const ACCOUNT_NOTICES = {
  account_asked: () => ({
    box: 'needs-you',
    title: 'Somebody asks you to approve an account.',
    text: 'See which one it is and what Gatepost could do on it. Nothing goes out on it before that.',
    place: 'register',
  }),
  account_decided: (code) =>
    code === 'approved'
      ? {
          box: 'done',
          title: 'The account that you asked for was approved.',
          text: 'Open it to see what is left to do.',
          place: 'register',
        }
      : {
          box: 'stopped',
          title: 'The account that you asked for was not approved.',
          text: 'Nothing goes out on it. Talk to whoever decided it; you can ask again.',
          place: 'register',
        },
  account_connected: () => ({
    box: 'done',
    title: 'An account is connected.',
    text: 'Posts can go out on it. A post that was held meanwhile needs a new time.',
    place: 'register',
  }),
  account_not_connected: (code) => {
    const { sentence, todo } = tryWords(code ?? '');
    return {
      box: 'needs-you',
      title: 'The account is not connected yet.',
      text: `${sentence} ${todo}`,
      place: 'register',
    };
  },
  account_reconnect_needed: () => ({
    box: 'stopped',
    title: 'An account has to be connected again.',
    text: 'The platform no longer lets Gatepost use it. Posts that were due soon are held, and a live post has to be deleted by hand. The comms lead can connect it again.',
    place: 'register',
  }),
  account_dead_soon: () => ({
    box: 'needs-you',
    title: 'A post is due soon, and its account does not answer.',
    text: 'Nothing is lost: it is tried again every few minutes. If the post cannot wait, be ready to publish it by hand.',
    place: 'register',
  }),
  account_disconnected: () => ({
    box: 'stopped',
    title: 'An account was disconnected.',
    text: 'Nothing goes out on it any more, and posts that had a time are held.',
    place: 'register',
  }),
} as const satisfies Partial<Record<NoticeKind, (code: string | null) => Said>>;
