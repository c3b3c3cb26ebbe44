// Records what a person with authority answered for a pupil: yes, no, or nothing yet. A no counts from the moment it is
// written; a yes releases nothing by itself, a person does that.
import { findForm } from '#db/queries/consent.server.ts';
import { consentRows, findPupil } from '#db/queries/pupils.server.ts';
import { findSchool, findTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { changePupilPermission } from './apply-permission-change.ts';
import { yesRunsUntil } from './consent-expiry.ts';
import type { AccountScope, Channel, Conditions, Purpose, Subject } from './consent-types.ts';
import { holderWhoAnswers } from './own-holder.ts';
import { requireMay } from './may-here.ts';
import type { Reached } from './reach-posts.ts';
import { MAX_EVIDENCE, type Method, writeDecision } from './write-decision.ts';
import { momentAfter, momentAnswered } from './written-dates.ts';

export interface RecordConsent {
  schoolId: string;
  pupilId: string;
  /** the person with authority who answered; the pupil's own id for an adult who answers for the first time */
  holderId: string;
  answer: 'granted' | 'refused' | 'not_answered';
  /** What it is about. With a no, an empty set means all of it. */
  subjects: readonly Subject[];
  channels: readonly Channel[];
  purposes: readonly Purpose[];
  /** Whose accounts a yes reaches; a no always reaches every account. */
  accountScope: AccountScope;
  /** One trip, or null for every occasion. */
  eventId: string | null;
  conditions: Conditions;
  /** The date on which they answered, `YYYY-MM-DD` in the school's calendar. */
  answeredOn: string;
  /** Last day on which a yes counts, `YYYY-MM-DD`; null = the end of the school year. It ends with the pupil's phase at the latest. */
  lastDay: string | null;
  method: Method;
  /** where the evidence is kept, e.g. "signed form in the pupil file" */
  evidence: string;
  /** the wording that they were asked with, when there was a form */
  formVersionId: string | null;
  /** made by the form once: a double tap records one answer */
  requestKey: string;
}

export type Recorded = { ok: true; decisionId: string; reached: Reached } | { ok: false; issues: Issue[] };

/**
 * Records the answer and deals with the posts that show the pupil.
 * Errors: AppError forbidden without `consent.record`; not_found for a pupil, holder, form or trip of another school or
 * pupil.
 */
export async function recordConsent(deps: Deps, actor: Person, input: RecordConsent): Promise<Recorded> {
  requireMay(actor, 'consent.record', input.schoolId, deps.clock.now());
  const { zone } = found(await findSchool(deps.db, input), 'school');
  const pupil = found(await findPupil(deps.db, input, input.pupilId), 'pupil');
  const dates = datesOf(input, pupil.yearGroup, deps.clock.now(), zone);
  const issues = issuesOf(input, dates, deps.clock.now());
  if (issues.length > 0 || !dates.answeredAt) return { ok: false, issues };
  const { answeredAt, expiresAt } = dates;
  let decisionId = '';
  const reached = await changePupilPermission(
    deps,
    actor,
    { schoolId: input.schoolId, pupilId: input.pupilId, permission: 'consent.record' },
    async (work) => {
      const holderId = await holderWhoAnswers(work, pupil, input.holderId, zone, actor.userId);
      if (input.formVersionId) found(await findForm(work.db, input, input.formVersionId), 'form');
      if (input.eventId) found(await findTrip(work.db, input, input.eventId), 'trip');
      const earlier = (await consentRows(work.db, input, [input.pupilId])).decisions;
      const { row, written } = await writeDecision(work, actor.userId, {
        ...scopeOf(input),
        schoolId: input.schoolId,
        pupilId: input.pupilId,
        holderId,
        formVersionId: input.formVersionId,
        decision: input.answer,
        conditions: input.answer === 'granted' ? input.conditions : {},
        method: input.method,
        source: input.method === 'paper' ? 'form' : 'office',
        evidence: input.evidence.trim(),
        decidedAt: answeredAt,
        effectiveFrom: answeredAt,
        expiresAt: input.answer === 'granted' ? expiresAt : null,
        supersedesId: earlier.findLast((decision) => decision.holderId === holderId)?.id ?? null,
        requestKey: input.requestKey,
      });
      decisionId = row.id;
      return written;
    },
  );
  return { ok: true, decisionId, reached };
}

function scopeOf(input: RecordConsent) {
  const { subjects, channels, purposes, eventId } = input;
  return {
    subjects: [...subjects],
    channels: [...channels],
    purposes: eventId && purposes.length === 0 ? (['trip'] as const).slice() : [...purposes],
    accountScope: input.answer === 'granted' ? input.accountScope : ('own_school' as const),
    eventId,
  };
}

interface Dates {
  answeredAt: Date | null;
  expiresAt: Date | null;
}

function datesOf(
  { answeredOn, lastDay, eventId }: RecordConsent,
  yearGroup: string,
  now: Date,
  zone: string,
): Dates {
  const answeredAt = momentAnswered(answeredOn, now, zone);
  const until = lastDay === null ? null : momentAfter(lastDay, zone);
  if (!answeredAt || (lastDay !== null && !until)) return { answeredAt, expiresAt: null };
  return {
    answeredAt,
    expiresAt: yesRunsUntil({ from: answeredAt, yearGroup, asOf: now, until, eventId }, zone),
  };
}

function issuesOf(input: RecordConsent, { answeredAt, expiresAt }: Dates, now: Date): Issue[] {
  const issue = (code: string, field: string) => block('consent', code, field, 'R-63');
  const issues: Issue[] = [];
  if (!answeredAt) issues.push(issue('answered_on_not_a_past_date', 'answeredOn'));
  if (input.evidence.length > MAX_EVIDENCE) issues.push(issue('evidence_too_long', 'evidence'));
  if (input.answer !== 'granted') return issues;
  if (input.subjects.length === 0) issues.push(issue('use_missing', 'subjects'));
  if (input.channels.length === 0) issues.push(issue('place_missing', 'channels'));
  if (input.purposes.length === 0 && !input.eventId) issues.push(issue('purpose_missing', 'purposes'));
  if (answeredAt && (!expiresAt || expiresAt <= now)) issues.push(issue('already_over', 'lastDay'));
  return issues;
}
