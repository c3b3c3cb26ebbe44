// The clock of a takedown: a look-alike that nobody spoke up for begins to come down, and one that is late is told, once, to the
// people who can end it.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { changeTakedown, openTakedown } from '#db/queries/takedowns.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { beginToCall } from '#app/domain/on-call/call-people.ts';
import type { PostRef } from './load-post-facts.ts';
import { withLockedPost } from './move-post.ts';
import { openRemoval } from './request-takedown.ts';
import { dayCodeOf } from './takedown-causes.ts';
import { presentOwner } from './takedown-owner.ts';

const KEEPER: SystemActor = { kind: 'system', name: 'system:takedown-clock' };

/** The time for looking is over: the post comes down. @returns whether it began */
export async function beginRemoval(deps: Deps, ref: PostRef): Promise<boolean> {
  return withLockedPost(deps, KEEPER, ref, async (work, facts) => {
    const open = await openTakedown(work.db, ref, ref.postId);
    if (!open?.removesAt || open.removesAt > work.at) return false;
    await openRemoval(deps, work, facts, open.cause, { by: open.foundBy, removesAt: null });
    return true;
  });
}

/** Tells its owner, the headteacher and the safeguarding leads that a post is still up. @returns whether it was said now */
export async function tellOfLateTakedown(deps: Deps, ref: PostRef): Promise<boolean> {
  return withLockedPost(deps, KEEPER, ref, async (work, facts) => {
    const open = await openTakedown(work.db, ref, ref.postId);
    if (!open || open.lateToldAt || open.deadlineAt > work.at) return false;
    const told = await peopleWithRole(work.db, ref, ['headteacher', 'dsl', 'deputy_dsl'], work.at);
    const ownerId = await presentOwner(work, facts, open);
    for (const userId of new Set([...(ownerId ? [ownerId] : []), ...told]))
      work.notify({ ...ref, userId, kind: 'takedown_late', ...dayCodeOf(open.cause) });
    await changeTakedown(work.db, ref, open.id, { lateToldAt: work.at });
    await beginToCall(work, open);
    return true;
  });
}
