// Why a post was taken down, said after it is on its way: nobody has to find a reason before a live post can go. Said once by
// whoever pressed, or who sees to takedowns for the school; only that somebody should not have been shown may still be said later.
import { liftRefusedPictures } from '#db/queries/refused-pictures.server.ts';
import { changeTakedown, takedownsOfPost } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { noticedAt, openBreach } from '#app/domain/breaches/open-breach.ts';
import { forEachOfPress } from '#app/domain/cross-posts/same-press.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import type { PostRef } from './load-post-facts.ts';
import { causeFor } from '#app/domain/takedowns/shown-cause.ts';
import { maySayWhy } from './may-say-why.ts';
import { MoveRefused } from './move-post.ts';
import { refusePictures } from './refuse-pictures.ts';
import { isAboutPictures, MAX_NOTE, mayBeSaid, type SaidCause } from './takedown-causes.ts';

export interface SaidWhy {
  cause: SaidCause;
  /** free words for those who may take posts down; may be empty */
  note: string;
}

/**
 * `taken`: a post that comes down. What is said counts for all that came down with the same press, on other accounts.
 * Writes down why, with who said it and when. What was refused with the takedown because nobody had said why is let go when it was only
 * a mistake in the post. Errors: MoveRefused for who may not say it (see `maySayWhy`); AppError illegal_move when nothing was taken down or why is
 * known already; forbidden `text_too_long`.
 */
export async function explainTakedown(
  deps: Deps,
  actor: Person,
  taken: PostRef,
  { cause, note }: SaidWhy,
): Promise<void> {
  const words = note.trim();
  if (words.length > MAX_NOTE) throw new AppError('forbidden', 'text_too_long');
  await forEachOfPress(deps, actor, taken, async (work, facts) => {
    const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
    const [takedown] = await takedownsOfPost(work.db, ref, ref.postId);
    const refusal = maySayWhy(facts, takedown, work.actor, cause);
    if (refusal) throw new MoveRefused('request_takedown', refusal);
    // To who may not know, it was another reason: said once more, the same answer tells nothing, and nothing has to be written.
    if (takedown?.cause === cause && causeFor(actor, takedown, work.at) !== cause) return;
    if (!takedown || !mayBeSaid(takedown.cause, cause))
      throw new AppError('illegal_move', 'not_in_this_state');
    const wordsHash = words ? await keepWords(work, ref.schoolId, words) : null;
    await changeTakedown(work.db, ref, takedown.id, {
      cause,
      explainedBy: actor.userId,
      explainedAt: work.at,
      ...(wordsHash ? { noteHash: wordsHash } : {}),
    });
    work.record({
      type: 'takedown.explained',
      ...ref,
      takedownId: takedown.id,
      cause,
      ...(wordsHash ? { wordsHash } : {}),
    });
    if (isAboutPictures(cause)) await refusePictures(work, facts, 'taken_down');
    else if (cause === 'mistake') await liftRefusedPictures(work.db, ref, ref.postId, work.at);
    if (cause === 'should_not_be_shown') await openBreach(work, takedown, noticedAt(takedown, work.at));
  });
}
