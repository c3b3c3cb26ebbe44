// Who sees to it that a post is gone: one named person, because what everybody is told nobody does.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { changeTakedown, type TakedownRow } from '#db/queries/takedowns.server.ts';
import type { Role } from '#app/domain/actor.ts';
import { CALLED_ROLES } from '#app/domain/on-call/call-order.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostFacts } from './post-facts.ts';

/** Who else may finish a takedown by hand, first the one who is asked first. */
const OTHERS: readonly Role[] = ['headteacher', 'deputy'];

/**
 * The school's comms lead; else the person who approved the post, if still in role; else the headteacher, else a deputy.
 * Of several comms leads, the one who placed the post in the calendar. Null: the school has none of them.
 */
export async function takedownOwner(work: Work, facts: PostFacts): Promise<string | null> {
  const { schoolId, scheduledBy } = facts.post;
  const inRole = (roles: readonly Role[]) => peopleWithRole(work.db, { schoolId }, roles, work.at);
  const comms = await inRole(['comms_lead']);
  if (comms.length > 0) return comms.find((id) => id === scheduledBy) ?? comms[0] ?? null;
  const approver = facts.review?.decidedBy;
  if (approver && (await inRole(OTHERS)).includes(approver)) return approver;
  for (const role of OTHERS) {
    const [first] = await inRole([role]);
    if (first) return first;
  }
  return null;
}

/** Whether the person holds a role now with which they may take the school's posts down. */
export async function mayStillTakeDown(
  work: Work,
  scope: { schoolId: string },
  userId: string,
): Promise<boolean> {
  return (await peopleWithRole(work.db, scope, CALLED_ROLES, work.at)).includes(userId);
}

/** Whose an open takedown is now; of one whose owner may take nothing down any more, the next, which is written down. */
export async function presentOwner(
  work: Work,
  facts: PostFacts,
  takedown: TakedownRow,
): Promise<string | null> {
  if (takedown.ownerId && (await mayStillTakeDown(work, takedown, takedown.ownerId))) return takedown.ownerId;
  const ownerId = await takedownOwner(work, facts);
  await changeTakedown(work.db, takedown, takedown.id, { ownerId });
  return ownerId;
}
