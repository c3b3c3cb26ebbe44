// What the data lead and the safeguarding leads do about a breach: decide whether it must be reported, write down what was done, and close
// it. Free words are kept beside the log, under their hash.
import { changeBreach, insertBreachAction, lockBreach, type BreachRow } from '#db/queries/breaches.server.ts';
import { takedownsOfBreaches } from '#db/queries/same-press.server.ts';
import { openTakedown } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';

export interface BreachRef {
  schoolId: string;
  breachId: string;
}

/** Longest reason or note, in characters. */
export const MAX_BREACH_WORDS = 2_000;

/** Locks an open record for somebody who keeps it. Errors: forbidden; not_found; illegal_move `breach_closed`. */
async function withOpenBreach(
  deps: Deps,
  actor: Person,
  { schoolId, breachId }: BreachRef,
  change: (work: Work, breach: BreachRow) => Promise<void>,
): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'breach.keep', schoolId, work.at);
    const breach = found(await lockBreach(work.db, { schoolId }, breachId), 'breach');
    if (breach.closedAt) throw new AppError('illegal_move', 'breach_closed');
    await change(work, breach);
  });
}

function wordsOf(text: string): string {
  const words = text.trim();
  if (!words) throw new AppError('forbidden', 'reason_missing');
  if (words.length > MAX_BREACH_WORDS) throw new AppError('forbidden', 'text_too_long');
  return words;
}

/** Decides, with the reason; until it is closed it may be decided anew, and every decision stands in the log. Errors: as above. */
export async function decideBreach(
  deps: Deps,
  actor: Person,
  ref: BreachRef,
  { decision, why }: { decision: 'report' | 'no_report'; why: string },
): Promise<void> {
  const words = wordsOf(why);
  await withOpenBreach(deps, actor, ref, async (work) => {
    const decisionHash = await keepWords(work, ref.schoolId, words);
    await changeBreach(work.db, ref, ref.breachId, {
      decision,
      decisionHash,
      decidedBy: actor.userId,
      decidedAt: work.at,
    });
    work.record({ type: 'breach.decided', ...ref, decision, wordsHash: decisionHash });
  });
}

/** Writes down something that was done; a form that is sent twice adds one. Errors: as above. */
export async function noteAction(
  deps: Deps,
  actor: Person,
  ref: BreachRef,
  { words: text, requestKey }: { words: string; requestKey: string },
): Promise<void> {
  const words = wordsOf(text);
  await withOpenBreach(deps, actor, ref, async (work) => {
    const wordsHash = await keepWords(work, ref.schoolId, words);
    const noted = { ...ref, wordsHash, doneBy: actor.userId, notedAt: work.at, requestKey };
    if (await insertBreachAction(work.db, noted))
      work.record({ type: 'breach.action_noted', ...ref, wordsHash });
  });
}

/** Nothing is left to do. Errors: as above; illegal_move `breach_undecided` while nobody has decided, `breach_still_up` while the post is. */
export async function closeBreach(deps: Deps, actor: Person, ref: BreachRef): Promise<void> {
  await withOpenBreach(deps, actor, ref, async (work, { decision, postId, takedownId }) => {
    if (!decision) throw new AppError('illegal_move', 'breach_undecided');
    const everywhere = await takedownsOfBreaches(work.db, ref, [takedownId]);
    if (everywhere.some(({ endedAt }) => endedAt === null))
      throw new AppError('illegal_move', 'breach_still_up');
    if (await openTakedown(work.db, ref, postId)) throw new AppError('illegal_move', 'breach_still_up');
    await changeBreach(work.db, ref, ref.breachId, { closedBy: actor.userId, closedAt: work.at });
    work.record({ type: 'breach.closed', ...ref });
  });
}
