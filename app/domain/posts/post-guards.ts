// The guard of each edge of the machine. Pure: facts and input in, a refusal or nothing out. Unknown means no.
import { connectionFault } from '#app/domain/accounts/connection-faults.ts';
import type { Actor } from '#app/domain/actor.ts';
import { RULES_VERSION, runChecks } from '#app/domain/checks/index.ts';
import { blocks } from '#app/domain/issues.ts';
import { draftingBarrier, may } from '#app/domain/permissions.ts';
import { digestOf } from './post-digest.ts';
import { contentOf, type PostFacts } from './post-facts.ts';
import type { MoveInput, Refusal, RefusalReason } from './post-move.ts';
import { accountFaults, approvalFaults, barOfItsLead, gateFaults, unseen } from './publish-gate.ts';
import { isInside } from './publish-window.ts';
import { verdictHashOf } from './verdict-hash.ts';
import { approvalBar, partiesOf } from './who-may-approve.ts';

const no = (reason: RefusalReason, issues?: Refusal['issues']): Refusal =>
  issues ? { reason, issues } : { reason };

const NONE: ReadonlySet<string> = new Set();

export const onlySystem = (_facts: PostFacts, actor: Actor): Refusal | null =>
  actor.kind === 'system' ? null : no('only_the_system');

/** Drafting needs the role, the acknowledged policy and valid training. */
export function mayEdit(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  const { post, at } = facts;
  if (actor.kind !== 'person') return no('not_permitted');
  const own = actor.userId === post.authorId || facts.editors.includes(actor.userId);
  const permitted =
    may(actor, 'post.draft', post.schoolId, at) && (own || may(actor, 'post.readDrafts', post.schoolId, at));
  if (!permitted) return no('not_permitted');
  const barrier = draftingBarrier(actor, at);
  if (barrier) return no(barrier);
  if (facts.lead && !input.withLead) return no('edited_with_its_lead');
  if (sent(facts)) return no('already_sent');
  return input.version !== undefined && input.version !== post.version ? no('stale_page') : null;
}

const sent = ({ delivery }: PostFacts): boolean =>
  delivery !== null &&
  (delivery.platformId !== null || ['sending', 'handed_out', 'unknown'].includes(delivery.state));

export function maySubmit(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  const refusal = mayEdit(facts, actor, input);
  if (refusal) return refusal;
  const found = blocks(runChecks(facts, 'submit'));
  if (found.length > 0) return no('checks_failed', found);
  if (accountFaults(facts).length > 0) return no('account_not_open');
  // A connection can still be made before the post has a time; a right that it lacks cannot be added to it.
  const fault = connectionFault(facts.account, facts.working.photos.length);
  return fault === 'photos_need_right' ? no(fault) : null;
}

export function maySendBack(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  if (actor.kind !== 'person' || !may(actor, 'post.approve', facts.post.schoolId, facts.at))
    return no('not_an_approver');
  if (facts.lead && !input.withLead) return no('decided_with_its_lead');
  if (isDecision(input) && input.digest !== facts.revision?.digest) return no('stale_page');
  return isDecision(input) && !input.reason?.trim() ? no('reason_missing') : null;
}

/** The right person, on exactly what the page showed, with every check met and everyone counted. */
export function mayApprove(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  const { revision, at } = facts;
  if (actor.kind !== 'person') return no('not_permitted');
  if (facts.lead && !input.withLead) return no('decided_with_its_lead');
  const bar = approvalBar(actor, partiesOf(facts), at);
  if (bar) return no(bar);
  if (!actor.policyAcknowledged) return no('policy_not_acknowledged');
  if (!revision || digestOf(facts.working) !== revision.digest) return no('stale_page');
  if (facts.openHolds.length > 0) return no('hold_open');
  const found = blocks(runChecks(facts, 'approve'));
  if (found.length > 0) return no('checks_failed', found);
  if (accountFaults(facts).length > 0) return no('account_not_open');
  if (!isDecision(input)) return null;
  if (input.digest !== revision.digest || input.verdictHash !== verdictHashOf(facts)) return no('stale_page');
  if (!sameCounts(facts, input.headCounts ?? [])) return no('count_differs');
  return unseen(contentOf(facts), input.viewed ?? []) ? no('not_viewed') : null;
}

