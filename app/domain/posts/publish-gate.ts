// The ten conditions that must all hold at the moment of publishing, twice: at the claim and again just before sending (R-78, requirements §6).
import { connectionFault } from '#app/domain/accounts/connection-faults.ts';
import { rolesIn } from '#app/domain/actor.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { block, blocks, type Issue } from '#app/domain/issues.ts';
import { draftingBarrier, may } from '#app/domain/permissions.ts';
import { isSentState } from './delivery-states.ts';
import { digestOf, type PostContent } from './post-digest.ts';
import type { LeadingPost, PostFacts } from './post-facts.ts';
import type { PostStatus } from './post-status.ts';
import { isInside } from './publish-window.ts';
import { approvalBar, partiesOf } from './who-may-approve.ts';

export type HoldCause =
  | 'permission_changed'
  | 'looks_alike'
  | 'stopped_by_person'
  | 'approval_not_valid'
  | 'account_not_open'
  | 'people_not_in_role'
  | 'photo_not_clean'
  | 'check_failed'
  | 'concern_open'
  | 'not_accounted_for'
  | 'platform_refused'
  | 'not_on_platform'
  | 'removal_wanted'
  | 'trip_changed'
  | 'account_disconnected'
  | 'no_credit'
  | 'same_words_there';

export interface GateIssue extends Issue {
  /** number of the condition in the register's gate, 1 to 10 */
  condition: number;
  /** what the post is held for when this fails; `null` = it stays scheduled and waits (a pause) */
  hold: HoldCause | null;
}

const fail = (condition: number, hold: HoldCause | null, code: string, clause: string): GateIssue => ({
  ...block(`gate:${condition}`, code, 'post', clause),
  condition,
  hold,
});

/** (4) There is an approval, by a person who may give it, of exactly what would be sent now. */
export function approvalFaults(facts: PostFacts): GateIssue[] {
  const { review, revision, approver, at } = facts;
  if (!review || review.decision !== 'approved' || review.voidedAt || !revision || !approver)
    return [fail(4, 'approval_not_valid', 'no_valid_approval', 'R-73')];
  if (facts.lead && !followsItsLead(facts.lead))
    return [fail(4, 'approval_not_valid', 'leading_post_changed', 'R-73')];
  const bar = barOfItsLead(facts);
  if (bar) return [fail(4, 'stopped_by_person', bar, 'R-73')];
  const barred = approvalBar(approver, partiesOf(facts), at);
  if (barred === 'not_the_trips_approver')
    return [fail(4, 'approval_not_valid', 'not_the_trips_approver', 'R-61')];
  if (barred === 'is_author' || barred === 'is_submitter' || barred === 'has_edited')
    return [fail(4, 'approval_not_valid', 'approver_is_barred', 'R-74')];
  const sent = digestOf(facts.working);
  const same =
    review.revisionId === revision.id && review.digest === revision.digest && revision.digest === sent;
  if (!same || digestOf(revision.content) !== revision.digest)
    return [fail(4, 'approval_not_valid', 'approved_something_else', 'R-73')];
  return unseen(facts.working, review.viewed)
    ? [fail(4, 'approval_not_valid', 'photo_not_looked_at', 'R-68')]
    : [];
}

const NOT_APPROVED: readonly PostStatus[] = [
  'draft',
  'in_review',
  'changes_requested',
  'rejected',
  'cancelled',
];

/** What was approved together holds together: once the leading post is another, or is given up, nothing of the old one goes out. */
const followsItsLead = ({ madeFrom, revisionId, status }: LeadingPost): boolean =>
  revisionId === madeFrom && !NOT_APPROVED.includes(status);

/**
 * What a person said of the leading post as a whole counts for those made from it, however each of them came to be on its way again. What
 * its own account's rules stopped or took down, a permission or a date, says nothing about other accounts: each has its own record.
 */
export function barOfItsLead({ lead }: PostFacts): 'stopped_with_its_lead' | 'down_with_its_lead' | null {
  if (lead?.takenDown) return 'down_with_its_lead';
  return lead?.stopped ? 'stopped_with_its_lead' : null;
}

/** A photo that would be sent and was not looked at in full size by whoever approves (I-17). */
export const unseen = ({ photos }: PostContent, viewed: readonly string[]): boolean =>
  photos.some(({ versionId }) => !viewed.includes(versionId));

