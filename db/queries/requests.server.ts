// Rounds of asking families: who can be asked, whom a round asked, and who has answered since. Always within one school (R-06).
import { and, asc, desc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { consentAsks, consentRequests } from '#db/schema/consent-asking.ts';
import { closedDates } from '#db/schema/consent-ground.ts';
import { mails } from '#db/schema/mails.ts';
import { pupils, tripPupils } from '#db/schema/pupils.ts';
import type { HolderRow } from './consent.server.ts';
import type { SchoolScope } from './posts.server.ts';
import type { PupilRow } from './pupils.server.ts';
import type { AuthorityBasis } from '#app/domain/consent/consent-vocabulary.ts';
import { inSlices, recordSet } from './record-sets.server.ts';

type Db = Database | Tx;
export type RequestRow = typeof consentRequests.$inferSelect;
export type AskRow = typeof consentAsks.$inferSelect;
export type AskInsert = Omit<typeof consentAsks.$inferInsert, 'id'> & { id: string };
export type MailInsert = Omit<typeof mails.$inferInsert, 'id'> & { id: string };

/** Pupils on roll on a date, of all classes or the given ones, by class and surname. */
export async function pupilsToAsk(
  db: Db,
  scope: SchoolScope,
  date: string,
  groups: readonly string[] | null,
): Promise<PupilRow[]> {
  return db
    .select()
    .from(pupils)
    .where(
      and(
        eq(pupils.schoolId, scope.schoolId),
        isNull(pupils.missingSince),
        lte(pupils.startsOn, date),
        or(isNull(pupils.leavesOn), gte(pupils.leavesOn, date)),
        groups ? inArray(pupils.registrationGroup, [...groups]) : undefined,
      ),
    )
    .orderBy(asc(pupils.registrationGroup), asc(pupils.legalSurname), asc(pupils.legalForename));
}

/** Pupils of a trip; one who joins or leaves the school around it is asked like the others. */
export async function tripPupilsToAsk(db: Db, scope: SchoolScope, tripId: string): Promise<PupilRow[]> {
  const rows = await db
    .select({ pupil: pupils })
    .from(tripPupils)
    .innerJoin(pupils, and(eq(pupils.schoolId, tripPupils.schoolId), eq(pupils.id, tripPupils.pupilId)))
    .where(
      and(
        eq(tripPupils.schoolId, scope.schoolId),
        eq(tripPupils.tripId, tripId),
        isNull(pupils.missingSince),
      ),
    )
    .orderBy(asc(pupils.registrationGroup), asc(pupils.legalSurname), asc(pupils.legalForename));
  return rows.map(({ pupil }) => pupil);
}

/** Everybody on record who may answer for any pupil of the school, by name: a whole school's in one look. */
export async function holdersOfSchool(db: Db, scope: SchoolScope): Promise<HolderRow[]> {
  return db
    .select()
    .from(authorityHolders)
    .where(eq(authorityHolders.schoolId, scope.schoolId))
    .orderBy(asc(authorityHolders.name), asc(authorityHolders.id));
}

/** Stores the round; null when its form was sent before. */
export async function insertRequest(
  db: Tx,
  row: typeof consentRequests.$inferInsert,
): Promise<RequestRow | null> {
  const [inserted] = await db.insert(consentRequests).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

export async function requestByKey(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(consentRequests)
    .where(and(eq(consentRequests.schoolId, scope.schoolId), eq(consentRequests.requestKey, requestKey)));
  return row ?? null;
}

export async function findRequest(db: Db, scope: SchoolScope, requestId: string): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(consentRequests)
    .where(and(eq(consentRequests.schoolId, scope.schoolId), eq(consentRequests.id, requestId)));
  return row ?? null;
}

/** The round for update: it is closed, chased and printed by one at a time. */
export async function lockRequest(db: Tx, scope: SchoolScope, requestId: string): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(consentRequests)
    .where(and(eq(consentRequests.schoolId, scope.schoolId), eq(consentRequests.id, requestId)))
    .for('update');
  return row ?? null;
}

