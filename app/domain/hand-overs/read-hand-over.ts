// What the page of a hand-over shows one person: when the post opens, the post itself while they have it, or that it has to stop. Of a
// post that has to stop nothing but that is read out.
import type { Database } from '#db/client.server.ts';
import { type HandOverRow, lastHandOver } from '#db/queries/hand-overs.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { refusalOf } from '#app/domain/posts/post-machine.ts';
import type { RefusalReason } from '#app/domain/posts/post-move.ts';
import { type PostAddress, readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { faultsSince, goesByHand, isHandedOut, mayPublishByHand, opensAt } from './hand-over-rules.ts';
import { askedPublisher, possiblePublishers } from './name-publisher.ts';

/**
 * `waiting`: not handed out; `refusal` says why this person may not open it now, null = may. `open`: they have it.
 * `elsewhere`: somebody else has it. `stopped`: whoever has it must not publish it. `lapsed`: its time ran out unanswered.
 * `byOther`: it is somebody else who has it, and not this person.
 * `over`: there is nothing to do by hand.
 */
export type HandOverStanding =
  | { at: 'waiting'; refusal: RefusalReason | null; opens: Date | null }
  | {
      at: 'open' | 'elsewhere' | 'stopped' | 'lapsed';
      given: HandOverRow;
      byName: string | null;
      byOther: boolean;
    }
  | { at: 'over' };

export interface HandOverPage {
  facts: PostFacts;
  standing: HandOverStanding;
  /** whether this person may open it, or say what became of it */
  mayAct: boolean;
  /** who was asked to publish it and still may, and who may be asked; the list is null for those who may not ask anybody */
  asked: { id: string; name: string } | null;
  candidates: { id: string; name: string }[] | null;
}

/** Errors: AppError not_found for what is not there, not theirs, or no post that goes by hand. */
export async function readHandOver(
  db: Database,
  person: Person,
  of: PostAddress,
  at: Date,
): Promise<HandOverPage> {
  const facts = await readSeenPost(db, person, of, at);
  found(goesByHand(facts) || null, 'post');
  const mayAct = mayPublishByHand(facts, person);
  const asking = facts.post.status === 'scheduled' && may(person, 'post.publishByHand', of.schoolId, at);
  const ids = asking ? await possiblePublishers(db, of, at) : [];
  const askedId = await askedPublisher(db, of, facts.delivery, at);
  const names = await namesOf(db, of.trustId, askedId ? [...ids, askedId] : ids);
  const named = (id: string) => ({ id, name: names.get(id) ?? 'somebody who has left' });
  return {
    facts,
    standing: await standingOf(db, person, of, facts),
    mayAct,
    asked: askedId ? named(askedId) : null,
    candidates: asking ? ids.map(named).sort((a, b) => (a.name < b.name ? -1 : 1)) : null,
  };
}

async function standingOf(
  db: Database,
  person: Person,
  of: PostAddress,
  facts: PostFacts,
): Promise<HandOverStanding> {
  if (facts.post.status === 'scheduled') {
    const refusal = refusalOf('hand_out', facts, person, { asking: true });
    return { at: 'waiting', refusal: refusal?.reason ?? null, opens: opensAt(facts) };
  }
  const given = facts.delivery && (await lastHandOver(db, of, facts.delivery.id));
  if (!isHandedOut(facts) || !given) return { at: 'over' };
  const byName = (await namesOf(db, of.trustId, [given.personId])).get(given.personId) ?? null;
  const own = given.personId === person.userId;
  const out = { given, byName, byOther: !own };
  if (given.stoppedAt || faultsSince(facts).length > 0) return { at: 'stopped', ...out };
  if (given.expiresAt <= facts.at) return { at: 'lapsed', ...out };
  return { at: own ? 'open' : 'elsewhere', ...out };
}