function peopleFaults(facts: PostFacts): GateIssue[] {
  const { author, approver, post, at } = facts;
  const faults: GateIssue[] = [];
  if (!may(author, 'post.draft', post.schoolId, at) || draftingBarrier(author, at))
    faults.push(fail(3, 'people_not_in_role', 'author_not_in_role', 'R-19'));
  const delegated = facts.review?.delegationId;
  const inRole =
    approver && (delegated ? delegationRuns(facts) : rolesIn(approver, post.schoolId, at).has('headteacher'));
  if (!inRole || !approver.policyAcknowledged)
    faults.push(fail(3, 'people_not_in_role', 'approver_not_in_role', 'R-19'));
  return faults;
}

function delegationRuns({ delegation, approver, post, at }: PostFacts): boolean {
  if (!delegation || !approver) return false;
  const runs = delegation.startsAt <= at && at < delegation.endsAt && delegation.toUserId === approver.userId;
  return runs && rolesIn(approver, post.schoolId, at).has('deputy');
}

/** (2) The account is registered, approved and in date. */
export function accountFaults({
  account,
  at,
}: {
  account: Pick<PostFacts['account'], 'approvedAt' | 'opensAt' | 'closesAt'>;
  at: Date;
}): GateIssue[] {
  const open =
    account.approvedAt !== null &&
    account.approvedAt <= at &&
    account.opensAt !== null &&
    account.opensAt <= at &&
    (account.closesAt === null || at < account.closesAt);
  return open ? [] : [fail(2, 'account_not_open', 'account_not_open', 'R-01')];
}

/** (2) The account is connected, and photos may be sent over it. */
function connectionFaults(facts: PostFacts): GateIssue[] {
  const fault = connectionFault(facts.account, facts.working.photos.length);
  return fault ? [fail(2, 'account_disconnected', fault, 'R-12')] : [];
}

const holdFor = (issue: Issue): HoldCause => {
  if (issue.check === 'I-05' || issue.check === 'I-13') return 'permission_changed';
  if (issue.check === 'I-02' || issue.check === 'I-01') return 'photo_not_clean';
  if (issue.check === 'I-04' || issue.check === 'I-06') return 'not_accounted_for';
  return 'check_failed';
};

/**
 * Every condition that does not hold, in order of number; empty means: send.
 * `verified` holds the SHA-256 of each clean file whose own bytes were re-read, re-hashed and walked for this very attempt.
 */
export function gateFaults(facts: PostFacts, verified: ReadonlySet<string>): GateIssue[] {
  const { school, post, delivery, at } = facts;
  const faults: GateIssue[] = [];
  if (school.pausedSince) faults.push(fail(1, null, 'publishing_paused', 'R-19'));
  faults.push(
    ...accountFaults(facts),
    ...connectionFaults(facts),
    ...peopleFaults(facts),
    ...approvalFaults(facts),
  );
  if (facts.openHolds.length > 0) faults.push(fail(4, 'approval_not_valid', 'hold_open', 'R-73'));
  if (!isInside(at, { from: post.windowFrom, until: post.windowUntil }))
    faults.push(fail(4, 'approval_not_valid', 'outside_window', 'R-73'));
  for (const issue of blocks(runChecks(facts, 'gate'))) {
    const condition = issue.check === 'I-05' || issue.check === 'I-13' ? 6 : issue.check === 'T-06' ? 8 : 5;
    faults.push({ ...issue, condition, hold: holdFor(issue) });
  }
  if (facts.working.photos.some((photo) => !verified.has(photo.sha256)))
    faults.push(fail(7, 'photo_not_clean', 'photo_bytes_differ', 'R-69'));
  if (facts.concernOnContent || facts.verdicts.some((v) => v.concern))
    faults.push(fail(9, 'concern_open', 'concern_open', 'R-87'));
  if (delivery?.removalWantedAt) faults.push(fail(9, 'removal_wanted', 'removal_wanted', 'R-85'));
  if (delivery && (delivery.platformId || isSentState(delivery.state)))
    faults.push(fail(10, 'approval_not_valid', 'already_sent', 'R-73'));
  return faults.sort((a, b) => a.condition - b.condition);
}
