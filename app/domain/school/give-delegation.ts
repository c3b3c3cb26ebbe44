// A headteacher lets a named deputy approve posts between two dates. Whether it runs is asked again at every approval and sending.
import { randomUUID } from 'node:crypto';
import { cutDelegations, insertDelegation, openDelegations } from '#db/queries/access.server.ts';
import { lockPeople } from '#db/queries/people.server.ts';
import { type Person, rolesIn } from '../actor.ts';
import type { WorkDeps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { block, type Issue } from '../issues.ts';
import { may } from '../permissions.ts';
import { inOneTransaction } from '../work.ts';
import { loadPerson } from './load-person.ts';

/** A longer absence is a change of headteacher, not a delegation. */
const LONGEST_DAYS = 366;

/**
 * Gives a delegation of approval in one school, from `startsAt` until (not including) `endsAt`.
 * Returns its id, or issues on `toUserId`, `startsAt` and `endsAt`.
 * Errors: `forbidden` unless the actor is a headteacher there now; `not_found` for a person of another trust.
 */
export async function giveDelegation(
  deps: WorkDeps,
  actor: Person,
  input: { schoolId: string; toUserId: string; startsAt: Date; endsAt: Date },
): Promise<{ ok: true; delegationId: string } | { ok: false; issues: Issue[] }> {
  return inOneTransaction(deps, actor, async (work) => {
    const { schoolId, toUserId, startsAt, endsAt } = input;
    await lockPeople(work.db, [actor.userId, toUserId].sort(), 'update');
    const giver = found(await loadPerson(work.db, actor.userId, work.at), 'person');
    if (!may(giver, 'delegation.give', schoolId, work.at))
      throw new AppError('forbidden', 'not_yours_to_give');
    const deputy = found(await loadPerson(work.db, toUserId, work.at), 'person');
    if (deputy.trustId !== giver.trustId) throw new AppError('not_found', 'person');
    const issues = delegationIssues(giver, deputy, input, work.at);
    if (issues.length > 0) return { ok: false, issues };
    const delegationId = randomUUID();
    const row = { id: delegationId, schoolId, fromUserId: giver.userId, toUserId, startsAt, endsAt };
    await insertDelegation(work.db, { ...row, createdAt: work.at });
    work.record({
      type: 'delegation.given',
      schoolId,
      delegationId,
      toUserId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    });
    return { ok: true, delegationId };
  });
}

function delegationIssues(
  giver: Person,
  deputy: Person,
  { schoolId, startsAt, endsAt }: { schoolId: string; startsAt: Date; endsAt: Date },
  at: Date,
): Issue[] {
  const issue = (code: string, field: string) => block('delegation', code, field, 'R-116');
  const issues: Issue[] = [];
  if (deputy.userId === giver.userId) issues.push(issue('delegation_to_oneself', 'toUserId'));
  else if (!rolesIn(deputy, schoolId, startsAt > at ? startsAt : at).has('deputy')) {
    issues.push(issue('not_a_deputy_then', 'toUserId'));
  }
  if (endsAt <= startsAt) issues.push(issue('ends_before_it_starts', 'endsAt'));
  else if (endsAt <= at) issues.push(issue('already_over', 'endsAt'));
  else if (endsAt.getTime() - startsAt.getTime() > LONGEST_DAYS * 86_400_000) {
    issues.push(issue('delegation_too_long', 'endsAt'));
  }
  return issues;
}

/**
 * Ends one of the actor's school's delegations now; one that has not begun never runs.
 * Errors: `forbidden` unless the actor is a headteacher there; `not_found` when it is over or of another school.
 */
export async function endDelegation(
  deps: WorkDeps,
  actor: Person,
  input: { schoolId: string; toUserId: string; delegationId: string },
): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    const { schoolId, toUserId, delegationId } = input;
    if (!may(actor, 'delegation.give', schoolId, work.at))
      throw new AppError('forbidden', 'not_yours_to_give');
    await lockPeople(work.db, [toUserId], 'update');
    const open = await openDelegations(work.db, toUserId, schoolId, work.at);
    found(
      open.find((delegation) => delegation.id === delegationId && delegation.toUserId === toUserId),
      'delegation',
    );
    await cutDelegations(work.db, [delegationId], work.at);
    work.record({ type: 'delegation.ended', schoolId, delegationId, toUserId });
  });
}
