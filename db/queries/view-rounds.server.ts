// Rounds in which a class is asked for its own views, and the private slips of each, always within one school. No query here
// gives an answer: what a pupil said stands in their record alone.
import { and, asc, count, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { pupilViews } from '#db/schema/consent.ts';
import { viewRounds, viewSlips } from '#db/schema/consent-asking.ts';
import { pupils } from '#db/schema/pupils.ts';
import type { SchoolScope } from './posts.server.ts';
import type { PupilRow } from './pupils.server.ts';

type Db = Database | Tx;
export type ViewRoundRow = typeof viewRounds.$inferSelect;
export type ViewSlipRow = typeof viewSlips.$inferSelect;

const onRoll = (scope: SchoolScope, date: string) =>
  and(
    eq(pupils.schoolId, scope.schoolId),
    lte(pupils.startsOn, date),
    or(isNull(pupils.leavesOn), sql`${pupils.leavesOn} >= ${date}`),
    isNull(pupils.missingSince),
  );

/** The pupils of a class on a date, by forename. */
export async function classOnRoll(
  db: Db,
  scope: SchoolScope,
  group: string,
  date: string,
): Promise<PupilRow[]> {
  return db
    .select()
    .from(pupils)
    .where(and(onRoll(scope, date), eq(pupils.registrationGroup, group)))
    .orderBy(asc(pupils.legalForename), asc(pupils.legalSurname), asc(pupils.id));
}

/** False when the form was sent before: nothing is written then. */
export async function insertRound(
  db: Tx,
  round: typeof viewRounds.$inferInsert,
  slips: (typeof viewSlips.$inferInsert)[],
): Promise<boolean> {
  const [row] = await db
    .insert(viewRounds)
    .values(round)
    .onConflictDoNothing()
    .returning({ id: viewRounds.id });
  if (row) await db.insert(viewSlips).values(slips);
  return row !== undefined;
}

export async function findRound(db: Db, scope: SchoolScope, roundId: string): Promise<ViewRoundRow | null> {
  const [row] = await db
    .select()
    .from(viewRounds)
    .where(and(eq(viewRounds.schoolId, scope.schoolId), eq(viewRounds.id, roundId)));
  return row ?? null;
}

export async function lockRound(db: Tx, scope: SchoolScope, roundId: string): Promise<ViewRoundRow | null> {
  const [row] = await db
    .select()
    .from(viewRounds)
    .where(and(eq(viewRounds.schoolId, scope.schoolId), eq(viewRounds.id, roundId)))
    .for('update');
  return row ?? null;
}

export async function closeRoundRow(db: Tx, scope: SchoolScope, roundId: string, at: Date): Promise<void> {
  await db
    .update(viewRounds)
    .set({ closedAt: at })
    .where(and(eq(viewRounds.schoolId, scope.schoolId), eq(viewRounds.id, roundId)));
}

export interface CountedRound extends ViewRoundRow {
  slips: number;
  answered: number;
}

/** The school's rounds with how many answered, newest first; those of one member of staff alone when `madeBy` is given. */
export async function roundsOfSchool(
  db: Db,
  scope: SchoolScope,
  { madeBy, limit }: { madeBy: string | null; limit: number },
): Promise<CountedRound[]> {
  const rows = await db
    .select({ round: viewRounds, slips: count(viewSlips.id), answered: count(viewSlips.answeredAt) })
    .from(viewRounds)
    .leftJoin(viewSlips, eq(viewSlips.roundId, viewRounds.id))
    .where(
      and(
        eq(viewRounds.schoolId, scope.schoolId),
        madeBy === null ? undefined : eq(viewRounds.madeBy, madeBy),
      ),
    )
    .groupBy(viewRounds.id)
    .orderBy(desc(viewRounds.madeAt))
    .limit(limit);
  return rows.map(({ round, slips, answered }) => ({ ...round, slips, answered }));
}

/** The slips of a round with whose they are, by forename. */
export async function slipsOfRound(
  db: Db,
  scope: SchoolScope,
  roundId: string,
): Promise<{ slip: ViewSlipRow; pupil: PupilRow }[]> {
  return db
    .select({ slip: viewSlips, pupil: pupils })
    .from(viewSlips)
    .innerJoin(pupils, eq(pupils.id, viewSlips.pupilId))
    .where(and(eq(viewSlips.schoolId, scope.schoolId), eq(viewSlips.roundId, roundId)))
    .orderBy(asc(pupils.legalForename), asc(pupils.legalSurname), asc(pupils.id));
}

/** Puts a new code in the place of a slip's old one. */
export async function changeSlipCode(
  db: Tx,
  scope: SchoolScope,
  slipId: string,
  codeHash: string,
): Promise<void> {
  await db
    .update(viewSlips)
    .set({ codeHash })
    .where(and(eq(viewSlips.schoolId, scope.schoolId), eq(viewSlips.id, slipId)));
}

export interface RunningSlip {
  id: string;
  schoolId: string;
  pupilId: string;
  answeredAt: Date | null;
}

const { id, schoolId, pupilId, answeredAt } = viewSlips;
const runs = (at: Date) =>
  and(isNull(viewSlips.endedAt), isNull(viewRounds.closedAt), gt(viewRounds.endsAt, at));

/** The slip with this code, of any school: the code alone says which. Null for a wrong one and for one whose round is over. */
export async function runningSlipByCode(db: Db, codeHash: string, at: Date): Promise<RunningSlip | null> {
  const [row] = await db
    .select({ id, schoolId, pupilId, answeredAt })
    .from(viewSlips)
    .innerJoin(viewRounds, eq(viewRounds.id, viewSlips.roundId))
    .where(and(eq(viewSlips.codeHash, codeHash), runs(at)));
  return row ?? null;
}

/** The slip while its round runs, locked until the commit when `lock` is asked for. */
export async function runningSlip(
  db: Db,
  scope: SchoolScope,
  slipId: string,
  at: Date,
  lock = false,
): Promise<RunningSlip | null> {
  const query = db
    .select({ id, schoolId, pupilId, answeredAt })
    .from(viewSlips)
    .innerJoin(viewRounds, eq(viewRounds.id, viewSlips.roundId))
    .where(and(eq(viewSlips.schoolId, scope.schoolId), eq(viewSlips.id, slipId), runs(at)));
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

export async function noteAnswered(db: Tx, scope: SchoolScope, slipId: string, at: Date): Promise<void> {
  await db
    .update(viewSlips)
    .set({ answeredAt: at })
    .where(and(eq(viewSlips.schoolId, scope.schoolId), eq(viewSlips.id, slipId)));
}

/**
 * Classes with pupils born by `bornBy` (or of unknown age, who count as old enough) who were never asked what they think
 * themselves, with how many.
 */
export async function classesNeverAsked(
  db: Db,
  scope: SchoolScope,
  { bornBy, today }: { bornBy: string; today: string },
): Promise<{ group: string; year: string; count: number }[]> {
  const asked = sql`exists (select 1 from ${pupilViews} where ${pupilViews.pupilId} = ${pupils.id})`;
  return db
    .select({ group: pupils.registrationGroup, year: pupils.yearGroup, count: sql<number>`count(*)::int` })
    .from(pupils)
    .where(
      and(
        onRoll(scope, today),
        or(isNull(pupils.dateOfBirth), lte(pupils.dateOfBirth, bornBy)),
        sql`not ${asked}`,
      ),
    )
    .groupBy(pupils.registrationGroup, pupils.yearGroup)
    .orderBy(asc(pupils.yearGroup), asc(pupils.registrationGroup));
}
