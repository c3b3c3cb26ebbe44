// The guards of the two edges that only publishing by hand has: giving an approved post to a person, and their word that it is out.
import type { Actor } from '#app/domain/actor.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { isLate } from '#app/domain/posts/post-guards.ts';
import type { MoveInput, Refusal } from '#app/domain/posts/post-move.ts';
import { gateFaults } from '#app/domain/posts/publish-gate.ts';
import { goesByHand, mayPublishByHand, opensAt } from './hand-over-rules.ts';

const NONE: ReadonlySet<string> = new Set();

/** Near its time, in time, and through the whole gate, for a person who may: as the claim is for a worker. */
export function mayHandOut(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  if (!goesByHand(facts)) return { reason: 'goes_by_itself' };
  if (!mayPublishByHand(facts, actor)) return { reason: 'not_permitted' };
  const from = opensAt(facts);
  if (!from) return { reason: 'time_missing' };
  if (facts.at < from) return { reason: 'not_near_its_time' };
  if (isLate(facts)) return { reason: 'too_late' };
  if (input.asking) return null;
  const faults = gateFaults(facts, input.verifiedPhotos ?? NONE);
  return faults.length > 0 ? { reason: 'gate_closed', issues: faults } : null;
}

/** Published by hand is a person's word with the post's address; or, once it has been deleted again, with how they know. */
export function mayConfirmByHand(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  if (!goesByHand(facts)) return { reason: 'goes_by_itself' };
  if (!mayPublishByHand(facts, actor)) return { reason: 'not_permitted' };
  if (input.asking) return null;
  return input.platformId || input.evidence?.trim() ? null : { reason: 'not_proved' };
}
