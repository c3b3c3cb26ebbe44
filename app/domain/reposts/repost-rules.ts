// When a live post of the school may be shown again by another of its accounts, by a repost: nothing new is said, so no new approval of
// the content is asked for; everything that depends on the account is asked anew. Pure.
import type { Platform } from '#app/domain/accounts/platforms.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { postToSpread } from '#app/domain/cross-posts/candidates.ts';
import { furtherBar, type FurtherBar } from '#app/domain/cross-posts/further-accounts.ts';
import { blocks, type Issue } from '#app/domain/issues.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { accountFaults } from '#app/domain/posts/publish-gate.ts';

/** Platforms on which a repost is one press, and shows nothing once the original is gone. */
export const REPOSTING = ['x', 'bluesky'] as const satisfies readonly Platform[];

export const takesReposts = (platform: Platform): boolean =>
  (REPOSTING as readonly Platform[]).includes(platform);

export type RepostBar =
  FurtherBar | 'not_live' | 'other_platform' | 'publishing_paused' | 'not_allowed_there';

export interface RepostRefusal {
  bar: RepostBar;
  /** what the checks say of the post as if it were on that account, for `not_allowed_there` */
  issues: Issue[];
}

/** A repost says the same words by being the same post. */
const OF_SAYING_IT_AGAIN: readonly string[] = ['same_words_elsewhere', 'nearly_same_words_elsewhere'];

/** What the checks find of the post on that account, beyond that it is the same post. */
export const faultsThere = (there: PostFacts): Issue[] =>
  blocks(runChecks(there, 'gate')).filter(({ code }) => !OF_SAYING_IT_AGAIN.includes(code));

/** It is up as it was approved, as far as anybody knows, and nobody wants it down (T-23). */
export const isUp = ({ post, delivery }: Pick<PostFacts, 'post' | 'delivery'>): boolean =>
  post.status === 'published' &&
  delivery !== null &&
  !delivery.goneAt &&
  !delivery.missingSince &&
  !delivery.drift &&
  !delivery.removalWantedAt;

/**
 * Null when it may: asked when a repost is asked for, and again when somebody opens it to press it.
 * @param original the post on its own account
 * @param there the same post as if it were on the account that is to show it
 */
export function repostRefusal(original: PostFacts, there: PostFacts): RepostRefusal | null {
  if (!isUp(original)) return no('not_live');
  if (original.school.pausedSince) return no('publishing_paused');
  return barredThere(original, there);
}

/**
 * Whether a repost that is up has to be taken back. A pause and a post that is not found do not ask for it, and hide nothing else that
 * does; a post that is gone or coming down takes its reposts with it.
 */
export function mustComeBack(original: PostFacts, there: PostFacts): boolean {
  const { post, delivery } = original;
  if (post.status !== 'published' || !delivery || delivery.goneAt || delivery.removalWantedAt) return false;
  return Boolean(delivery.drift) || barredThere(original, there) !== null;
}

const no = (bar: RepostBar, issues: Issue[] = []): RepostRefusal => ({ bar, issues });

function barredThere(original: PostFacts, there: PostFacts): RepostRefusal | null {
  const { account } = there;
  if (account.platform !== original.account.platform || !takesReposts(account.platform))
    return no('other_platform');
  const open = accountFaults(there).length === 0;
  const bar = furtherBar({ ...account, open }, postToSpread(original), []);
  if (bar) return no(bar);
  const issues = faultsThere(there);
  return issues.length > 0 ? no('not_allowed_there', issues) : null;
}
