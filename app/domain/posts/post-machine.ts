// The one state machine of a post, as data: each edge names where it starts, where it ends and the guard that nobody can forget.
import type { Actor } from '#app/domain/actor.ts';
import type { PostFacts } from './post-facts.ts';
import { mayConfirmByHand, mayHandOut } from '#app/domain/hand-overs/hand-over-guards.ts';
import * as guard from './post-guards.ts';
import type { MoveInput, Refusal } from './post-move.ts';
import type { PostStatus } from './post-status.ts';

export interface Edge {
  from: readonly PostStatus[];
  to: PostStatus;
  /** who moves a post along this edge, for the printed diagram */
  by: 'person' | 'system' | 'either';
  /** why this actor may not make this move now; null when they may */
  guard(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null;
}

export const MOVES = {
  submit: { from: ['draft'], to: 'in_review', by: 'person', guard: guard.maySubmit },
  recall: { from: ['in_review'], to: 'draft', by: 'person', guard: guard.mayEdit },
  send_back: { from: ['in_review'], to: 'changes_requested', by: 'person', guard: guard.maySendBack },
  reject: { from: ['in_review'], to: 'rejected', by: 'person', guard: guard.maySendBack },
  approve: { from: ['in_review'], to: 'approved', by: 'person', guard: guard.mayApprove },
  begin_changes: { from: ['changes_requested'], to: 'draft', by: 'person', guard: guard.mayEdit },
  void_approval: { from: ['approved', 'scheduled'], to: 'draft', by: 'person', guard: guard.mayEdit },
  schedule: { from: ['approved'], to: 'scheduled', by: 'person', guard: guard.maySchedule },
  unschedule: { from: ['scheduled'], to: 'approved', by: 'person', guard: guard.mayUnschedule },
  hold: { from: ['in_review', 'approved', 'scheduled'], to: 'held', by: 'either', guard: guard.mayHold },
  claim: { from: ['scheduled'], to: 'publishing', by: 'system', guard: guard.mayClaim },
  hand_out: { from: ['scheduled'], to: 'publishing', by: 'person', guard: mayHandOut },
  miss: { from: ['scheduled'], to: 'missed', by: 'system', guard: guard.mayMiss },
  confirm_published: {
    from: ['publishing', 'unknown'],
    to: 'published',
    by: 'either',
    guard: guard.mayConfirmPublished,
  },
  confirm_by_hand: {
    from: ['publishing', 'unknown'],
    to: 'published',
    by: 'person',
    guard: mayConfirmByHand,
  },
  recover_published: {
    from: [
      'draft',
      'in_review',
      'changes_requested',
      'approved',
      'scheduled',
      'held',
      'missed',
      'failed',
      'cancelled',
    ],
    to: 'published',
    by: 'system',
    guard: guard.mayConfirmPublished,
  },
  fail: { from: ['publishing'], to: 'failed', by: 'system', guard: guard.onlySystem },
  lose_sight: { from: ['publishing'], to: 'unknown', by: 'system', guard: guard.onlySystem },
  recover_sent: {
    from: ['approved', 'scheduled', 'held', 'missed', 'failed'],
    to: 'unknown',
    by: 'system',
    guard: guard.onlySystem,
  },
  return_unsent: {
    from: ['publishing', 'unknown'],
    to: 'scheduled',
    by: 'system',
    guard: guard.mayReturnUnsent,
  },
  miss_unsent: { from: ['publishing', 'unknown'], to: 'missed', by: 'either', guard: guard.mayStopUnsent },
  hold_unsent: { from: ['publishing', 'unknown'], to: 'held', by: 'either', guard: guard.mayStopUnsent },
  release: { from: ['held'], to: 'approved', by: 'person', guard: guard.mayRelease },
  revise_held: { from: ['held'], to: 'draft', by: 'person', guard: guard.mayEdit },
  restore: { from: ['missed', 'failed'], to: 'approved', by: 'person', guard: guard.mayRelease },
  revise_ended: { from: ['missed', 'failed'], to: 'draft', by: 'person', guard: guard.mayEdit },
  request_takedown: {
    from: ['published', 'takedown_failed'],
    to: 'takedown_requested',
    by: 'either',
    guard: guard.mayTakeDown,
  },
  confirm_removed: {
    from: ['takedown_requested', 'takedown_failed'],
    to: 'taken_down',
    by: 'either',
    guard: guard.mayConfirmRemoved,
  },
  find_again: { from: ['taken_down'], to: 'takedown_requested', by: 'system', guard: guard.onlySystem },
  fail_takedown: {
    from: ['takedown_requested'],
    to: 'takedown_failed',
    by: 'system',
    guard: guard.onlySystem,
  },
  cancel: {
    from: ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'held', 'missed', 'failed'],
    to: 'cancelled',
    by: 'person',
    guard: guard.mayCancel,
  },
} as const satisfies Record<string, Edge>;

export type MoveName = keyof typeof MOVES;

export const MOVE_NAMES = Object.keys(MOVES) as MoveName[];

/**
 * Whether `actor` may make `move` on this post now: null when they may, else the refusal to show.
 * Pages ask with `{ asking: true }` (could they at all?), use cases with the whole input (may they do exactly this?).
 */
export function refusalOf(move: MoveName, facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  const edge: Edge = MOVES[move];
  if (!edge.from.includes(facts.post.status)) return { reason: 'not_in_this_state' };
  if (edge.by === 'system' && actor.kind !== 'system') return { reason: 'only_the_system' };
  return edge.guard(facts, actor, input);
}

/** The answer for every move that starts where the post stands: what buttons are drawn from. */
export function movesOpen(facts: PostFacts, actor: Actor): Partial<Record<MoveName, Refusal | null>> {
  const here = MOVE_NAMES.filter((move) => (MOVES[move] as Edge).from.includes(facts.post.status));
  return Object.fromEntries(here.map((move) => [move, refusalOf(move, facts, actor, { asking: true })]));
}
