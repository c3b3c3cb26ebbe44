// Letting a stopped finding stand, with a reason: the headteacher’s part, or a safeguarding lead’s, each on exactly these words in
// the version that was sent, and never by anybody who wrote, sent or changed the post.
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found as foundOr } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { type FindingPointer, placesOf } from './finding-in-post.ts';
import { OPENED_BY } from '#app/domain/words/found-words.ts';
import { type Acceptance, acceptanceBar } from './who-may-accept.ts';
import { writeAnswer } from './write-answer.ts';

export interface AcceptFinding extends FindingPointer {
  half: Acceptance;
  /** always needed */
  reason: string;
  /** digest of the version that the page showed */
  digest: string;
}

/**
 * Gives one half, for the version that waits now and what made the finding: what is sent again is looked at again, and so is what
 * is found under other rules, another policy or other entries of a list (accepted-ground).
 * Errors: AppError stale_revision when the page showed another version or it is no longer found, illegal_move when it does not wait
 * for a decision, forbidden with the bar’s own reason, or why_missing, why_too_long, answer_not_offered.
 */
export async function acceptFinding(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  { half, reason, digest, ...pointer }: AcceptFinding,
): Promise<{ answerId: string }> {
  return withLockedPost(deps, actor, ref, async (work, facts) => {
    if (facts.post.status !== 'in_review') throw new AppError('illegal_move', 'not_in_this_state');
    if (facts.revision?.digest !== digest) throw new AppError('stale_revision', 'stale_page');
    const person = foundOr(await loadPerson(work.db, actor.userId, work.at), 'person');
    const places = placesOf(facts, pointer);
    for (const found of places) {
      const bar = acceptanceBar(facts, person, half, found);
      if (bar) throw new AppError('forbidden', bar);
      if (found.level !== 'block' || !OPENED_BY[found.opener].includes(half))
        throw new AppError('forbidden', 'answer_not_offered');
    }
    const { check, code, wordingDigest } = pointer;
    const to = { postId: ref.postId, check, code, wordingDigest, answer: half };
    const ground = places[0]?.ground ?? null;
    return { answerId: await writeAnswer(work, ref, actor.userId, to, { reason, needed: true, ground }) };
  });
}
