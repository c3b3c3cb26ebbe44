// E-mails to staff: the one that is open for a person, what became of each, and which notices it told of.
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, max, ne, notExists, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { notices } from '#db/schema/notices.ts';
import { staffMailNotices, staffMails } from '#db/schema/staff-mails.ts';
import type { NoticeKind } from '#app/domain/notices.ts';
import type { TrustScope } from './staff-mail-boxes.server.ts';

type Db = Database | Tx;
export type StaffMailRow = typeof staffMails.$inferSelect;

export interface Recipient extends TrustScope {
  userId: string;
}

/** Whether no mail but `mailId` has told of the notice. */
export const notMailed = (db: Db, mailId?: string) =>
  notExists(
    db
      .select({ one: sql`1` })
      .from(staffMailNotices)
      .where(
        and(
          eq(staffMailNotices.noticeId, notices.id),
          mailId ? ne(staffMailNotices.mailId, mailId) : undefined,
        ),
      ),
  );

/** The person's mail that has not ended; there is one at most. */
export async function openMailOf(db: Tx, { trustId, userId }: Recipient): Promise<StaffMailRow | null> {
  const [row] = await db
    .select()
    .from(staffMails)
    .where(and(eq(staffMails.trustId, trustId), eq(staffMails.userId, userId), isNull(staffMails.endedAt)));
  return row ?? null;
}

export interface UntoldNotice {
  id: string;
  schoolId: string;
  kind: NoticeKind;
  code: string | null;
  createdAt: Date;
}

const untold = {
  id: notices.id,
  schoolId: notices.schoolId,
  kind: notices.kind,
  code: notices.code,
  createdAt: notices.createdAt,
};

/** The person's unread notices of these kinds since then that no mail but `openId` has told of, oldest first. */
export async function untoldNotices(
  db: Tx,
  { userId }: Recipient,
  { since, kinds, openId }: { since: Date; kinds: readonly NoticeKind[]; openId?: string },
): Promise<UntoldNotice[]> {
  return db
    .select(untold)
    .from(notices)
    .where(
      and(
        eq(notices.userId, userId),
        isNull(notices.readAt),
        gt(notices.createdAt, since),
        inArray(notices.kind, [...kinds]),
        notMailed(db, openId),
      ),
    )
    .orderBy(asc(notices.createdAt), asc(notices.id));
}

/** What a mail tells of, oldest first; with `unread`, without what was read meanwhile. */
export async function noticesOfMails(
  db: Db,
  { userId }: Recipient,
  mailIds: readonly string[],
  { unread }: { unread: boolean },
): Promise<(UntoldNotice & { mailId: string })[]> {
  if (mailIds.length === 0) return [];
  return db
    .select({ ...untold, mailId: staffMailNotices.mailId })
    .from(staffMailNotices)
    .innerJoin(notices, eq(notices.id, staffMailNotices.noticeId))
    .where(
      and(
        inArray(staffMailNotices.mailId, [...mailIds]),
        eq(notices.userId, userId),
        unread ? isNull(notices.readAt) : undefined,
      ),
    )
    .orderBy(asc(notices.createdAt), asc(notices.id));
}

/** When the person's last mails were begun, by whether they were urgent, the open one apart. */
export async function lastMailsOf(
  db: Tx,
  { trustId, userId }: Recipient,
): Promise<{ urgent: Date | null; other: Date | null }> {
  const rows = await db
    .select({ urgent: sql<boolean>`${staffMails.urgency} = 'urgent'`, at: max(staffMails.createdAt) })
    .from(staffMails)
    .where(and(eq(staffMails.trustId, trustId), eq(staffMails.userId, userId), isNotNull(staffMails.endedAt)))
    .groupBy(sql`1`);
  const of = (urgent: boolean) => rows.find((row) => row.urgent === urgent)?.at ?? null;
  return { urgent: of(true), other: of(false) };
}

