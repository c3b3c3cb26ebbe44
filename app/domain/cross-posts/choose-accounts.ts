// Chooses the further accounts that a draft is also for. It is an edit like any other: counted, recorded, and part of what is approved.
import { insertChosen, removeChosen } from '#db/queries/cross-posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { editPost } from '#app/domain/posts/edit-post.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { candidatesOf, postToSpread } from './candidates.ts';
import { furtherBar, MOST_FURTHER } from './further-accounts.ts';

export interface ChooseAccounts {
  /** the version the page was drawn from */
  version: number;
  /** every further account it is to be for; what is not named is left out from now on */
  accountIds: readonly string[];
}

/**
 * Errors: as editPost; AppError not_found for an account of another school, forbidden with the bar of the first account that
 * cannot be chosen, or `too_many_accounts`.
 * @returns the post's version after it
 */
export async function chooseAccounts(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: ChooseAccounts,
): Promise<{ version: number }> {
  const wanted = [...new Set(input.accountIds)].sort();
  if (wanted.length > MOST_FURTHER) throw new AppError('forbidden', 'too_many_accounts');
  return editPost(deps, actor, ref, input.version, async (work, facts) => {
    const accounts = await candidatesOf(work.db, facts);
    const leading = found(
      accounts.find(({ id }) => id === facts.post.accountId),
      'account',
    );
    const chosen = wanted.map((id) =>
      found(
        accounts.find((account) => account.id === id),
        'account',
      ),
    );
    for (const account of chosen) {
      const bar = furtherBar(account, postToSpread(facts), [leading, ...chosen]);
      if (bar) throw new AppError('forbidden', bar);
    }
    const removed = facts.alsoOn.filter((id) => !wanted.includes(id));
    const added = wanted.filter((id) => !facts.alsoOn.includes(id));
    if (removed.length + added.length === 0) return { fields: [] };
    await removeChosen(work.db, ref, ref.postId, removed);
    const by = { chosenBy: actor.userId, chosenAt: work.at };
    await insertChosen(
      work.db,
      added.map((accountId) => ({ ...by, accountId, schoolId: ref.schoolId, postId: ref.postId })),
    );
    return { fields: ['accounts'] };
  });
}