/** A page that only asks whether a button may be drawn brings no decision; everything else is checked whole. */
const isDecision = (input: MoveInput): boolean => input.asking !== true;

const sameCounts = (facts: PostFacts, counts: number[]): boolean => {
  const { photos } = contentOf(facts);
  return (
    counts.length === photos.length && photos.every((photo, index) => counts[index] === photo.people.length)
  );
};

export function maySchedule(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  const { post, at } = facts;
  if (!may(actor, 'post.schedule', post.schoolId, at)) return no('not_permitted');
  if (facts.openHolds.length > 0) return no('hold_open');
  if (facts.delivery?.state === 'absent') return no('already_sent');
  const refusal = stillApproved(facts);
  if (refusal) return refusal;
  const fault = connectionFault(facts.account, facts.working.photos.length);
  if (fault) return no(fault);
  if (!isDecision(input)) return null;
  if (!input.dueAt) return no('time_missing');
  if (input.dueAt <= at) return no('time_in_the_past');
  const { closesAt } = facts.account;
  if (closesAt && input.dueAt >= closesAt) return no('account_closes_before');
  return isInside(input.dueAt, { from: post.windowFrom, until: post.windowUntil })
    ? null
    : no('outside_window');
}

/** Approval, account, people's permissions: all still good. */
function stillApproved(facts: PostFacts): Refusal | null {
  const bar = barOfItsLead(facts);
  if (bar) return no(bar);
  if (approvalFaults(facts).length > 0) return no('approval_not_valid');
  if (facts.review?.rulesVersion !== RULES_VERSION) return no('approval_not_valid');
  if (accountFaults(facts).length > 0) return no('account_not_open');
  const found = blocks(runChecks(facts, 'approve'));
  return found.length > 0 ? no('checks_failed', found) : null;
}

export const mayUnschedule = (facts: PostFacts, actor: Actor): Refusal | null =>
  may(actor, 'post.schedule', facts.post.schoolId, facts.at) ? null : no('not_permitted');

/** Stopping is for anyone who may write, and for safeguarding leads, at any hour. */
export const mayHold = (facts: PostFacts, actor: Actor): Refusal | null =>
  may(actor, 'post.hold', facts.post.schoolId, facts.at) ? null : no('not_permitted');

/** Due, in time, and through the whole gate. */
export function mayClaim(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  if (actor.kind !== 'system') return no('only_the_system');
  if (facts.delivery?.kind === 'by_hand') return no('goes_by_hand');
  const { dueAt } = facts.post;
  if (!dueAt || facts.at < dueAt) return no('not_due');
  if (isLate(facts)) return no('too_late');
  if (facts.delivery?.retryAt && facts.at < facts.delivery.retryAt) return no('waiting_for_platform');
  const faults = gateFaults(facts, input.verifiedPhotos ?? NONE);
  return faults.length > 0 ? no('gate_closed', faults) : null;
}

/** The last moment at which a placed post may still go out: its time and the school's limit for lateness. */
export const latestMoment = ({ post, school }: PostFacts): Date | null =>
  post.dueAt && new Date(post.dueAt.getTime() + school.settings.latenessMinutes * 60_000);

/** Later than that moment: a person decides, nothing bursts out after an outage or a pause (PF14). */
export const isLate = (facts: PostFacts): boolean => {
  const latest = latestMoment(facts);
  return latest !== null && facts.at > latest;
};

/** Nowhere to go back to: it is late, or a power cut took its time with it, and what has no time would never go out. */
export const hasNoPlace = (facts: PostFacts): boolean => facts.post.dueAt === null || isLate(facts);

/** Late, or certain to be when its account may be posted to again. */
export function mayMiss(facts: PostFacts, actor: Actor, { notBefore }: MoveInput): Refusal | null {
  const latest = latestMoment(facts);
  const willBe = notBefore !== undefined && latest !== null && notBefore > latest;
  return onlySystem(facts, actor) ?? (willBe || isLate(facts) ? null : no('not_late'));
}

/** Published needs the platform's own id (PF4). A person may give it only after a look found the post. */
export function mayConfirmPublished(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  if (actor.kind !== 'system' && !may(actor, 'post.settle', facts.post.schoolId, facts.at))
    return no('not_permitted');
  return isDecision(input) && !input.platformId ? no('not_proved') : null;
}

