// How far a round of asking has come: counts by class, and for those who may find pupils who has not answered. What anybody
// answered is not here: a no and a yes are both an answer.
import { askedIn, type AskedRow } from '#db/queries/asks.server.ts';
import { findRequest, requestsOfSchool, type RequestRow } from '#db/queries/requests.server.ts';
import { holdersByIds } from '#db/queries/mails.server.ts';
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import { findTrip } from '#db/queries/schools.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { ADULT_AGE } from '#app/domain/consent/consent-authority.ts';
import { dateInSchool, turnsAge } from '#app/domain/consent/school-days.ts';
import { firstMomentOf } from '#app/domain/consent/written-dates.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';

export interface RoundCounts {
  asked: number;
  answered: number;
  notAnswered: number;
  /** of those not answered: asked by e-mail */
  byMail: number;
  /** of those not answered: to be asked on paper */
  byLetter: number;
  /** of those by letter: not printed yet */
  toPrint: number;
  /** e-mails that the server refused; they are letters now */
  failed: number;
  /** e-mails still on their way */
  waiting: number;
}

export interface ClassProgress extends RoundCounts {
  group: string;
  year: string;
}

export interface RoundHead {
  id: string;
  kind: RequestRow['kind'];
  tripName: string | null;
  groups: string[];
  dueOn: string;
  remindEveryDays: number;
  madeAt: Date;
  closedAt: Date | null;
}

export interface RoundProgress {
  round: RoundHead;
  total: RoundCounts;
  classes: ClassProgress[];
  /** how many had answered by the end of each day, from the first to the last one or today, `YYYY-MM-DD` */
  trend: { day: string; answered: number }[];
}

export interface Unanswered {
  askId: string;
  pupilId: string;
  pupil: string;
  person: string;
  way: 'email' | 'letter';
  sent: number;
  sentAt: Date | null;
}

interface SchoolHere {
  id: string;
  zone: string;
}

/** Everybody asked in a round as they stand at `at`, for the round's own rules and pages; only one of them when `askId` says which. */
export async function asksOf(
  db: Database | Tx,
  school: SchoolHere,
  round: RequestRow,
  at: Date,
  askId?: string,
): Promise<AskedRow[]> {
  const day = firstMomentOf(dateInSchool(round.madeAt, school.zone), school.zone) ?? round.madeAt;
  const today = dateInSchool(at, school.zone);
  return (await askedIn(db, { schoolId: school.id }, round, day, at, askId)).map((ask) => {
    const { dateOfBirth, leavesOn, authority } = ask;
    const adult = dateOfBirth !== null && turnsAge(dateOfBirth, ADULT_AGE, school.zone) <= at.getTime();
    // A trip asks also about those who leave the school around it.
    const left = round.tripId === null && leavesOn !== null && leavesOn < today;
    return { ...ask, over: ask.over || left || adult !== (authority === 'self') };
  });
}

/** Errors: AppError forbidden without `consent.ask`; not_found for another school's round. */
export async function readRound(
  db: Database,
  person: Person,
  school: SchoolHere,
  requestId: string,
  at: Date,
): Promise<RoundProgress> {
  requireMay(person, 'consent.ask', school.id, at);
  const row = found(await findRequest(db, { schoolId: school.id }, requestId), 'round');
  const asks = await asksOf(db, school, row, at);
  const byClass = new Map<string, AskedRow[]>();
  for (const ask of asks) {
    const known = byClass.get(ask.group);
    if (known) known.push(ask);
    else byClass.set(ask.group, [ask]);
  }
  const inOrder = new Intl.Collator('en-GB', { numeric: true });
  return {
    round: await headOf(db, row),
    total: countsOf(asks),
    classes: [...byClass]
      .map(([group, rows]) => ({ group, year: rows[0]?.year ?? '', ...countsOf(rows) }))
      .sort((a, b) => inOrder.compare(a.year, b.year) || inOrder.compare(a.group, b.group)),
    trend: trendOf(asks, row, school.zone, at),
  };
}

/** The school's rounds, newest first, each with its counts. Errors: AppError forbidden without `consent.ask`. */
export async function listRounds(
  db: Database,
  person: Person,
  school: SchoolHere,
  at: Date,
  limit = 20,
): Promise<{ round: RoundHead; total: RoundCounts }[]> {
  requireMay(person, 'consent.ask', school.id, at);
  const rounds: { round: RoundHead; total: RoundCounts }[] = [];
  for (const row of await requestsOfSchool(db, { schoolId: school.id }, limit))
    rounds.push({ round: await headOf(db, row), total: countsOf(await asksOf(db, school, row, at)) });
  return rounds;
}

