// A platform takes only so many deletions in a while (X: 50 in 15 minutes for an account). What is left of them is kept for what cannot
// wait: a post whose time is merely over stands back first, then what a permission took back; what a person asked for never does.
import { lockPace, readPace, type PaceRow, writePace } from '#db/queries/pace.server.ts';
import type { RemoveResult } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostFacts } from './post-facts.ts';
import { rankOf, type TakedownCause } from './takedown-causes.ts';

/** Deletions that each rank leaves for those before it. */
const KEPT = [0, 5, 20] as const;

/** Until when a takedown of this cause stands back; null when it may go. A limit that the platform never named keeps nobody back. */
export function standsBackUntil(
  cause: TakedownCause,
  pace: Pick<PaceRow, 'removalsLeft' | 'removalsResetAt'> | null,
  at: Date,
): Date | null {
  const rank = rankOf(cause);
  if (rank === 0 || !pace?.removalsResetAt || pace.removalsLeft === null) return null;
  if (pace.removalsResetAt <= at || pace.removalsLeft > KEPT[rank]) return null;
  return pace.removalsResetAt;
}

/** As {@link standsBackUntil}, by what the post's account has left. */
export async function whoGoesFirst(work: Work, facts: PostFacts, cause: TakedownCause): Promise<Date | null> {
  if (rankOf(cause) === 0) return null;
  return standsBackUntil(cause, await readPace(work.db, facts.post, facts.account.id), work.at);
}

/** Writes down how many deletions the platform said are left. The post and its delivery are locked. */
export async function keepRemovalBudget(
  work: Work,
  facts: PostFacts,
  { notes }: RemoveResult,
): Promise<void> {
  const rates = notes?.rates;
  if (typeof rates?.left !== 'number') return;
  await lockPace(work.db, facts.post, facts.account.id);
  const said = { removalsLeft: rates.left, removalsResetAt: rates.resetAt };
  await writePace(work.db, facts.post, facts.account.id, said);
}
