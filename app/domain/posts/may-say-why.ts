// Who may say afterwards why a post came down. An answer may set photos free, so that it is for whoever pressed and for those who see to
// takedowns for the school; to have written the post is not enough to undo somebody else's no.
import type { TakedownRow } from '#db/queries/takedowns.server.ts';
import { actorRef, type Actor } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostFacts } from './post-facts.ts';
import { mayTakeDown } from './post-guards.ts';
import type { Refusal } from './post-move.ts';
import type { SaidCause } from './takedown-causes.ts';

type Asked = Pick<TakedownRow, 'cause' | 'requestedBy'>;

/** null when they may: the button and the server ask this. That somebody should not have been shown may be said by all who may take it down. */
export function maySayWhy(
  facts: PostFacts,
  takedown: Asked | undefined,
  actor: Actor,
  said: SaidCause,
): Refusal | null {
  const refusal = mayTakeDown(facts, actor);
  if (refusal || said === 'should_not_be_shown') return refusal;
  const pressed = takedown?.requestedBy === actorRef(actor);
  return pressed || may(actor, 'post.takeDown', facts.post.schoolId, facts.at)
    ? null
    : { reason: 'not_permitted' };
}

/** What the post's page offers to say of its newest takedown: anything at all of one that nobody has explained. */
export const maySayMore = (facts: PostFacts, takedown: Asked | undefined, actor: Actor): boolean =>
  takedown?.cause === 'not_said' && maySayWhy(facts, takedown, actor, 'should_not_be_shown') === null;

/**
 * Who keeps the record of breaches may open one for a post that a permission took down: a no that was on paper before the post went out,
 * and was entered after it, is a breach, and nothing but the paper tells so.
 */
export const mayRecordBreach = (facts: PostFacts, takedown: Asked | undefined, actor: Actor): boolean =>
  takedown?.cause === 'permission_changed' && may(actor, 'breach.keep', facts.post.schoolId, facts.at);
