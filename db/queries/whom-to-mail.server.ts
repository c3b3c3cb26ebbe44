// Which members of staff there may be something to tell by e-mail: one question over every school, for the sweep.
import { and, asc, desc, eq, gt, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { notices } from '#db/schema/notices.ts';
import { users } from '#db/schema/people.ts';
import { trusts } from '#db/schema/school.ts';
import { staffMailBoxes, staffMails } from '#db/schema/staff-mails.ts';
import type { NoticeKind } from '#app/domain/notices.ts';
import { notMailed, type Recipient } from './staff-mails.server.ts';

export interface WhomToTell {
  at: Date;
  /** notices from before are not told any more */
  since: Date;
  /** people gone through after this are left alone, unless something urgent came since */
  lookedBefore: Date;
  /** people whose address came back are gone through for what is urgent alone, when they were last before this */
  refusedBefore: Date;
  mailed: readonly NoticeKind[];
  urgent: readonly NoticeKind[];
  /** without a mail server, only those who practise */
  server: boolean;
  limit: number;
}

/** What a look through everybody that found nobody could not see. */
export interface SinceLook extends Pick<WhomToTell, 'at' | 'since' | 'mailed'> {
  lookedAt: Date;
}

/**
 * Whether anybody may have to be told something that a look at `lookedAt` could not see: a notice came since, somebody with a notice asked
 * to be looked at again, or an open mail may be tried again. Cheap, however many notices wait for somebody's morning.
 */
export async function hasNewToTell(db: Database, ask: SinceLook): Promise<boolean> {
  const some = sql`1`;
  // A change is stamped when it begins and seen when it is committed.
  const from = new Date(ask.lookedAt.getTime() - 15_000);
  const [notice] = await db
    .select({ some })
    .from(notices)
    .where(and(isNull(notices.readAt), gte(notices.createdAt, from)))
    .limit(1);
  if (notice) return true;
  const [mail] = await db
    .select({ some })
    .from(staffMails)
    .where(and(isNull(staffMails.endedAt), lte(staffMails.leaseUntil, ask.at)))
    .limit(1);
  if (mail) return true;
  const [asked] = await db
    .select({ some })
    .from(staffMailBoxes)
    .innerJoin(notices, eq(notices.userId, staffMailBoxes.userId))
    .where(
      and(
        isNull(staffMailBoxes.lookedAt),
        isNull(notices.readAt),
        gt(notices.createdAt, ask.since),
        inArray(notices.kind, [...ask.mailed]),
        notMailed(db),
      ),
    )
    .limit(1);
  return asked !== undefined;
}

/** People of every school for whom something may be due, the urgent first; then those whose open mail may be tried again. */
export async function whomToTell(db: Database, ask: WhomToTell): Promise<Recipient[]> {
  const practising = ask.server ? undefined : eq(trusts.practice, true);
  const box = and(eq(staffMailBoxes.trustId, users.trustId), eq(staffMailBoxes.userId, users.id));
  const urgent = sql`bool_or(${inArray(notices.kind, [...ask.urgent])})`;
  const fresh = await db
    .select({ trustId: users.trustId, userId: users.id })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
    .innerJoin(trusts, eq(trusts.id, users.trustId))
    .leftJoin(staffMailBoxes, box)
    .where(
      and(
        isNull(notices.readAt),
        gt(notices.createdAt, ask.since),
        inArray(notices.kind, [...ask.mailed]),
        notMailed(db),
        or(
          isNull(staffMailBoxes.refusedAt),
          and(
            inArray(notices.kind, [...ask.urgent]),
            or(isNull(staffMailBoxes.lookedAt), lte(staffMailBoxes.lookedAt, ask.refusedBefore)),
          ),
        ),
        or(
          isNull(staffMailBoxes.lookedAt),
          lte(staffMailBoxes.lookedAt, ask.lookedBefore),
          // A change is stamped when it begins and seen when it is committed. What is not urgent is gathered for minutes anyway.
          and(
            inArray(notices.kind, [...ask.urgent]),
            gte(notices.createdAt, sql`${staffMailBoxes.lookedAt} - interval '15 seconds'`),
          ),
        ),
        or(isNull(users.leftAt), gt(users.leftAt, ask.at)),
        practising,
      ),
    )
    .groupBy(users.trustId, users.id)
    .orderBy(desc(urgent), asc(sql`min(${notices.createdAt})`), asc(users.id))
    .limit(ask.limit);
  const again = await db
    .select({ trustId: staffMails.trustId, userId: staffMails.userId })
    .from(staffMails)
    .innerJoin(trusts, eq(trusts.id, staffMails.trustId))
    .where(and(isNull(staffMails.endedAt), lte(staffMails.leaseUntil, ask.at), practising))
    .orderBy(desc(sql`${staffMails.urgency} = 'urgent'`), asc(staffMails.createdAt))
    .limit(ask.limit);
  return [...new Map([...fresh, ...again].map((one) => [one.userId, one])).values()];
}