/** Until the commit nobody else begins a mail, so that what is counted is exact; then how many tries were begun after a moment. */
export async function lockAndCountTries(db: Tx, after: Date): Promise<number> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('staff-mails', 0))`);
  return db.$count(staffMails, gt(staffMails.triedAt, after));
}

type MailTry = Pick<StaffMailRow, 'urgency' | 'triedAt' | 'leaseUntil' | 'doubts'>;

/** A first try, or with `open` the next one of that mail; from then on it tells of exactly these notices. */
export async function beginMail(
  db: Tx,
  { trustId, userId }: Recipient,
  open: StaffMailRow | null,
  begun: MailTry,
  noticeIds: readonly string[],
): Promise<StaffMailRow> {
  const [row] = open
    ? await db
        .update(staffMails)
        .set({ ...begun, state: 'sending', attempts: open.attempts + 1 })
        .where(and(eq(staffMails.trustId, trustId), eq(staffMails.id, open.id)))
        .returning()
    : await db
        .insert(staffMails)
        .values({ ...begun, trustId, userId, state: 'sending', attempts: 1, createdAt: begun.triedAt })
        .returning();
  if (!row) throw new Error('a mail that was just begun is not there');
  if (open) await db.delete(staffMailNotices).where(eq(staffMailNotices.mailId, open.id));
  await db.insert(staffMailNotices).values(noticeIds.map((noticeId) => ({ noticeId, mailId: row.id })));
  return row;
}

/** Writes what became of a try, when it is still this try's to say; false when another has begun since. */
export async function settleStaffMail(
  db: Tx,
  { trustId, id, attempts }: Pick<StaffMailRow, 'trustId' | 'id' | 'attempts'>,
  outcome: Partial<Pick<StaffMailRow, 'state' | 'endedAt' | 'failedCode' | 'leaseUntil' | 'doubts'>>,
): Promise<boolean> {
  const rows = await db
    .update(staffMails)
    .set(outcome)
    .where(
      and(
        eq(staffMails.trustId, trustId),
        eq(staffMails.id, id),
        eq(staffMails.attempts, attempts),
        isNull(staffMails.endedAt),
      ),
    )
    .returning({ id: staffMails.id });
  return rows.length === 1;
}

/** Drops a mail that never left: what it told of is untold again. */
export async function dropMail(db: Tx, { trustId, id }: Pick<StaffMailRow, 'trustId' | 'id'>): Promise<void> {
  await db.delete(staffMails).where(and(eq(staffMails.trustId, trustId), eq(staffMails.id, id)));
}

/** What the mail told of counts as untold again; that it was tried stays on record. */
export async function untell(db: Tx, { id }: Pick<StaffMailRow, 'id'>): Promise<void> {
  await db.delete(staffMailNotices).where(eq(staffMailNotices.mailId, id));
}

/** The person's mails that left, newest first. */
export async function sentMailsOf(
  db: Db,
  { trustId, userId }: Recipient,
  limit: number,
): Promise<StaffMailRow[]> {
  return db
    .select()
    .from(staffMails)
    .where(and(eq(staffMails.trustId, trustId), eq(staffMails.userId, userId), eq(staffMails.state, 'sent')))
    .orderBy(desc(staffMails.createdAt), desc(staffMails.id))
    .limit(limit);
}

/** Forgets mails of every trust that ended before a moment; how many. */
export async function forgetMailsBefore(db: Database, before: Date): Promise<number> {
  const rows = await db
    .delete(staffMails)
    .where(lt(staffMails.endedAt, before))
    .returning({ id: staffMails.id });
  return rows.length;
}

/** For whoever watches an installation: mails that have not left, and since when the oldest of them waits. */
export async function staffMailsWaiting(db: Database): Promise<{ count: number; oldest: Date | null }> {
  const [row] = await db
    .select({
      count: sql<number>`count(*)::int`,
      oldest: sql<Date | null>`min(${staffMails.createdAt})`.mapWith(staffMails.createdAt),
    })
    .from(staffMails)
    .where(isNull(staffMails.endedAt));
  return { count: row?.count ?? 0, oldest: row?.oldest ?? null };
}