/** Newest first. */
export async function requestsOfSchool(db: Db, scope: SchoolScope, limit: number): Promise<RequestRow[]> {
  return db
    .select()
    .from(consentRequests)
    .where(eq(consentRequests.schoolId, scope.schoolId))
    .orderBy(desc(consentRequests.madeAt), desc(consentRequests.id))
    .limit(limit);
}

/** Rounds of every school that nobody has closed. */
export async function openRequests(db: Db, limit: number): Promise<{ schoolId: string; id: string }[]> {
  return db
    .select({ schoolId: consentRequests.schoolId, id: consentRequests.id })
    .from(consentRequests)
    .where(isNull(consentRequests.closedAt))
    .orderBy(asc(consentRequests.madeAt))
    .limit(limit);
}

/** False when it was closed before. */
export async function closeRequestRow(
  db: Tx,
  scope: SchoolScope,
  requestId: string,
  at: Date,
  by: string | null,
): Promise<boolean> {
  const rows = await db
    .update(consentRequests)
    .set({ closedAt: at, closedBy: by })
    .where(
      and(
        eq(consentRequests.schoolId, scope.schoolId),
        eq(consentRequests.id, requestId),
        isNull(consentRequests.closedAt),
      ),
    )
    .returning({ id: consentRequests.id });
  return rows.length === 1;
}

export async function insertAsks(db: Tx, rows: readonly AskInsert[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into consent_asks (id, school_id, request_id, pupil_id, holder_id, way, sent)
      select id, school_id, request_id, pupil_id, holder_id, way, 0
      from ${recordSet(sql`consent_asks`, consentAsks, some)}`),
  );
}

export async function insertMails(db: Tx, rows: readonly MailInsert[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into mails (id, school_id, kind, holder_id, about_id, created_at, attempts)
      select id, school_id, kind, holder_id, about_id, created_at, 0
      from ${recordSet(sql`mails`, mails, some)}`),
  );
}

/** One person asked, and how it stands. */
export interface AskedRow {
  id: string;
  pupilId: string;
  holderId: string;
  group: string;
  year: string;
  way: 'email' | 'letter';
  sent: number;
  sentAt: Date | null;
  failedAt: Date | null;
  /** their first answer since they were asked, whatever it was */
  answeredAt: Date | null;
  /** a mail of this round waits to be sent */
  waiting: boolean;
  /** asking again would be of no use: the person may no longer answer, the pupil is gone, or they have said no to everything since */
  over: boolean;
  /** the link they were sent was ended by hand, and none has been made for them since: nothing makes one by itself */
  linkEnded: boolean;
  dateOfBirth: string | null;
  leavesOn: string | null;
  authority: AuthorityBasis;
}

/**
 * Everybody asked in a round, by class. An answer counts for the round when that person gave it after being asked, about the
 * round's trip or, in a round that is for no trip, about no trip; what it was makes no difference.
 * @param dayOfAsking the first moment of the day on which the round began: a form signed that day has no time on it
 * @param askId one person asked alone
 */
