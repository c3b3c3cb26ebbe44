// The head's stack: what waits, most pressing first; then what is held, and what is live today. A safeguarding lead's: words that wait
// for them.
import type { HomeLists } from '#app/domain/posts/list-posts.ts';
import type { WaitsForSafety } from '#app/domain/words/answers/waiting-for-safety.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { holdWords } from './hold-words.ts';
import { type PostRow, postRow } from './post-list.ts';
import { refusalWords } from './refusals.ts';
import { whenWords } from './when.ts';

interface NotedRow {
  row: PostRow;
  note: string | null;
}

export interface ReviewStack {
  base: string;
  title: string;
  /** null: this person never approves, and is told so */
  waiting: NotedRow[] | null;
  refused: { reason: string } | null;
  /** posts whose words wait for a safeguarding lead; null: not this reader's to decide */
  words: NotedRow[] | null;
  held: NotedRow[];
  /** null: not this person's to watch over */
  live: PostRow[] | null;
}

/** Posts whose days end within this many ms say so. */
const PRESSING_MS = 2 * 86_400_000;

export function reviewStack(
  lists: HomeLists,
  forSafety: readonly WaitsForSafety[] | null,
  school: OwnSchool,
  now: Date,
): ReviewStack {
  const row = (post: Parameters<typeof postRow>[0], page?: 'review') => postRow(post, school, now, page);
  // Once each: who is headteacher and safeguarding lead meets a post in both lists.
  const yours = [...(lists.waiting ?? []), ...(forSafety ?? [])].filter(({ bar }) => bar === null);
  const forYou = new Set(yours.map(({ post }) => post.id)).size;
  const title = forYou === 0 ? 'Nothing is waiting for you' : `${forYou} waiting for you`;
  const refusal = refusalWords('not_an_approver');
  return {
    base: `/s/${school.slug}`,
    title: lists.waiting || forSafety ? title : 'Held and live',
    waiting:
      lists.waiting?.map(({ post, bar }) => ({
        row: row(post, 'review'),
        note: bar ? refusalWords(bar).sentence : pressing(post.windowUntil, school.zone, now),
      })) ?? null,
    words:
      forSafety?.map(({ post, bar }) => ({
        row: row(post, 'review'),
        note: bar ? refusalWords(bar).sentence : pressing(post.windowUntil, school.zone, now),
      })) ?? null,
    refused: lists.waiting || forSafety ? null : { reason: `${refusal.sentence} ${refusal.todo}` },
    held: (lists.held ?? []).map(({ post, causes }) => ({
      row: row(post),
      note: causes[0] ? holdWords(causes[0]).sentence : null,
    })),
    live: lists.liveToday?.map((post) => row(post)) ?? null,
  };
}

function pressing(until: Date, zone: string, now: Date): string | null {
  if (until.getTime() - now.getTime() > PRESSING_MS) return null;
  if (until <= now) return 'The days it was written for are over.';
  return `It has to be out by ${whenWords(until, zone, now).text}.`;
}
