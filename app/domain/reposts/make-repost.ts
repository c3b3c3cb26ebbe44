// A repost by another account of the school, by a person's hand: asked for, opened by whoever presses it, and settled by their word.
import { insertRepost, lockRepost, repostsOf } from '#db/queries/reposts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { may, type Permission } from '#app/domain/permissions.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { mustComeBack, repostRefusal } from './repost-rules.ts';
import { tellToUndo } from './reach-reposts.ts';
import { moveRepost, withBothAccounts } from './with-repost.ts';

export type RepostAnswer = 'reposted' | 'not_made' | 'taken_back';

/**
 * Asks for a repost of a live post by `accountId`. One that has not ended stays as it is.
 * Errors: AppError not_found; forbidden without `post.repost`, or with what bars it.
 */
export async function askRepost(deps: Deps, actor: Person, ref: PostRef, accountId: string): Promise<void> {
  await withBothAccounts(deps, actor, ref, accountId, async (work, { original, there }, person) => {
    need(person, 'post.repost', ref, work.at);
    const refusal = repostRefusal(original, there);
    if (refusal) throw new AppError('forbidden', refusal.bar);
    const { digest } = found(original.revision, 'revision');
    const asked = { askedBy: person.userId, askedAt: work.at };
    const row = await insertRepost(work.db, { ...ref, accountId, state: 'asked', digest, ...asked });
    if (row) work.record({ type: 'repost.moved', ...ref, repostId: row.id, accountId, to: 'asked', digest });
  });
}

/** Somebody is about to press it: everything is asked once more. Errors: as askRepost; illegal_move when it is not waiting any more. */
export async function openRepost(deps: Deps, actor: Person, ref: PostRef, repostId: string): Promise<void> {
  const accountId = await accountOf(deps, ref, repostId);
  await withBothAccounts(deps, actor, ref, accountId, async (work, { original, there }, person) => {
    need(person, 'post.repost', ref, work.at);
    const row = found(await lockRepost(work.db, ref, repostId), 'repost');
    if (row.state !== 'asked') throw new AppError('illegal_move', 'not_in_this_state');
    const refusal = repostRefusal(original, there);
    if (refusal) throw new AppError('forbidden', refusal.bar);
    await moveRepost(work, row, { state: 'opened', openedBy: person.userId, openedAt: work.at });
  });
}

/**
 * What became of it, by a person's word. One that is up although something has come up since has to be taken back.
 * Errors: AppError not_found; forbidden; illegal_move when that cannot be said of it where it is.
 * @returns whether it now has to be taken back
 */
export async function answerRepost(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  repostId: string,
  answer: RepostAnswer,
): Promise<{ undo: boolean }> {
  const accountId = await accountOf(deps, ref, repostId);
  return withBothAccounts(deps, actor, ref, accountId, async (work, { original, there }, person) => {
    // Whoever may take posts down may take a repost back and say so; only who may repost says that one is up.
    if (answer === 'reposted' || !may(person, 'post.takeDown', ref.schoolId, work.at))
      need(person, 'post.repost', ref, work.at);
    const row = found(await lockRepost(work.db, ref, repostId), 'repost');
    if (!ANSWERS[answer].includes(row.state)) throw new AppError('illegal_move', 'not_in_this_state');
    const by = { answeredBy: person.userId };
    if (answer !== 'reposted') {
      const gone = answer === 'taken_back';
      await moveRepost(work, row, {
        ...{ ...by, state: gone ? 'gone' : 'not_made', endedAt: work.at },
        ended: gone ? 'taken_back' : 'given_up',
      });
      return { undo: false };
    }
    await moveRepost(work, row, { ...by, state: 'reposted', repostedAt: work.at });
    if (!mustComeBack(original, there)) return { undo: false };
    const now = { ...row, ...by, state: 'reposted' as const };
    await moveRepost(work, now, { state: 'undo_wanted', undoSince: work.at });
    await tellToUndo(work, now);
    return { undo: true };
  });
}

/** In which states each may be said. */
const ANSWERS: Readonly<Record<RepostAnswer, readonly string[]>> = {
  reposted: ['opened'],
  not_made: ['asked', 'opened', 'undo_wanted'],
  taken_back: ['opened', 'reposted', 'undo_wanted'],
};

function need(person: Person, permission: Permission, { schoolId }: PostRef, at: Date): void {
  if (!may(person, permission, schoolId, at)) throw new AppError('forbidden', 'not_permitted');
}

/** Never changes, so that it can be read before anything is locked. */
async function accountOf(deps: Deps, ref: PostRef, repostId: string): Promise<string> {
  const rows = await repostsOf(deps.db, ref, ref.postId);
  return found(
    rows.find(({ id }) => id === repostId),
    'repost',
  ).accountId;
}
