// Notices as sentences, made when shown from a kind and a code. They never name a pupil and never say why.
import type { NoticeKind as BoxKind } from '#app/components/notice.tsx';
import type { PersonNotice } from '#app/domain/school/read-notices.ts';
import { NOTICE_SENTENCES, type Said } from './notice-sentences.ts';
import { purposeWords } from './purposes.ts';
import { type When, whenWords } from './when.ts';

export interface NoticeWords {
  id: string;
  box: BoxKind;
  title: string;
  text: string;
  /** the post it tells of, by what it is about: its trip, else its purpose; null when there is nothing to open */
  about: string | null;
  /** where the thing is, below the school's address; null when there is nothing to open */
  to: string | null;
  when: When;
  unread: boolean;
}

/** One notice in words, as its reader sees it in the school's zone at `now`. */
export function noticeWords(notice: PersonNotice, zone: string, now: Date): NoticeWords {
  const said = NOTICE_SENTENCES[notice.kind](notice.code);
  return {
    id: notice.id,
    box: said.box,
    title: said.title,
    text: said.text,
    about: said.page === 'none' ? null : aboutWords(notice),
    to: addressOf(notice, said),
    when: whenWords(notice.createdAt, zone, now),
    unread: notice.readAt === null,
  };
}

const aboutWords = ({ about }: PersonNotice): string | null =>
  about && (about.tripName ?? purposeWords(about.purpose).label);

/** Places that are pages of one post; all others are the school's. */
const OF_A_POST: ReadonlySet<string> = new Set(['take-down', 'i-have-it']);

function addressOf({ postId, aboutId }: PersonNotice, { page, place }: Said): string | null {
  if (page === 'pause') return 'pause';
  if (place && !OF_A_POST.has(place)) return aboutId ? `${place}/${aboutId}` : place;
  if (page === 'none' || !postId) return null;
  const below = place ?? page;
  return below ? `posts/${postId}/${below}` : `posts/${postId}`;
}
