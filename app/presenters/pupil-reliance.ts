// Who relied on what: under each answer the posts that rested on it, and for each post its times and its answers. For the roles that
// may know who answered; a long history comes a page at a time.
import type { Place, PupilPosts, ShownPost } from '#app/domain/consent/posts-showing-pupil.ts';
import type { PupilHistory } from '#app/domain/consent/pupil-history.ts';
import { shownHandle } from './platform-words.ts';
import { answerLine, type HistoryLine } from './pupil-history.ts';
import type { PostsWords } from './pupil-posts.ts';
import { titleOf } from './post-list.ts';
import { whenWords } from './when.ts';

/** Lines of one page. */
const A_PAGE = 20;
/** Posts listed under one answer; the rest are counted, and stand in the list of posts. */
const UNDER_AN_ANSWER = 5;

export interface OnPage<T> {
  lines: T[];
  /** from 1 */
  page: number;
  pages: number;
}

/** The page that an address asks for; the first for anything that is no number of a page. */
export function pageAsked(search: URLSearchParams, name: string): number {
  const asked = Number(search.get(name) ?? '1');
  return Number.isInteger(asked) && asked > 0 ? asked : 1;
}

/** One page of the lines; the last for a number that is too large. */
export function onPage<T>(lines: readonly T[], asked: number): OnPage<T> {
  const pages = Math.max(1, Math.ceil(lines.length / A_PAGE));
  const page = Math.min(asked, pages);
  return { lines: lines.slice((page - 1) * A_PAGE, page * A_PAGE), page, pages };
}

const STATES: Readonly<Record<Place, string>> = {
  stopped: 'Stopped before it went out',
  coming_down: 'Coming down',
  needs_a_person: 'To be removed by hand',
  in_the_air: 'On its way when it was stopped',
  to_decide: 'Live, and no longer covered',
  gone: 'Taken down',
  live: 'Live',
  on_its_way: 'On its way',
};

export interface PostLine {
  id: string;
  to: string;
  title: string;
  state: string;
  /** account, and when it was sent for approval, went out and came down */
  facts: string[];
  /** the answers it rested on, each in a few words */
  answers: string[];
}

/** Every post that shows the pupil, the last changed first. */
export function postLines(
  { posts }: PupilPosts,
  history: PupilHistory,
  base: string,
  zone: string,
  now: Date,
): PostLine[] {
  const answers = new Map(
    history.entries.flatMap((entry) => (entry.kind === 'answer' ? [[entry.id, entry] as const] : [])),
  );
  const said = (label: string, at: Date | null): string[] =>
    at ? [`${label} ${whenWords(at, zone, now).text}`] : [];
  return (posts ?? []).map((post) => ({
    id: post.postId,
    to: `${base}/posts/${post.postId}`,
    title: titleOf(post),
    state: STATES[post.place],
    facts: [
      shownHandle(post),
      ...said('Sent for approval', post.sentForApprovalAt),
      ...said('Went out', post.publishedAt),
      ...said('Came down', post.removedAt),
    ],
    answers: (post.restsOn ?? []).flatMap((id) => {
      const answer = answers.get(id);
      return answer ? [answerLine(answer, zone, now)] : [];
    }),
  }));
}

/** The same lines of what was recorded, each answer with the posts that rested on it. */
export function withPosts(lines: readonly HistoryLine[], { posts }: PupilPosts, base: string): HistoryLine[] {
  const byAnswer = new Map<string, ShownPost[]>();
  for (const post of posts ?? [])
    for (const id of post.restsOn ?? []) byAnswer.set(id, [...(byAnswer.get(id) ?? []), post]);
  return lines.map((line) => {
    const resting = byAnswer.get(line.id) ?? [];
    return {
      ...line,
      posts: resting.slice(0, UNDER_AN_ANSWER).map((post) => ({
        to: `${base}/posts/${post.postId}`,
        title: titleOf(post),
        state: STATES[post.place],
      })),
      morePosts: Math.max(0, resting.length - UNDER_AN_ANSWER),
    };
  });
}

/** How many stand where, for a page that lists the posts below. */
export const withoutLinks = (words: PostsWords): PostsWords => ({
  ...words,
  lines: words.lines.map((line) => ({ ...line, posts: [] })),
});
