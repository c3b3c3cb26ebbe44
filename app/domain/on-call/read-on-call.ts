// The on-call list as people look at it, and who was asked about one takedown.
import type { Database } from '#db/client.server.ts';
import { namesOf, peopleWithRole } from '#db/queries/roles.server.ts';
import { openTakedown, type TakedownRow } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { AppError } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { readHistory } from '#app/domain/posts/post-history.ts';
import { type PostAddress, readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { callOrder, CALLED_ROLES } from './call-order.ts';

export interface OnCallList {
  people: { id: string; name: string }[];
  /** may be put on it, by name */
  others: { id: string; name: string }[];
  isSet: boolean;
  mayChange: boolean;
}

/** Errors: AppError forbidden without `post.takeDown`. */
export async function readOnCall(
  db: Database,
  person: Person,
  scope: { trustId: string; schoolId: string },
  at: Date,
): Promise<OnCallList> {
  requireMay(person, 'post.takeDown', scope.schoolId, at);
  const { userIds, isSet } = await callOrder(db, scope, at);
  const everybody = await peopleWithRole(db, scope, CALLED_ROLES, at);
  const names = await namesOf(db, scope.trustId, [...userIds, ...everybody]);
  const named = (ids: readonly string[]) =>
    ids.map((id) => ({ id, name: names.get(id) ?? 'Somebody of the trust' }));
  return {
    people: named(userIds),
    others: named(everybody.filter((id) => !userIds.includes(id))).sort((a, b) =>
      a.name.localeCompare(b.name, 'en'),
    ),
    isSet,
    mayChange: may(person, 'onCall.set', scope.schoolId, at),
  };
}

export interface OpenCall {
  facts: PostFacts;
  takedown: TakedownRow;
  ownerName: string | null;
  /** who said that they have it */
  hasIt: { userId: string; name: string; at: Date } | null;
  asked: { name: string; at: Date }[];
}

/**
 * The takedown of a post that waits for somebody. Errors: AppError not_found as for the post's page; forbidden without
 * `post.takeDown`; illegal_move `not_in_this_state` when nothing is coming down.
 */
export async function readOpenCall(
  db: Database,
  person: Person,
  of: PostAddress,
  at: Date,
): Promise<OpenCall> {
  const facts = await readSeenPost(db, person, of, at);
  requireMay(person, 'post.takeDown', of.schoolId, at);
  const takedown = await openTakedown(db, of, of.postId);
  if (!takedown) throw new AppError('illegal_move', 'not_in_this_state');
  const calls = (await readHistory(db, of, of.postId)).flatMap(({ event, at: called }) =>
    event?.type === 'takedown.called' && event.takedownId === takedown.id
      ? [{ userId: event.userId, at: called }]
      : [],
  );
  const { acknowledgedBy: byId, acknowledgedAt, ownerId } = takedown;
  const names = await namesOf(db, of.trustId, [
    ...calls.map(({ userId }) => userId),
    ...[byId, ownerId].filter((id) => id !== null),
  ]);
  const nameOf = (id: string): string => names.get(id) ?? 'Somebody';
  return {
    facts,
    takedown,
    ownerName: ownerId && nameOf(ownerId),
    hasIt: byId && acknowledgedAt ? { userId: byId, name: nameOf(byId), at: acknowledgedAt } : null,
    asked: calls.map(({ userId, at: called }) => ({ name: nameOf(userId), at: called })),
  };
}
