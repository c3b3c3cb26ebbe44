// Who may approve a post, and the one sentence for each who may not: author, submitter and anyone who ever edited are barred.
import { type Person, rolesIn, runningDelegation } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import { onlyApproverOf } from '#app/domain/trips/trip-posts.ts';
import type { PostFacts } from './post-facts.ts';

export interface ApprovalParties {
  schoolId: string;
  authorId: string;
  submittedBy: string | null;
  editors: readonly string[];
  /** who alone may approve it, for a post that goes out while its trip is away; null = everyone who approves posts */
  onlyApprover: string | null;
}

export type ApprovalBar =
  | 'is_author'
  | 'is_submitter'
  | 'has_edited'
  | 'not_the_trips_approver'
  | 'not_an_approver'
  | 'delegation_not_running';

/**
 * Why this person may not approve this post at `at`; null when they may. The same answer draws the button and refuses on the server.
 * A deputy needs a headteacher's delegation that runs at that moment.
 */
export function approvalBar(person: Person, parties: ApprovalParties, at: Date): ApprovalBar | null {
  if (person.userId === parties.authorId) return 'is_author';
  if (person.userId === parties.submittedBy) return 'is_submitter';
  if (parties.editors.includes(person.userId)) return 'has_edited';
  const roles = rolesIn(person, parties.schoolId, at);
  const another = parties.onlyApprover !== null && parties.onlyApprover !== person.userId;
  const approves = roles.has('headteacher') || roles.has('deputy');
  if (another && approves) return 'not_the_trips_approver';
  if (roles.has('headteacher')) return null;
  if (!may(person, 'post.approve', parties.schoolId, at)) {
    return roles.has('deputy') ? 'delegation_not_running' : 'not_an_approver';
  }
  return null;
}

/** The parties of a post as it was read. `submittedBy`: who submits it, before that is written. */
export function partiesOf(
  facts: Pick<PostFacts, 'post' | 'editors' | 'trip' | 'at'>,
  submittedBy: string | null = facts.post.submittedBy,
): ApprovalParties {
  const { schoolId, authorId, windowFrom } = facts.post;
  const onlyApprover = onlyApproverOf(facts.trip, windowFrom, facts.at);
  return { schoolId, authorId, submittedBy, editors: facts.editors, onlyApprover };
}

/** The delegation an approval rests on: none for a headteacher in their own right. */
export function delegationUsed(person: Person, schoolId: string, at: Date): string | null {
  if (rolesIn(person, schoolId, at).has('headteacher')) return null;
  return runningDelegation(person, schoolId, at)?.id ?? null;
}
