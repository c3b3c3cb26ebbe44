// Where a post stands, in one sentence, and the one thing to do now and by whom. Never why a pupil may not be shown.
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { byHandSaid } from './by-hand-standing.ts';
import { type ShownStatus, shownStatus } from './hand-over-words.ts';
import { type HistoryEntry, lastMoveTo } from '#app/domain/posts/post-history.ts';
import type { PostPageFacts } from '#app/domain/posts/read-post-page.ts';
import { holdWords } from './hold-words.ts';
import { goneSaid, isGone } from './live-standing.ts';
import { atStart, inSentence } from './platform-words.ts';
import { TAKEDOWN_SENTENCES } from './takedown-sentences.ts';
import { type When, whenWords } from './when.ts';

export interface Standing {
  status: ShownStatus;
  reason: string;
  /** null: nothing is asked of anybody */
  todo: string | null;
  /** how far a held or cancelled post had come, 0 draft to 5 live */
  reached: number | null;
}

const STEP: Partial<Record<PostStatus, number>> = {
  in_review: 2,
  approved: 3,
  scheduled: 4,
  publishing: 5,
  unknown: 5,
};

/** "A", "A or B", "A, B or C"; null for nobody. */
export function anyOf(names: readonly string[]): string | null {
  if (names.length < 2) return names[0] ?? null;
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

interface Telling {
  page: PostPageFacts;
  when: (at: Date) => When;
  /** the entry that brought it where it stands, when the log has one */
  came: HistoryEntry | null;
}

type Said = Pick<Standing, 'reason' | 'todo'>;

const there = ({ facts: { account } }: PostPageFacts): string => inSentence(account.platform);
const byWhom = (came: HistoryEntry | null): string => came?.by?.name ?? 'Somebody';
const quoted = (came: HistoryEntry | null): string => (came?.words ? `: “${came.words}”` : '.');

const SAY: Readonly<Record<PostStatus, (telling: Telling) => Said>> = {
  draft: () => ({
    reason: 'It has not been sent for approval yet.',
    todo: 'Its author finishes it and sends it.',
  }),
  in_review: ({ page, when, came }) => ({
    reason: `Sent by ${byWhom(came)} ${when(page.facts.post.submittedAt ?? page.facts.at).relative}.`,
    todo:
      page.approvers.length > 0
        ? `${anyOf(page.approvers)} decides.`
        : 'Nobody at this school may approve it. Your trust administrator has been told.',
  }),
  changes_requested: ({ came }) => ({
    reason: `${byWhom(came)} sent it back${quoted(came)}`,
    todo: 'Its author changes it and sends it again.',
  }),
  rejected: ({ came }) => ({ reason: `${byWhom(came)} turned it down${quoted(came)}`, todo: null }),
  approved: ({ page, when }) => {
    const { review, post, at } = page.facts;
    const by = review ? (page.staff.get(review.decidedBy) ?? 'Somebody') : 'Somebody';
    const over = post.windowUntil < at;
    return {
      reason: review ? `${by} approved it ${when(review.decidedAt).relative}.` : 'It is approved.',
      todo: over
        ? 'The days it was approved for are over. Open it for changes and have them approved again.'
        : `${anyOf(page.placers) ?? 'Somebody'} gives it a time.`,
    };
  },
  scheduled: ({ page, when }) => {
    const { post, school, at } = page.facts;
    const due = when(post.dueAt ?? at);
    return {
      reason: `It goes out ${due.text} (${due.relative}).`,
      todo: school.pausedSince ? 'Publishing is paused, so it waits until somebody lets it go on.' : null,
    };
  },
  publishing: ({ page }) => ({ reason: `It is being sent to ${there(page)} at this moment.`, todo: null }),
  published: ({ page, when }) => {
    const since = page.facts.delivery?.publishedAt;
    const where = there(page);
    return { reason: since ? `On ${where} since ${when(since).text}.` : `It is on ${where}.`, todo: null };
  },
  failed: ({ page }) => ({
    reason: `${atStart(page.facts.account.platform)} refused it, so it did not go out.`,
    todo: 'Let it be given a new time, or change it first.',
  }),
  unknown: ({ page }) => ({
    reason: `${atStart(page.facts.account.platform)} did not answer clearly, so it may be live. Nothing is sent again.`,
    todo: 'Look at the account, then say what you see below.',
  }),
  missed: ({ page, when }) => {
    const due = page.facts.post.dueAt;
    return {
      reason: `${due ? `Its time was ${when(due).text}` : 'Its time passed'}, and it was not sent then.`,
      todo: 'Let it be given a new time, or change it first.',
    };
  },
  held: ({ page }) => heldWords(page),
  takedown_requested: ({ page, when }) => ({
    reason: `${TAKEDOWN_SENTENCES[page.takedown?.cause ?? ''] ?? 'Somebody at school asked for it.'} It is being deleted from ${there(page)}.`,
    todo: page.takedown ? `It has to be gone by ${when(page.takedown.deadlineAt).text}.` : null,
  }),
  taken_down: ({ page, came, when }) => ({
    reason: `Gone from ${there(page)}${came ? ` since ${when(came.at).text}` : ''}. Copies that others made of it cannot be called back.`,
    todo: null,
  }),
  takedown_failed: ({ page, when }) => ({
    reason: `It is still on ${there(page)}: ${page.takedown ? `${page.takedown.attempts} tries` : 'our tries'} to delete it did not succeed.`,
    todo: `Delete it on ${there(page)} by hand${page.takedown ? `, by ${when(page.takedown.deadlineAt).text}` : ''}, then say so below.`,
  }),
  cancelled: ({ came }) => ({ reason: `${byWhom(came)} cancelled it. It will not go out.`, todo: null }),
};

/** The first cause is said; others follow in the page's own list. A post proved not to be there is held without one. */
function heldWords(page: PostPageFacts): Said {
  const [first] = page.facts.openHolds;
  if (!first)
    return {
      reason: `It was sent, but never arrived on ${there(page)}.`,
      todo: 'Let it go on to give it a new time, or change it first.',
    };
  const { sentence, todo } = holdWords(first.cause);
  return { reason: sentence, todo };
}

/** Why every open hold holds it, beyond the first. */
export const furtherHolds = ({ facts }: PostPageFacts): { sentence: string; todo: string }[] =>
  facts.openHolds.slice(1).map(({ cause }) => holdWords(cause));

/** The standing in words, as one reader sees it in the school's zone. */
export function standingOf(page: PostPageFacts): Standing {
  const { post, school, account, at } = page.facts;
  const when = (moment: Date): When => whenWords(moment, school.zone, at);
  const came = lastMoveTo(page.history, post.status);
  const from = came?.event?.type === 'post.moved' ? came.event.from : null;
  const stops = post.status === 'held' || post.status === 'cancelled';
  return {
    status: isGone(page.facts) ? 'gone' : shownStatus(post.status, account.platform),
    ...(byHandSaid(page, when) ?? goneSaid(page, when) ?? SAY[post.status]({ page, came, when })),
    reached: stops ? ((from && STEP[from]) ?? 0) : null,
  };
}
