// Whom a round asked: how often and in which way each was written to, and who has answered since. Always within one school (R-06).
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { consentAsks } from '#db/schema/consent-asking.ts';
import { mails } from '#db/schema/mails.ts';
import { pupils } from '#db/schema/pupils.ts';
import type { SchoolScope } from './posts.server.ts';
import type { AuthorityBasis } from '#app/domain/consent/consent-vocabulary.ts';
import { inSlices, recordSet } from './record-sets.server.ts';
import type { RequestRow } from './requests.server.ts';

type Db = Database | Tx;
export type AskRow = typeof consentAsks.$inferSelect;
export type AskInsert = Omit<typeof consentAsks.$inferInsert, 'id'> & { id: string };
export type MailInsert = Omit<typeof mails.$inferInsert, 'id'> & { id: string };

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
 * round's trip in a round that is for no trip, about no trip; what it was makes no difference.
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
