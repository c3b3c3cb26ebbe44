// The office writes down what somebody answered on a form, question by question: a signed paper, or answers given on the phone
// while the form is read out. Written like answers by a link, all at once.
import { decisionsOfHolder } from '#db/queries/consent-links.server.ts';
import { findForm, holdersOf } from '#db/queries/consent.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { findSchool, findTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { changePupilPermission, type Written } from './apply-permission-change.ts';
import { keyOf } from './answer-by-link.ts';
import { yesRunsUntil } from './consent-expiry.ts';
import { NO_CONDITIONS, type ConsentDecision } from './consent-types.ts';
import { type AnswerToWrite, answersToWrite, type OptionAnswer, optionsAsked } from './form-answers.ts';
import { requireMay } from './may-here.ts';
import { ownAnswers } from './own-answers.ts';
import type { Reached } from './reach-posts.ts';
import { MAX_EVIDENCE, type Method, writeDecision } from './write-decision.ts';
import { momentAnswered } from './written-dates.ts';

export interface RecordOnForm {
  schoolId: string;
  pupilId: string;
  /** the person who answered */
  holderId: string;
  formVersionId: string;
  answers: readonly OptionAnswer[];
  /** one trip, or null for every occasion */
  eventId: string | null;
  /** the date on the form, `YYYY-MM-DD` in the school's calendar */
  answeredOn: string;
  method: Method;
  /** where the paper is kept, or who took the call */
  evidence: string;
  /** made by the page once */
  requestKey: string;
}

export type RecordedOnForm = { ok: true; reached: Reached } | { ok: false; issues: Issue[] };

/**
 * Errors: AppError forbidden without `consent.record`; not_found for a pupil, person, form or trip of another school or pupil.
 */
export async function recordOnForm(deps: Deps, actor: Person, input: RecordOnForm): Promise<RecordedOnForm> {
  const { schoolId, pupilId, eventId } = input;
  const now = deps.clock.now();
  requireMay(actor, 'consent.record', schoolId, now);
  const { zone } = found(await findSchool(deps.db, input), 'school');
  const form = found(await findForm(deps.db, input, input.formVersionId), 'form');
  const { yearGroup } = found(await findPupil(deps.db, input, pupilId), 'pupil');
  const holders = await holdersOf(deps.db, input, pupilId);
  found(
    holders.find(({ id }) => id === input.holderId),
    'holder',
  );
  if (eventId) found(await findTrip(deps.db, input, eventId), 'trip');
  const answeredAt = momentAnswered(input.answeredOn, now, zone);
  const options = optionsAsked(form.options, eventId);
  const own = (await decisionsOfHolder(deps.db, input, input)).map((row) => ({
    ...row,
    source: row.source as ConsentDecision['source'],
    conditions: { ...NO_CONDITIONS, ...row.conditions },
  }));
  const sitting = answersToWrite(options, input.answers, ownAnswers(options, own, eventId, now), eventId);
  const issues = [...issuesOf(input, answeredAt), ...(sitting.ok ? [] : sitting.issues)];
  if (!sitting.ok || !answeredAt || issues.length > 0) return { ok: false, issues };
  const reached = await changePupilPermission(
    deps,
    actor,
    { schoolId, pupilId, permission: 'consent.record' },
    async (work) => {
      const written: Written[] = [];
      for (const answer of sitting.answers) {
        const given = { from: answeredAt, yearGroup, asOf: now, eventId: answer.eventId };
        const row = rowOf(answer, input, answeredAt, yesRunsUntil(given, zone));
        const { written: one } = await writeDecision(work, actor.userId, row);
        if (one) written.push(one);
      }
      return written;
    },
  );
  return { ok: true, reached };
}

const rowOf = (
  { key, leavesLive, subjects, channels, purposes, accountScope, eventId, decision }: AnswerToWrite,
  { schoolId, pupilId, holderId, formVersionId, method, evidence, requestKey }: RecordOnForm,
  answeredAt: Date,
  expiresAt: Date,
) => ({
  schoolId,
  pupilId,
  holderId,
  formVersionId,
  subjects: [...subjects],
  channels: [...channels],
  purposes: [...purposes],
  accountScope,
  eventId,
  decision,
  leavesLive,
  method,
  source: method === 'paper' ? ('form' as const) : ('office' as const),
  evidence: evidence.trim(),
  decidedAt: answeredAt,
  effectiveFrom: answeredAt,
  expiresAt: decision === 'granted' ? expiresAt : null,
  requestKey: keyOf(requestKey, key),
});

/** Whoever writes down another person's yes says where the proof is; a no needs none. */
function issuesOf({ answers, evidence }: RecordOnForm, answeredAt: Date | null): Issue[] {
  const issue = (code: string, field: string) => block('consent', code, field, 'R-64');
  const issues: Issue[] = [];
  if (!answeredAt) issues.push(issue('answered_on_not_a_past_date', 'answeredOn'));
  if (evidence.length > MAX_EVIDENCE) issues.push(issue('evidence_too_long', 'evidence'));
  if (evidence.trim() === '' && answers.some(({ answer }) => answer === 'yes'))
    issues.push(issue('evidence_missing', 'evidence'));
  return issues;
}
