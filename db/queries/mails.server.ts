// The outbox: letters that wait for the mail server, whom they are for, and what became of them. No address and no secret is
// ever stored here; each row is taken by one worker at a time. Always within one school.
import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { consentAsks } from '#db/schema/consent-asking.ts';
import { mails } from '#db/schema/mails.ts';
import { notices } from '#db/schema/notices.ts';
import { pupils } from '#db/schema/pupils.ts';
import { schools, trusts } from '#db/schema/school.ts';
import type { NoticeKind } from '#app/domain/notices.ts';
import type { HolderRow } from './consent.server.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type MailRow = typeof mails.$inferSelect;

const waits = (at: Date) =>
  and(isNull(mails.sentAt), isNull(mails.failedAt), or(isNull(mails.leaseUntil), lte(mails.leaseUntil, at)));

/** Letters of every school that may be sent now, oldest first; without a mail server, of those that practise. */
export async function mailsToSend(
  db: Db,
  at: Date,
  { server, limit }: { server: boolean; limit: number },
): Promise<{ schoolId: string; id: string }[]> {
  return db
    .select({ schoolId: mails.schoolId, id: mails.id })
    .from(mails)
    .innerJoin(schools, eq(schools.id, mails.schoolId))
    .innerJoin(trusts, eq(trusts.id, schools.trustId))
    .where(and(waits(at), server ? undefined : eq(trusts.practice, true)))
    .orderBy(asc(mails.createdAt), asc(mails.id))
    .limit(limit);
}

/** Takes a letter for one try until `leaseUntil`; null when it is sent, given up, or in somebody's hands. */
export async function claimMail(
  db: Tx,
  scope: SchoolScope,
  mailId: string,
  at: Date,
  leaseUntil: Date,
): Promise<MailRow | null> {
  const [row] = await db
    .update(mails)
    .set({ attempts: sql`${mails.attempts} + 1`, leaseUntil })
    .where(and(eq(mails.schoolId, scope.schoolId), eq(mails.id, mailId), waits(at)))
    .returning();
  return row ?? null;
}

/** Writes what became of a try, when it is still this try's to say; false when another has taken the letter since. */
export async function settleMail(
  db: Tx,
  scope: SchoolScope,
  claimed: Pick<MailRow, 'id' | 'attempts'>,
  outcome: Partial<Pick<MailRow, 'sentAt' | 'failedAt' | 'failedCode' | 'leaseUntil'>>,
): Promise<boolean> {
  const rows = await db
    .update(mails)
    .set(outcome)
    .where(
      and(
        eq(mails.schoolId, scope.schoolId),
        eq(mails.id, claimed.id),
        eq(mails.attempts, claimed.attempts),
        isNull(mails.sentAt),
        isNull(mails.failedAt),
      ),
    )
    .returning({ id: mails.id });
  return rows.length === 1;
}

export async function findMail(db: Db, scope: SchoolScope, mailId: string): Promise<MailRow | null> {
  const [row] = await db
    .select()
    .from(mails)
    .where(and(eq(mails.schoolId, scope.schoolId), eq(mails.id, mailId)));
  return row ?? null;
}

export async function holdersByIds(db: Db, scope: SchoolScope, ids: readonly string[]): Promise<HolderRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(authorityHolders)
    .where(
      and(eq(authorityHolders.schoolId, scope.schoolId), inArray(authorityHolders.id, [...new Set(ids)])),
    );
}

/** Letters of rounds that have gone, newest first, with whom they went to: for practice, where nothing really leaves. */
export async function sentMails(db: Db, scope: SchoolScope, limit: number) {
  return db
    .select({ mail: mails, holder: authorityHolders, group: pupils.registrationGroup })
    .from(mails)
    .innerJoin(
      authorityHolders,
      and(eq(authorityHolders.schoolId, mails.schoolId), eq(authorityHolders.id, mails.holderId)),
    )
    .innerJoin(consentAsks, and(eq(consentAsks.schoolId, mails.schoolId), eq(consentAsks.id, mails.aboutId)))
    .innerJoin(pupils, and(eq(pupils.schoolId, mails.schoolId), eq(pupils.id, consentAsks.pupilId)))
    .where(and(eq(mails.schoolId, scope.schoolId), sql`${mails.sentAt} is not null`))
    .orderBy(desc(mails.sentAt), desc(mails.id))
    .limit(limit);
}

/** Whether a person has been told of this already, and not read it, or was told since `after`. */
export async function wasTold(
  db: Db,
  scope: SchoolScope,
  of: { userId: string; kind: NoticeKind; aboutId?: string; code?: string; after?: Date },
): Promise<boolean> {
  const [row] = await db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.schoolId, scope.schoolId),
        eq(notices.userId, of.userId),
        eq(notices.kind, of.kind),
        of.aboutId ? eq(notices.aboutId, of.aboutId) : undefined,
        of.code ? eq(notices.code, of.code) : undefined,
        of.after ? gt(notices.createdAt, of.after) : isNull(notices.readAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}
