// Chasing: reminds those who have not answered, by e-mail, on days of school, each time with a fresh link; and ends a round
// whose last day is over, telling those who look after it when somebody has not answered.
import { randomUUID } from 'node:crypto';
import { insertMails } from '#db/queries/asks.server.ts';
import { lockRequest, openRequests, type RequestRow } from '#db/queries/requests.server.ts';
import { isClosedDate } from '#db/queries/whom-to-ask.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { isAskingTime, reminderIsDue } from './asking-hours.ts';
import { closeLocked, keepersOf, type RoundRef } from './close-round.ts';
import { asksOf } from './round-progress.ts';

export const CHASER: SystemActor = { kind: 'system', name: 'system:chase-rounds' };
const MOST_ROUNDS = 500;

/**
 * Looks at every open round of every school once; a round that cannot be worked is logged and stops no other.
 * @returns how many reminders were asked for
 */
export async function chaseRounds(deps: WorkDeps): Promise<number> {
  let reminders = 0;
  for (const { schoolId, id: requestId } of await openRequests(deps.db, MOST_ROUNDS))
    try {
      reminders += await chaseRound(deps, { schoolId, requestId });
    } catch (error) {
      deps.log.error('a round could not be chased', { schoolId, requestId, error });
    }
  return reminders;
}

/** One round. Two workers at once remind everybody once: the second waits for the first one's row, and finds nothing left to do. */
export async function chaseRound(deps: WorkDeps, ref: RoundRef): Promise<number> {
  return inOneTransaction(deps, CHASER, async (work) => {
    const round = await lockRequest(work.db, ref, ref.requestId);
    const home = await findSchool(work.db, ref);
    if (!round || !home || round.closedAt) return 0;
    const school = { id: ref.schoolId, zone: home.zone };
    const today = dateInSchool(work.at, home.zone);
    if (today > round.dueOn) {
      await end(work, school, round);
      return 0;
    }
    const closed = await isClosedDate(work.db, ref, today);
    return isAskingTime(work.at, home.zone, closed) ? remind(work, school, round) : 0;
  });
}

type SchoolHere = Parameters<typeof asksOf>[1];

async function remind(work: Work, school: SchoolHere, round: RequestRow): Promise<number> {
  const due = (await asksOf(work.db, school, round, work.at)).filter(
    ({ answeredAt, way, sentAt, waiting, over, linkEnded }) =>
      answeredAt === null &&
      way === 'email' &&
      !waiting &&
      !over &&
      !linkEnded &&
      sentAt !== null &&
      reminderIsDue(sentAt, round.remindEveryDays, work.at, school.zone),
  );
  await insertMails(
    work.db,
    due.map(({ id, holderId }) => ({
      id: randomUUID(),
      schoolId: school.id,
      kind: 'consent_reminder' as const,
      holderId,
      aboutId: id,
      createdAt: work.at,
    })),
  );
  return due.length;
}

async function end(work: Work, school: SchoolHere, round: RequestRow): Promise<void> {
  await closeLocked(work, { schoolId: school.id, requestId: round.id });
  const left = (await asksOf(work.db, school, round, work.at)).some(({ answeredAt }) => answeredAt === null);
  if (!left) return;
  for (const userId of await keepersOf(work, round))
    work.notify({ schoolId: school.id, userId, kind: 'requests_unanswered', aboutId: round.id });
}
