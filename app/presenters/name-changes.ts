// What a change of name left in public, as the safeguarding lead reads it: where and when, never the words and never the old name.
import type { NameChangePage } from '#app/domain/pupils/settle-name-change.ts';
import { shownHandle } from './platform-words.ts';
import { dayWords } from './when.ts';

export interface NamedPost {
  id: string;
  title: string;
  about: string;
  /** it can be taken down, or held before it goes out */
  act: 'take-down' | 'hold' | null;
}

const STANDS: Readonly<Record<string, { about: string; act: NamedPost['act'] }>> = {
  published: { about: 'Live', act: 'take-down' },
  unknown: { about: 'May be live', act: 'take-down' },
  publishing: { about: 'Going out now', act: 'take-down' },
  takedown_failed: { about: 'Could not be taken down: delete it by hand', act: null },
  takedown_requested: { about: 'Coming down', act: null },
  taken_down: { about: 'Taken down', act: null },
  in_review: { about: 'Not out yet: waits for approval', act: 'hold' },
  approved: { about: 'Not out yet: approved', act: 'hold' },
  scheduled: { about: 'Not out yet: has its time', act: 'hold' },
  held: { about: 'Held', act: null },
};

/** One line a post. */
export function namedPosts({ posts }: NameChangePage, zone: string, at: Date): NamedPost[] {
  return posts.map(({ id, status, photoCount, publishedAt, ...account }) => {
    const { about, act } = STANDS[status] ?? { about: 'Not live', act: null };
    const photos = photoCount === 1 ? '1 photo' : `${photoCount} photos`;
    const when = publishedAt ? `, out since ${dayWords(publishedAt, zone, at)}` : '';
    return { id, title: `A post on ${shownHandle(account)}, ${photos}`, about: `${about}${when}`, act };
  });
}
