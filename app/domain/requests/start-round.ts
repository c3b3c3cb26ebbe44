// Starts a round of asking: the round, everybody asked in it and their first e-mails, in one transaction and once for each form.
import { randomUUID } from 'node:crypto';
import { insertAsks, insertMails } from '#db/queries/asks.server.ts';
import { insertRequest, requestByKey } from '#db/queries/requests.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { currentForm, FIRST_LANGUAGE } from '#app/domain/consent/current-form.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { firstMomentOf, momentAfter } from '#app/domain/consent/written-dates.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { MOST_ENDING_DAYS, planOf, type RoundScope } from './plan-round.ts';

/** Days between two reminders that a round may have; 0 = none. */
export const REMINDER_DAYS = [0, 3, 7, 14] as const;

export interface NewRound extends RoundScope {
  /** which questions are asked */
  formSeries: string;
  /** last day to answer, `YYYY-MM-DD` in the school's calendar */
  dueOn: string;
  remindEveryDays: number;
  /** made by the form once: a double tap starts one round */
  requestKey: string;
}

export type RoundStarted = { ok: true; requestId: string } | { ok: false; issues: Issue[] };

/**
 * Starts the round. `mail` says whether e-mail can be sent from here; without it everybody is asked on paper.
 * Errors: AppError forbidden without `consent.ask`; not_found for another school's trip.
 */
export async function startRound(
  deps: WorkDeps,
  actor: Person,
  input: NewRound,
  { mail }: { mail: boolean },
): Promise<RoundStarted> {
  const { schoolId, requestKey } = input;
  requireMay(actor, 'consent.ask', schoolId, deps.clock.now());
  const { zone } = found(await findSchool(deps.db, input), 'school');
  const issues = await issuesOf(deps, input, zone);
  if (issues.length > 0) return { ok: false, issues };
  return inOneTransaction(deps, actor, async (work): Promise<RoundStarted> => {
    const plan = await planOf(work.db, { id: schoolId, zone, mail }, input, work.at);
    if (plan.people.length === 0) return { ok: false, issues: [issue('nobody_to_ask', 'who')] };
    const round = await insertRequest(work.db, {
      schoolId,
      kind: input.kind,
      formSeries: input.formSeries,
      tripId: input.tripId,
      groups: input.kind === 'trip' ? [] : plan.groups,
      dueOn: input.dueOn,
      remindEveryDays: input.remindEveryDays,
      madeBy: actor.userId,
      madeAt: work.at,
      requestKey,
    });
    if (!round) {
      const earlier = found(await requestByKey(work.db, input, requestKey), 'round');
      return { ok: true, requestId: earlier.id };
    }
    const asks = plan.people.map((person) => ({
      id: randomUUID(),
      schoolId,
      requestId: round.id,
      ...person,
    }));
    await insertAsks(work.db, asks);
    const byMail = asks.filter(({ way }) => way === 'email');
    await insertMails(
      work.db,
      byMail.map(({ id, holderId }) => ({
        id: randomUUID(),
        schoolId,
        kind: 'consent_asked' as const,
        holderId,
        aboutId: id,
        createdAt: work.at,
      })),
    );
    work.record({
      type: 'consent_request.made',
      schoolId,
      requestId: round.id,
      kind: input.kind,
      people: asks.length,
    });
    return { ok: true, requestId: round.id };
  });
}

const issue = (code: string, field: string): Issue => block('requests', code, field, 'R-65');

/** In the order of the fields on the form, which is the order in which the summary names them. */
async function issuesOf(deps: WorkDeps, input: NewRound, zone: string): Promise<Issue[]> {
  const issues: Issue[] = [];
  const { kind, tripId, endingDays } = input;
  if (kind === 'trip' && tripId === null) issues.push(issue('trip_missing', 'who'));
  if (kind === 'renewal' && !(Number(endingDays) >= 1 && Number(endingDays) <= MOST_ENDING_DAYS))
    issues.push(issue('ending_days_missing', 'who'));
  if (!(await currentForm(deps.db, input, input.formSeries, FIRST_LANGUAGE)))
    issues.push(issue('form_missing', 'formSeries'));
  const ends = momentAfter(input.dueOn, zone);
  if (!firstMomentOf(input.dueOn, zone) || !ends || ends <= deps.clock.now())
    issues.push(issue('due_not_to_come', 'dueOn'));
  if (!(REMINDER_DAYS as readonly number[]).includes(input.remindEveryDays))
    issues.push(issue('reminders_unknown', 'remindEveryDays'));
  return issues;
}
