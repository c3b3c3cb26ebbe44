// Rounds as those see them who asked: how many have answered, never what. Who has not answered is told to those alone who may find
// pupils, so that they can be asked again.
import { groupsOfSchool } from '#db/queries/pupils.server.ts';
import { findRound, roundsOfSchool, slipsOfRound } from '#db/queries/view-rounds.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { isRunning, maySeeRound } from './round-rules.ts';

export interface ListedRound {
  id: string;
  group: string;
  madeAt: Date;
  endsAt: Date;
  /** until its end, or until somebody ended it */
  running: boolean;
  slips: number;
  answered: number;
}

const MOST_LISTED = 30;

/** One's own rounds; all of the school's for those who may find pupils. Errors: AppError forbidden without `view.ask`. */
export async function readRounds(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<ListedRound[]> {
  requireMay(person, 'view.ask', schoolId, at);
  const madeBy = may(person, 'pupil.find', schoolId, at) ? null : person.userId;
  const rows = await roundsOfSchool(db, { schoolId }, { madeBy, limit: MOST_LISTED });
  return rows.map(({ id, group, madeAt, endsAt, closedAt, slips, answered }) => ({
    id,
    group,
    madeAt,
    endsAt: closedAt ?? endsAt,
    running: isRunning({ endsAt, closedAt }, at),
    slips,
    answered,
  }));
}

export interface RoundPage extends ListedRound {
  /** pupils who have not answered; null for those who may not find pupils */
  missing: { id: string; name: string }[] | null;
}

/** Errors: AppError not_found for a round of another school or of somebody else. */
export async function readRound(
  db: Database,
  person: Person,
  ref: { schoolId: string; roundId: string },
  at: Date,
): Promise<RoundPage> {
  const round = found(await findRound(db, ref, ref.roundId), 'round');
  found(maySeeRound(person, round, at) || null, 'round');
  const slips = await slipsOfRound(db, ref, ref.roundId);
  const open = slips.filter(({ slip }) => slip.answeredAt === null);
  const { id, group, madeAt, endsAt, closedAt } = round;
  return {
    id,
    group,
    madeAt,
    endsAt: closedAt ?? endsAt,
    running: isRunning(round, at),
    slips: slips.length,
    answered: slips.length - open.length,
    missing: may(person, 'pupil.find', ref.schoolId, at)
      ? open.map(({ pupil }) => ({ id: pupil.id, name: pupilName(pupil) }))
      : null,
  };
}

/** The classes that can be asked, by year. Errors: AppError forbidden without `view.ask`. */
export async function classesForViews(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<string[]> {
  requireMay(person, 'view.ask', schoolId, at);
  return [...new Set((await groupsOfSchool(db, { schoolId })).map(({ group }) => group))];
}
