// The only writer of a post's status. Every change keeps one rhythm: lock, permit, check, move, record; commit; then tell.
import { type MovePatch, writePostStatus } from '#db/queries/posts.server.ts';
import type { Actor, SystemActor } from '#app/domain/actor.ts';
import type { AuditEvent } from '#app/domain/audit-events.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { lockFactsToStop, lockPostFacts, type PostRef } from './load-post-facts.ts';
import { MOVES, type MoveName, refusalOf } from './post-machine.ts';
import type { PostFacts } from './post-facts.ts';
import type { MoveInput, Refusal } from './post-move.ts';

/** What was refused, carried to the screen: the reason where the button would be, with every issue found. */
export class MoveRefused extends AppError {
  readonly move: MoveName;
  readonly refusal: Refusal;

  constructor(move: MoveName, refusal: Refusal) {
    const stale = refusal.reason === 'stale_page';
    const state = refusal.reason === 'not_in_this_state' || refusal.reason === 'already_sent';
    super(stale ? 'stale_revision' : state ? 'illegal_move' : 'forbidden', refusal.reason);
    this.move = move;
    this.refusal = refusal;
  }
}

type Moved = Extract<AuditEvent, { type: 'post.moved' }>;
export type MoveRecord = Partial<Omit<Moved, 'type' | 'schoolId' | 'postId' | 'move' | 'from' | 'to'>>;

/** Opens one transaction with the post and all it leans on locked; `change` may move the post any number of times. */
export async function withLockedPost<T>(
  deps: Deps,
  actor: Actor,
  ref: PostRef,
  change: (work: Work, facts: PostFacts) => Promise<T>,
  alsoPupils: readonly string[] = [],
): Promise<T> {
  return inOneTransaction(deps, actor, async (work) => {
    const alsoStaff = actor.kind === 'person' ? [actor.userId] : [];
    const facts = await lockPostFacts(work.db, ref, work.at, { alsoPupils, alsoStaff });
    // What they may do may have changed since the page was drawn; under the lock it cannot change any more.
    if (actor.kind === 'person')
      work.actor = found(await loadPerson(work.db, actor.userId, work.at), 'person');
    return change(work, facts);
  });
}

/**
 * The same for the system to write down what became of a post that was sent, or not: its pictures are not compared and its words not
 * read once more, so that the answer of a platform is kept at once. Nothing may be let go on by it.
 */
export async function withSentPost<T>(
  deps: Deps,
  actor: SystemActor,
  ref: PostRef,
  change: (work: Work, facts: PostFacts) => Promise<T>,
): Promise<T> {
  return inOneTransaction(deps, actor, async (work) =>
    change(work, await lockFactsToStop(work.db, ref, work.at)),
  );
}

/**
 * Moves a locked post along one edge and records it. `facts.post.status` is brought up to date.
 * Errors: MoveRefused with the guard's own refusal; nothing is then written.
 */
export async function movePost(
  work: Work,
  facts: PostFacts,
  move: MoveName,
  input: MoveInput,
  change: { patch?: MovePatch; record?: MoveRecord } = {},
): Promise<void> {
  if (input.asking) throw new Error('a move is never made on a question');
  const refusal = refusalOf(move, facts, work.actor, input);
  if (refusal) throw new MoveRefused(move, refusal);
  const { id: postId, schoolId, status: from } = facts.post;
  const { to } = MOVES[move];
  const written = await writePostStatus(work.db, { schoolId }, postId, from, to, change.patch ?? {}, work.at);
  if (!written) throw new AppError('illegal_move', 'not_in_this_state');
  Object.assign(facts.post, change.patch ?? {}, { status: to });
  work.record({ type: 'post.moved', schoolId, postId, move, from, to, ...change.record });
}
