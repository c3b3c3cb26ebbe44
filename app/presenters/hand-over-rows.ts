// Publishing by hand as a home page says it: one notice each, with the page on which something can be done. A stopped post has no words here.
import type { NoticeKind } from '#app/components/notice.tsx';
import type { ListedHandOver } from '#app/domain/hand-overs/list-hand-overs.ts';
import { STOP_TITLE } from './hand-over-words.ts';
import { inSentence } from './platform-words.ts';
import { titleOf } from './post-list.ts';
import { whenWords } from './when.ts';

export interface HandOverRow {
  id: string;
  kind: NoticeKind;
  word: string;
  title: string;
  text: string;
  to: string;
  press: string;
}

export function handOverRows(
  listed: readonly ListedHandOver[],
  school: { slug: string; zone: string },
  now: Date,
  readerId: string,
): HandOverRow[] {
  return listed.map((row) => {
    const { at, postId, words, dueAt, platform, accountName, personId, personName } = row;
    const yours = personId === readerId;
    const to = `/s/${school.slug}/posts/${postId}/hand-over`;
    const who = personName ?? 'Somebody';
    const title = titleOf({ words, photoCount: 1 });
    const due = dueAt ? whenWords(dueAt, school.zone, now) : null;
    const where = `${accountName} on ${inSentence(platform)}`;
    if (at === 'stopped')
      return {
        ...{ id: postId, kind: 'stopped', word: 'Stop', title: STOP_TITLE, to, press: 'Say what was done' },
        text: `${yours ? 'You have' : `${who} has`} the post open to publish it by hand.`,
      };
    if (at === 'unanswered')
      return {
        ...{ id: postId, kind: 'stopped', word: 'Not confirmed', to, press: 'Say what became of it' },
        title: 'Nobody has said whether a post was published by hand.',
        text: `${yours ? 'You' : who} had “${title}” open for ${where}. It may be live.`,
      };
    if (at === 'out')
      return {
        ...{ id: postId, kind: 'info', word: 'By hand', to, press: 'Open it' },
        title: yours ? 'You have a post open to publish by hand.' : `${who} is publishing a post by hand.`,
        text: `“${title}”, ${where}.`,
      };
    return {
      ...{ id: postId, kind: 'needs-you', word: 'By hand', to, press: 'Publish it' },
      title: `To publish by hand${due ? `: ${due.text} (${due.relative})` : ''}.`,
      text: `“${title}”, ${where}.`,
    };
  });
}