export const mayReturnUnsent = (facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null =>
  onlySystem(facts, actor) ??
  (input.provedUnsent
    ? hasNoPlace(facts)
      ? no(facts.post.dueAt ? 'too_late' : 'time_missing')
      : null
    : no('not_proved'));

/** Nothing is ever declared unsent without proof. What is still being prepared is: whoever may stop a post stops it there too. */
export function mayStopUnsent(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  if (actor.kind !== 'system') {
    if (facts.post.status !== 'unknown')
      return input.provedUnsent && !sent(facts) ? mayHold(facts, actor) : no('only_the_system');
    if (!may(actor, 'post.settle', facts.post.schoolId, facts.at)) return no('not_permitted');
  }
  return isDecision(input) && !input.provedUnsent ? no('not_proved') : null;
}

/**
 * Back to approved: every hold may be closed by this person, the same digest, a valid approval, every check met; never straight back to
 * scheduled. What was sent and not found needs a new approval, so that a late post can never meet its twin.
 */
export function mayRelease(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  const { schoolId } = facts.post;
  const permitted =
    may(actor, 'post.approve', schoolId, facts.at) || may(actor, 'post.schedule', schoolId, facts.at);
  if (!permitted) return no('not_permitted');
  if (!facts.openHolds.every((hold) => mayCloseHold(facts, actor, hold))) return no('stopped_by_another');
  const shown = input.holdIds;
  if (shown && facts.openHolds.some((hold) => !shown.includes(hold.id))) return no('stale_page');
  if (facts.delivery?.state === 'absent') return no('already_sent');
  return stillApproved(facts);
}

/** A stop that a person placed is lifted by that person, by a safeguarding lead, or by an approver who did not write the post. */
function mayCloseHold(facts: PostFacts, actor: Actor, hold: { cause: string; openedBy: string }): boolean {
  if (hold.cause !== 'stopped_by_person' || actor.kind !== 'person') return true;
  const { schoolId, authorId } = facts.post;
  if (hold.openedBy === actor.userId || may(actor, 'hold.lift', schoolId, facts.at)) return true;
  return actor.userId !== authorId && may(actor, 'post.approve', schoolId, facts.at);
}

/** A live post comes down at the word of its author, any approver, the comms lead or a safeguarding lead, alone. */
export function mayTakeDown(facts: PostFacts, actor: Actor): Refusal | null {
  if (may(actor, 'post.takeDown', facts.post.schoolId, facts.at)) return null;
  const author = actor.kind === 'person' && actor.userId === facts.post.authorId;
  return author && may(actor, 'post.draft', facts.post.schoolId, facts.at) ? null : no('not_permitted');
}

/** Whoever may take a post down is asked to delete it by hand, and so may say that it is gone; so may who was asked to publish it. */
export function mayConfirmRemoved(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  if (actor.kind === 'system') return input.removalProved ? null : no('not_proved');
  if (facts.post.status !== 'takedown_failed') return no('only_the_system');
  const asked = actor.kind === 'person' && facts.delivery?.handPublisherId === actor.userId;
  if (!asked && !may(actor, 'post.takeDown', facts.post.schoolId, facts.at)) return no('not_permitted');
  // Nobody can say that of a copy that they were never asked to delete.
  if (facts.copyNobodyKnows) return no('copy_still_up');
  return isDecision(input) && !input.evidence?.trim() ? no('evidence_missing') : null;
}

export function mayCancel(facts: PostFacts, actor: Actor, input: MoveInput): Refusal | null {
  if (sent(facts)) return no('already_sent');
  // Whoever may change the leading post takes with it what has not gone out.
  if (facts.lead && input.withLead) return null;
  if (actor.kind !== 'person') return no('not_permitted');
  const own = actor.userId === facts.post.authorId;
  const { schoolId } = facts.post;
  const permitted = own
    ? may(actor, 'post.draft', schoolId, facts.at)
    : may(actor, 'post.approve', schoolId, facts.at) || may(actor, 'post.schedule', schoolId, facts.at);
  return permitted ? null : no('not_permitted');
}