/**
 * Who of one class has not answered; null for those who may not find pupils.
 * Errors: AppError forbidden without `consent.ask`; not_found for another school's round.
 */
export async function unansweredIn(
  db: Database,
  person: Person,
  school: SchoolHere,
  of: { requestId: string; group: string },
  at: Date,
): Promise<Unanswered[] | null> {
  requireMay(person, 'consent.ask', school.id, at);
  const scope = { schoolId: school.id };
  const row = found(await findRequest(db, scope, of.requestId), 'round');
  if (!may(person, 'pupil.find', school.id, at)) return null;
  const left = (await asksOf(db, school, row, at)).filter(
    ({ group, answeredAt }) => group === of.group && answeredAt === null,
  );
  const named = await namesOfAsks(db, scope, left);
  return left.map(({ id, pupilId, way, sent, sentAt }, index) => ({
    askId: id,
    ...{ pupilId, way, sent, sentAt },
    ...(named[index] ?? { pupil: '', person: '' }),
  }));
}

/** The names that go with asks, in their order. */
export async function namesOfAsks(
  db: Database | Tx,
  scope: { schoolId: string },
  asks: readonly Pick<AskedRow, 'pupilId' | 'holderId'>[],
): Promise<{ pupil: string; person: string }[]> {
  const pupils = await pupilsByIds(
    db,
    scope,
    asks.map(({ pupilId }) => pupilId),
  );
  const holders = await holdersByIds(
    db,
    scope,
    asks.map(({ holderId }) => holderId),
  );
  const pupilNames = new Map(pupils.map((pupil) => [pupil.id, pupilName(pupil)]));
  const holderNames = new Map(holders.map(({ id, name }) => [id, name]));
  return asks.map(({ pupilId, holderId }) => ({
    pupil: pupilNames.get(pupilId) ?? '',
    person: holderNames.get(holderId) ?? '',
  }));
}

async function headOf(db: Database, row: RequestRow): Promise<RoundHead> {
  const { id, kind, groups, dueOn, remindEveryDays, madeAt, closedAt, tripId } = row;
  const trip = tripId === null ? null : await findTrip(db, row, tripId);
  return { id, kind, groups, dueOn, remindEveryDays, madeAt, closedAt, tripName: trip?.name ?? null };
}

export function countsOf(asks: readonly AskedRow[]): RoundCounts {
  const left = asks.filter(({ answeredAt }) => answeredAt === null);
  const letters = left.filter(({ way }) => way === 'letter');
  return {
    asked: asks.length,
    answered: asks.length - left.length,
    notAnswered: left.length,
    byMail: left.length - letters.length,
    byLetter: letters.length,
    toPrint: letters.filter(({ sent, failedAt, sentAt }) => needsPrinting({ sent, failedAt, sentAt })).length,
    failed: asks.filter(({ failedAt }) => failedAt !== null).length,
    waiting: asks.filter(({ waiting }) => waiting).length,
  };
}

/** No letter was printed for them: never written to, or written to by e-mail alone before the server refused. */
export const needsPrinting = ({
  sent,
  sentAt,
  failedAt,
}: Pick<AskedRow, 'sent' | 'sentAt' | 'failedAt'>): boolean =>
  sent === 0 || sentAt === null || (failedAt !== null && sentAt <= failedAt);

function trendOf(
  asks: readonly AskedRow[],
  { madeAt, dueOn, closedAt }: RequestRow,
  zone: string,
  at: Date,
): { day: string; answered: number }[] {
  const days = asks.flatMap(({ answeredAt }) => (answeredAt ? [dateInSchool(answeredAt, zone)] : []));
  const today = dateInSchool(closedAt && closedAt < at ? closedAt : at, zone);
  const last = dueOn < today ? dueOn : today;
  const trend: { day: string; answered: number }[] = [];
  const DAY_MS = 86_400_000;
  const first = Date.parse(`${dateInSchool(madeAt, zone)}T00:00:00Z`);
  for (let ms = first; ms <= Date.parse(`${last}T00:00:00Z`); ms += DAY_MS) {
    const day = new Date(ms).toISOString().slice(0, 10);
    trend.push({ day, answered: days.filter((one) => one <= day).length });
  }
  return trend;
}
