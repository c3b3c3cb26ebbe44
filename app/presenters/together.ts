// Where a post stands on each account it goes to: one row an account, each with its state, a time and its own page.
import { isUpElsewhere } from '#app/domain/cross-posts/take-down-everywhere.ts';
import type { PostsTogether } from '#app/domain/cross-posts/read-together.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { type ShownStatus, shownStatus } from './hand-over-words.ts';
import { whereOf } from './platform-words.ts';
import { whenWords } from './when.ts';

export interface TogetherRow {
  postId: string;
  to: string;
  /** "@ashwicklane on X" */
  where: string;
  status: ShownStatus;
  /** since when, or for when; null where there is no moment to say */
  moment: string | null;
  /** what somebody does next on that account; null where nothing is to be done */
  next: string | null;
  /** the row of the post whose page this is */
  here: boolean;
}

export interface TogetherView {
  rows: TogetherRow[];
  /** the post that leads this one, when this one follows; null on the leading post itself */
  lead: { to: string; where: string } | null;
  /** it is, or may be, live on another account too, or is still to go out there */
  upElsewhere: boolean;
}

const NEXT: Partial<Record<PostStatus, string>> = {
  approved: 'Give it a time',
  failed: 'It was not sent. Try again there',
  missed: 'Its time passed. Give it another',
  held: 'See why it is stopped',
  unknown: 'Say what you see there',
  takedown_failed: 'Delete it there by hand',
};

export function togetherView(
  together: PostsTogether | null,
  postId: string,
  { base, zone, now }: { base: string; zone: string; now: Date },
): TogetherView | null {
  if (!together) return null;
  const rows = together.posts.map((post): TogetherRow => ({
    postId: post.postId,
    to: `${base}/posts/${post.postId}`,
    where: whereOf(post),
    status: post.goneAt && post.status === 'published' ? 'gone' : shownStatus(post.status, post.platform),
    moment: momentOf(post, zone, now),
    next: NEXT[post.status] ?? null,
    here: post.postId === postId,
  }));
  const lead = rows.find((row) => row.postId === together.leadPostId);
  return {
    rows,
    lead: lead && !lead.here ? { to: lead.to, where: lead.where } : null,
    upElsewhere: isUpElsewhere({ id: postId }, together.posts),
  };
}

type Together = PostsTogether['posts'][number];

function momentOf({ status, publishedAt, dueAt }: Together, zone: string, now: Date): string | null {
  if (status === 'published' && publishedAt) return `since ${whenWords(publishedAt, zone, now).text}`;
  return status === 'scheduled' && dueAt ? `for ${whenWords(dueAt, zone, now).text}` : null;
}
