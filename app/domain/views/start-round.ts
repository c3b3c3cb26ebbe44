// Begins a round in which a class is asked for its own views, and ends it before its time. Everybody on roll in the class gets a slip,
// whatever is on record about them, so that a slip says nothing.
import { randomUUID } from 'node:crypto';
import {
  classOnRoll,
  closeRoundRow,
  findRound,
  insertRound,
  lockRound,
  slipsOfRound,
} from '#db/queries/view-rounds.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { closedDatesKnown } from '#app/domain/consent/consent-ground.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { endOfNextSchoolDay, isRunning, maySeeRound } from './round-rules.ts';

export interface StartRound {
  schoolId: string;
  /** registration group as on record */
  group: string;
  /** an earlier round of which only those without an answer are asked; null = the whole class */
  missedIn: string | null;
  /** made by the form once: a double tap starts one round; it becomes the round's id */
  requestKey: string;
}

export type RoundStarted = { ok: true; roundId: string } | { ok: false; issues: Issue[] };

/**
 * Starts the round. Its slips have codes that nobody knows until they are printed.
 * Errors: AppError forbidden without `view.ask`, or for `missedIn` without `pupil.find`; not_found.
 */
export async function startRound(deps: WebDeps, actor: Person, input: StartRound): Promise<RoundStarted> {
  const { schoolId, group, missedIn, requestKey } = input;
  return inOneTransaction(deps, actor, async (work): Promise<RoundStarted> => {
    requireMay(actor, 'view.ask', schoolId, work.at);
    if (missedIn) requireMay(actor, 'pupil.find', schoolId, work.at);
    const { zone } = found(await findSchool(work.db, input), 'school');
    const asked = missedIn ? await unanswered(work.db, input, missedIn) : null;
    const pupils = (await classOnRoll(work.db, input, group, dateInSchool(work.at, zone))).filter(
      ({ id }) => asked === null || asked.has(id),
    );
    if (pupils.length === 0) return { ok: false, issues: [block('views', 'nobody_to_ask', 'group', 'R-64')] };
    const closed = await closedDatesKnown(work.db, input);
    const round = {
      id: requestKey,
      schoolId,
      group,
      madeBy: actor.userId,
      madeAt: work.at,
      endsAt: endOfNextSchoolDay(work.at, zone, closed),
      requestKey,
    };
    const slips = pupils.map(({ id: pupilId }) => ({
      schoolId,
      roundId: requestKey,
      pupilId,
      codeHash: deps.slipDigest(randomUUID()),
    }));
    if (await insertRound(work.db, round, slips))
      work.record({ type: 'view_round.made', schoolId, roundId: requestKey, pupils: slips.length });
    else found(await findRound(work.db, input, requestKey), 'round');
    return { ok: true, roundId: requestKey };
  });
}

async function unanswered(
  db: Parameters<typeof slipsOfRound>[0],
  scope: { schoolId: string },
  roundId: string,
): Promise<Set<string>> {
  found(await findRound(db, scope, roundId), 'round');
  const slips = await slipsOfRound(db, scope, roundId);
  return new Set(slips.filter(({ slip }) => slip.answeredAt === null).map(({ pupil }) => pupil.id));
}

/** Ends the round now: its slips open nothing any more. Errors: AppError not_found for what is not theirs. */
export async function closeRound(
  deps: WebDeps,
  actor: Person,
  ref: { schoolId: string; roundId: string },
): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    const round = found(await lockRound(work.db, ref, ref.roundId), 'round');
    found(maySeeRound(actor, round, work.at) || null, 'round');
    if (!isRunning(round, work.at)) return;
    await closeRoundRow(work.db, ref, ref.roundId, work.at);
    work.record({ type: 'view_round.closed', ...ref });
  });
}
