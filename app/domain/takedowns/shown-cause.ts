// Why a post came down, as each person reads it: that somebody in it should not have been shown is for those who may know of breaches, and
// for whoever said so themselves. To everybody else it is one of the other reasons, wherever it is told.
import { actorRef, type Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import type { HistoryEntry } from '#app/domain/posts/post-history.ts';
import type { TakedownCause } from '#app/domain/posts/takedown-causes.ts';
import type { TakedownRow } from '#db/queries/takedowns.server.ts';

const mayKnow = (person: Person, schoolId: string, at: Date): boolean =>
  may(person, 'breach.know', schoolId, at);

/** The cause for a table of the school's takedowns, in which nobody's own words are told apart. */
export const causeInTable = (cause: TakedownCause, knows: boolean): TakedownCause =>
  cause === 'should_not_be_shown' && !knows ? 'other' : cause;

/** The cause on the pages of the post itself. */
export function causeFor(
  person: Person,
  { cause, schoolId, requestedBy, explainedBy }: TakedownRow,
  at: Date,
): TakedownCause {
  const saidIt = explainedBy === null ? requestedBy === actorRef(person) : explainedBy === person.userId;
  return causeInTable(cause, saidIt || mayKnow(person, schoolId, at));
}

/** A post's history with no more of why it came down than this person may know. */
export function historyFor(
  person: Person,
  schoolId: string,
  history: readonly HistoryEntry[],
  at: Date,
): HistoryEntry[] {
  if (mayKnow(person, schoolId, at)) return [...history];
  return history.map((entry) => {
    const { event, by } = entry;
    if (!event || !('cause' in event) || event.cause !== 'should_not_be_shown') return entry;
    return by?.id === person.userId ? entry : { ...entry, event: { ...event, cause: 'other' } };
  });
}
