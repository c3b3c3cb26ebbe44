// Why a post was taken down, as far as anybody has said: for those who could have taken it down, and without their notes for who keeps the
// record of breaches.
import type { Database } from '#db/client.server.ts';
import { wordsByHash } from '#db/queries/audit.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { AppError } from '#app/domain/errors.ts';
import { causeFor } from '#app/domain/takedowns/shown-cause.ts';
import { mayRecordBreach, maySayWhy } from './may-say-why.ts';
import { mayTakeDown } from './post-guards.ts';
import { type PostAddress, readSeenPost } from './read-post-page.ts';
import { mayBeSaid, type TakedownCause } from './takedown-causes.ts';

export interface WhyDown {
  /** null: nobody has said yet */
  said: { cause: TakedownCause; byName: string | null; at: Date | null; note: string | null } | null;
  /** every answer may be given; false: it is said already, or was somebody else's takedown */
  maySay: boolean;
  /** that somebody should not have been shown may still be said */
  mayRaise: boolean;
  /** a permission took it down, and this person may open a record of a breach */
  mayRecord: boolean;
  goneAt: Date | null;
}

/**
 * The post's newest takedown. Errors: AppError not_found as for the post's page; illegal_move `not_in_this_state` when it was
 * never taken down; forbidden `not_permitted` for who could not have done it.
 */
export async function readWhy(db: Database, person: Person, of: PostAddress, at: Date): Promise<WhyDown> {
  const facts = await readSeenPost(db, person, of, at);
  const [takedown] = await takedownsOfPost(db, of, of.postId);
  if (!takedown) throw new AppError('illegal_move', 'not_in_this_state');
  const forTakedowns = mayTakeDown(facts, person) === null;
  const mayRecord = mayRecordBreach(facts, takedown, person);
  if (!forTakedowns && !mayRecord) throw new AppError('forbidden', 'not_permitted');
  const { explainedBy, explainedAt, noteHash } = takedown;
  const cause = causeFor(person, takedown, at);
  const maySay = cause === 'not_said' && maySayWhy(facts, takedown, person, 'mistake') === null;
  const names = await namesOf(db, of.trustId, explainedBy ? [explainedBy] : []);
  const notes = await wordsByHash(db, of.schoolId, noteHash && forTakedowns ? [noteHash] : []);
  return {
    said:
      cause === 'not_said'
        ? null
        : {
            cause,
            byName: (explainedBy && names.get(explainedBy)) ?? null,
            at: explainedAt,
            note: (noteHash && notes.get(noteHash)) ?? null,
          },
    maySay,
    mayRaise: forTakedowns && !maySay && mayBeSaid(cause, 'should_not_be_shown'),
    mayRecord,
    goneAt: takedown.endedAt,
  };
}