export async function askedIn(
  db: Db,
  scope: SchoolScope,
  request: Pick<RequestRow, 'id' | 'tripId' | 'formSeries' | 'madeAt'>,
  dayOfAsking: Date,
  at: Date,
  askId?: string,
): Promise<AskedRow[]> {
  const since = sql`d.school_id = ${scope.schoolId} and d.pupil_id = ${consentAsks.pupilId}
    and d.holder_id = ${consentAsks.holderId}
    and d.recorded_at >= ${request.madeAt.toISOString()}::timestamptz
    and d.decided_at >= ${dayOfAsking.toISOString()}::timestamptz`;
  const links = sql`l.school_id = ${scope.schoolId} and l.holder_id = ${consentAsks.holderId}
    and l.form_series = ${request.formSeries} and l.trip_id is not distinct from ${request.tripId}`;
  const forRound = request.tripId ? sql`d.event_id = ${request.tripId}` : sql`d.event_id is null`;
  const rows = await db
    .select({
      ask: consentAsks,
      group: pupils.registrationGroup,
      year: pupils.yearGroup,
      mayNotConsent: authorityHolders.mayNotConsent,
      authorityUntil: authorityHolders.authorityUntil,
      missingSince: pupils.missingSince,
      heard: sql<string | null>`(select min(d.recorded_at) from consent_decisions d
        where ${since} and ${forRound} and d.decision <> 'not_answered')`,
      saidNo: sql<boolean>`exists (select 1 from consent_decisions d
        where ${since} and d.decision in ('refused', 'withdrawn'))`,
      linkEnded: sql<boolean>`exists (select 1 from consent_links l where ${links} and l.ask_id = ${consentAsks.id})
        and not exists (select 1 from consent_links l where ${links} and l.ended_at is null)`,
      ...{
        dateOfBirth: pupils.dateOfBirth,
        leavesOn: pupils.leavesOn,
        authority: authorityHolders.authority,
      },
      waiting: sql<boolean>`exists (select 1 from mails m where m.school_id = ${scope.schoolId}
        and m.about_id = ${consentAsks.id} and m.sent_at is null and m.failed_at is null)`,
    })
    .from(consentAsks)
    .innerJoin(pupils, and(eq(pupils.schoolId, consentAsks.schoolId), eq(pupils.id, consentAsks.pupilId)))
    .innerJoin(
      authorityHolders,
      and(eq(authorityHolders.schoolId, consentAsks.schoolId), eq(authorityHolders.id, consentAsks.holderId)),
    )
    .where(
      and(
        eq(consentAsks.schoolId, scope.schoolId),
        eq(consentAsks.requestId, request.id),
        askId ? eq(consentAsks.id, askId) : undefined,
      ),
    )
    .orderBy(asc(pupils.registrationGroup), asc(pupils.legalSurname), asc(pupils.legalForename));
  return rows.map(({ ask, group, year, heard, waiting, linkEnded, ...row }) => {
    const { id, pupilId, holderId, way, sent, sentAt, failedAt } = ask;
    const told = [ask.answeredAt, heard === null ? null : new Date(heard)].filter((one) => one !== null);
    return {
      ...{ id, pupilId, holderId, group, year, way, sent, sentAt, failedAt, waiting, linkEnded },
      ...{ dateOfBirth: row.dateOfBirth, leavesOn: row.leavesOn, authority: row.authority },
      answeredAt: told.length > 0 ? new Date(Math.min(...told.map(Number))) : null,
      over:
        row.saidNo ||
        row.mayNotConsent ||
        row.missingSince !== null ||
        (row.authorityUntil !== null && row.authorityUntil <= at),
    };
  });
}

export async function findAsk(db: Db, scope: SchoolScope, askId: string): Promise<AskRow | null> {
  const [row] = await db
    .select()
    .from(consentAsks)
    .where(and(eq(consentAsks.schoolId, scope.schoolId), eq(consentAsks.id, askId)));
  return row ?? null;
}

/** Notes that a letter or an e-mail has gone to these people, once more. */
export async function noteSent(
  db: Tx,
  scope: SchoolScope,
  askIds: readonly string[],
  at: Date,
): Promise<void> {
  if (askIds.length === 0) return;
  await db
    .update(consentAsks)
    .set({ sentAt: at, sent: sql`${consentAsks.sent} + 1` })
    .where(and(eq(consentAsks.schoolId, scope.schoolId), inArray(consentAsks.id, [...askIds])));
}

/** The mail server will not take letters for this person: the round goes on on paper. */
export async function moveToLetter(db: Tx, scope: SchoolScope, askId: string, at: Date): Promise<void> {
  await db
    .update(consentAsks)
    .set({ way: 'letter', failedAt: at })
    .where(and(eq(consentAsks.schoolId, scope.schoolId), eq(consentAsks.id, askId)));
}

/** Whether the school is closed on a day, weekends apart. */
export async function isClosedDate(db: Db, scope: SchoolScope, day: string): Promise<boolean> {
  const [row] = await db
    .select({ day: closedDates.day })
    .from(closedDates)
    .where(and(eq(closedDates.schoolId, scope.schoolId), eq(closedDates.day, day)));
  return row !== undefined;
}
