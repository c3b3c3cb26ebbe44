// What lost a permission, as lists: worst first, each with the one thing to do.
import type { LostPermission } from '#app/domain/consent/lost-permission.ts';
import { shownHandle } from './platform-words.ts';
import { titleOf } from './post-list.ts';
import { whenWords } from './when.ts';

export interface LostLine {
  id: string;
  to: string;
  title: string;
  over: string;
  /** "Delete it by hand, by Fri 20 November, 6:00 pm" */
  what: string;
  tone: 'stopped' | 'needs-you' | 'quiet';
}

export interface LostPage {
  headline: string;
  comingDown: LostLine[];
  stopped: LostLine[];
  gone: string | null;
}

export function lostPage(facts: LostPermission, base: string, zone: string, now: Date): LostPage {
  const { comingDown, stopped, goneToday } = facts;
  const by = (at: Date) => whenWords(at, zone, now).text;
  return {
    headline:
      comingDown.length > 0
        ? `${comingDown.length} ${comingDown.length === 1 ? 'post is' : 'posts are'} coming down`
        : 'Nothing is coming down',
    comingDown: comingDown.map(({ postId, deadlineAt, urgency, ...post }) => {
      const byHand = urgency === 'by_hand';
      const what = {
        by_hand: `Delete it by hand${deadlineAt < now ? ', now: its time is over' : `, by ${by(deadlineAt)}`}.`,
        late: 'Its time is over and it is still up. Open it.',
        in_the_air: 'It was on its way. It is removed as soon as it is found.',
        removing: `Being removed, by ${by(deadlineAt)} at the latest.`,
      }[urgency];
      return {
        id: postId,
        to: `${base}/posts/${postId}${byHand ? '/take-down' : ''}`,
        title: titleOf(post),
        over: shownHandle(post),
        what,
        tone: byHand || urgency === 'late' ? 'stopped' : urgency === 'in_the_air' ? 'needs-you' : 'quiet',
      };
    }),
    stopped: stopped.map(({ postId, dueAt, ...post }) => ({
      id: postId,
      to: `${base}/posts/${postId}`,
      title: titleOf(post),
      over: shownHandle(post),
      what: dueAt ? `Was to go out ${by(dueAt)}.` : 'It had no time yet.',
      tone: 'quiet',
    })),
    gone:
      goneToday > 0
        ? `${goneToday} ${goneToday === 1 ? 'post is' : 'posts are'} gone since this morning.`
        : null,
  };
}
