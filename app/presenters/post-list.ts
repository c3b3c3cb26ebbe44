// A post as a row of a list: what it says, whose it is, where it stands, and the page on which something can be done.
import type { ListedRow } from '#app/domain/posts/list-posts.ts';
import { EDITABLE, isOneOf } from '#app/domain/posts/post-status.ts';
import { type ShownStatus, shownStatus } from './hand-over-words.ts';
import { shownHandle } from './platform-words.ts';
import { type When, whenWords } from './when.ts';

export interface PostRow {
  id: string;
  /** below the school's address */
  to: string;
  title: string;
  /** the trip, or the account */
  over: string;
  status: ShownStatus;
  /** the moment that matters now, with the word before it: "Due", "Sent", "Changed" */
  moment: { label: string; when: When; /** within the day, how long ago says it all */ recent: boolean };
  /** why it came back, in the approver's words; only for what was sent back or turned down */
  reason: string | null;
  authorName: string;
}

/** The first line of the words, at most 120 characters, or what stands in their place. */
export function titleOf({ words, photoCount }: Pick<ListedRow, 'words' | 'photoCount'>): string {
  const line = words.trim().split('\n')[0] ?? '';
  if (line) return line.length > 120 ? `${line.slice(0, 117).trimEnd()}…` : line;
  if (photoCount === 0) return 'Empty post';
  return photoCount === 1 ? '1 photo, no words yet' : `${photoCount} photos, no words yet`;
}

const RECENT_MS = 12 * 3_600_000;

function momentOf(post: ListedRow, zone: string, now: Date): PostRow['moment'] {
  const said = (label: string, at: Date) => {
    const age = now.getTime() - at.getTime();
    return { label, when: whenWords(at, zone, now), recent: age >= 0 && age < RECENT_MS };
  };
  if (post.dueAt && post.status === 'held') return said('Was to go out', post.dueAt);
  if (post.dueAt) return said(post.dueAt > now ? 'Goes out' : 'Was due', post.dueAt);
  if (post.status === 'in_review' && post.submittedAt) return said('Sent', post.submittedAt);
  return said('Changed', post.updatedAt);
}

/** Rows for one school's list. `page` overrides where a row leads (the review page for those who decide). */
export function postRow(
  post: ListedRow,
  school: { slug: string; zone: string },
  now: Date,
  page?: 'review',
): PostRow {
  const editable = isOneOf(post.status, EDITABLE);
  const suffix = page ?? (editable ? 'edit' : null);
  const sentBack = post.status === 'changes_requested' || post.status === 'rejected';
  return {
    id: post.id,
    to: `/s/${school.slug}/posts/${post.id}${suffix ? `/${suffix}` : ''}`,
    title: titleOf(post),
    over: post.tripName ?? shownHandle(post),
    status: post.gone ? 'gone' : shownStatus(post.status, post.platform),
    moment: momentOf(post, school.zone, now),
    reason: sentBack ? post.lastReason : null,
    authorName: post.authorName,
  };
}
