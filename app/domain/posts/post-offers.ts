// What a person may do with a post from its page, and why not: asked of the machine itself, in the way each use case asks it,
// so that a button and the server can never disagree.
import type { Person } from '#app/domain/actor.ts';
import { mayEdit, mayHold, mayTakeDown } from './post-guards.ts';
import { refusalOf } from './post-machine.ts';
import type { PostFacts } from './post-facts.ts';
import type { Refusal } from './post-move.ts';
import { EDITABLE, isOneOf, type PostStatus } from './post-status.ts';
import { reopeningMove } from './reopen-post.ts';
import { isProvedAbsent } from './settle-unknown.ts';

/** In the order in which they stand on the page: what carries the post on first, what ends it last. */
export const OFFERS = [
  'edit',
  'review',
  'place',
  'release',
  'say_not_there',
  'confirm_removed',
  'reopen',
  'unplace',
  'hold',
  'cancel',
  'take_down',
] as const;
export type Offer = (typeof OFFERS)[number];

const WITH_ITS_LEAD: readonly Offer[] = ['edit', 'review', 'reopen'];

export interface OfferedMove {
  offer: Offer;
  /** null: this person may */
  refusal: Refusal | null;
}

const ASKING = { asking: true } as const;

type Ask = (facts: PostFacts, person: Person) => Refusal | null;

/** A placed post is moved by taking it out and placing it again, in one step. */
const mayPlace: Ask = (facts, person) =>
  facts.post.status === 'approved'
    ? refusalOf('schedule', facts, person, ASKING)
    : (refusalOf('unschedule', facts, person, ASKING) ??
      refusalOf('schedule', { ...facts, post: { ...facts.post, status: 'approved' } }, person, ASKING));

/** Letting a post go on closes its holds itself. */
const mayRelease: Ask = (facts, person) =>
  facts.post.status === 'held'
    ? refusalOf('release', facts, person, ASKING)
    : refusalOf('restore', facts, person, ASKING);

const mayReopen: Ask = (facts, person) => {
  const move = reopeningMove(facts.post.status);
  return move ? refusalOf(move, facts, person, ASKING) : { reason: 'not_in_this_state' };
};

/** A person's word that nothing is there counts only after enough looks found nothing. */
const maySayNotThere: Ask = (facts, person) =>
  refusalOf('hold_unsent', facts, person, ASKING) ??
  (facts.delivery && isProvedAbsent(facts.delivery) ? null : { reason: 'not_proved' });

const HERE: Readonly<Record<Offer, { in: readonly PostStatus[]; ask: Ask }>> = {
  edit: { in: EDITABLE, ask: (facts, person) => mayEdit(facts, person, ASKING) },
  review: { in: ['in_review'], ask: (facts, person) => refusalOf('approve', facts, person, ASKING) },
  place: { in: ['approved', 'scheduled'], ask: mayPlace },
  release: { in: ['held', 'missed', 'failed'], ask: mayRelease },
  say_not_there: { in: ['unknown'], ask: maySayNotThere },
  confirm_removed: {
    in: ['takedown_failed'],
    ask: (facts, person) => refusalOf('confirm_removed', facts, person, ASKING),
  },
  reopen: { in: ['in_review', 'approved', 'scheduled', 'held', 'missed', 'failed'], ask: mayReopen },
  unplace: { in: ['scheduled'], ask: (facts, person) => refusalOf('unschedule', facts, person, ASKING) },
  hold: {
    in: ['in_review', 'approved', 'scheduled', 'held'],
    ask: (facts, person) => mayHold(facts, person),
  },
  cancel: {
    in: ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'held', 'missed', 'failed'],
    ask: (facts, person) => refusalOf('cancel', facts, person, ASKING),
  },
  take_down: { in: ['publishing', 'unknown', 'published'], ask: mayTakeDown },
};

/** Everything that could be done with the post where it stands, each with why this person may not (null = may). */
export function offersOf(facts: PostFacts, person: Person): OfferedMove[] {
  const stopped = facts.openHolds.some(({ cause }) => cause === 'stopped_by_person');
  return (
    OFFERS.filter((offer) => isOneOf(facts.post.status, HERE[offer].in))
      // What was made from another post is changed and decided on there.
      .filter((offer) => facts.lead === null || !WITH_ITS_LEAD.includes(offer))
      .filter((offer) => offer !== 'hold' || !stopped)
      // No look can find what a person published; they are asked instead.
      .filter((offer) => offer !== 'say_not_there' || facts.delivery?.kind !== 'by_hand')
      .map((offer) => ({ offer, refusal: HERE[offer].ask(facts, person) }))
  );
}
