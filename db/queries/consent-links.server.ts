// Personal links, found by a digest alone, and the receipts of what was answered by them. Always within one school, save for
// the one look by digest, whose answer says which school it is.
import { and, asc, desc, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { authorityHolders, consentDecisions, consentFormVersions } from '#db/schema/consent.ts';
import { consentAsks, consentLinks, consentReceipts } from '#db/schema/consent-asking.ts';
import type { DecisionRow, HolderRow } from './consent.server.ts';
import type { SchoolScope } from './posts.server.ts';
import type { ConsentRows } from './pupils.server.ts';

type Db = Database | Tx;
export type LinkRow = typeof consentLinks.$inferSelect;
export type ReceiptRow = typeof consentReceipts.$inferSelect;

const here = (scope: SchoolScope, linkId: string) =>
  and(eq(consentLinks.schoolId, scope.schoolId), eq(consentLinks.id, linkId));

/** The link with this digest, whatever became of it, or null. */
export async function linkByHash(db: Db, tokenHash: string): Promise<LinkRow | null> {
  const [row] = await db.select().from(consentLinks).where(eq(consentLinks.tokenHash, tokenHash));
  return row ?? null;
}

export async function findLink(db: Db, scope: SchoolScope, linkId: string): Promise<LinkRow | null> {
  const [row] = await db.select().from(consentLinks).where(here(scope, linkId));
  return row ?? null;
}

/** The link for update: whoever answers by it or ends it does so alone. */
export async function lockLink(db: Tx, scope: SchoolScope, linkId: string): Promise<LinkRow | null> {
  const [row] = await db.select().from(consentLinks).where(here(scope, linkId)).for('update');
  return row ?? null;
}

export async function insertConsentLink(db: Tx, row: typeof consentLinks.$inferInsert): Promise<LinkRow> {
  const [inserted] = await db.insert(consentLinks).values(row).returning();
  if (!inserted) throw new Error('the link was not stored');
  return inserted;
}

/** The person for update, so that two links made for them at once come one after the other; null for another pupil's. */
export async function lockHolder(
  db: Tx,
  scope: SchoolScope,
  pupilId: string,
  holderId: string,
): Promise<HolderRow | null> {
  const [row] = await db
    .select()
    .from(authorityHolders)
    .where(
      and(
        eq(authorityHolders.schoolId, scope.schoolId),
        eq(authorityHolders.pupilId, pupilId),
        eq(authorityHolders.id, holderId),
      ),
    )
    .for('update');
  return row ?? null;
}

/** Ends every link of a person for one form and one trip (or none) that was not ended yet, or those made before a moment; their ids. */
export async function endLinksFor(
  db: Tx,
  scope: SchoolScope,
  of: { holderId: string; formSeries: string; tripId: string | null },
  at: Date,
  by: string | null,
  madeBefore: Date | null,
): Promise<string[]> {
  const rows = await db
    .update(consentLinks)
    .set({ endedAt: at, endedBy: by })
    .where(
      and(
        eq(consentLinks.schoolId, scope.schoolId),
        eq(consentLinks.holderId, of.holderId),
        eq(consentLinks.formSeries, of.formSeries),
        of.tripId === null ? isNull(consentLinks.tripId) : eq(consentLinks.tripId, of.tripId),
        isNull(consentLinks.endedAt),
        madeBefore ? lt(consentLinks.madeAt, madeBefore) : undefined,
      ),
    )
    .returning({ id: consentLinks.id });
  return rows.map(({ id }) => id).sort();
}

/** Ends one link; false when it had been ended before. */
export async function endLinkNow(
  db: Tx,
  scope: SchoolScope,
  linkId: string,
  at: Date,
  by: string | null,
): Promise<boolean> {
  const rows = await db
    .update(consentLinks)
    .set({ endedAt: at, endedBy: by })
    .where(and(here(scope, linkId), isNull(consentLinks.endedAt)))
    .returning({ id: consentLinks.id });
  return rows.length === 1;
}

/** Links about a pupil that were neither ended nor have run out, newest first, each with the name of its person. */
export async function openLinksOf(db: Db, scope: SchoolScope, pupilId: string, at: Date) {
  return db
    .select({ link: consentLinks, holder: authorityHolders })
    .from(consentLinks)
    .innerJoin(
      authorityHolders,
      and(
        eq(authorityHolders.schoolId, consentLinks.schoolId),
        eq(authorityHolders.id, consentLinks.holderId),
      ),
    )
    .where(
      and(
        eq(consentLinks.schoolId, scope.schoolId),
        eq(consentLinks.pupilId, pupilId),
        isNull(consentLinks.endedAt),
        gt(consentLinks.expiresAt, at),
      ),
    )
    .orderBy(desc(consentLinks.madeAt), asc(consentLinks.id));
}

/** Writes a receipt once for each sitting; null when the form was sent twice and its receipt is there. */
export async function insertReceipt(
  db: Tx,
  row: typeof consentReceipts.$inferInsert,
): Promise<ReceiptRow | null> {
  const [inserted] = await db.insert(consentReceipts).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

export async function receiptByRequest(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<ReceiptRow | null> {
  const [row] = await db
    .select()
    .from(consentReceipts)
    .where(and(eq(consentReceipts.schoolId, scope.schoolId), eq(consentReceipts.requestKey, requestKey)));
  return row ?? null;
}

export async function findReceipt(db: Db, scope: SchoolScope, receiptId: string): Promise<ReceiptRow | null> {
  const [row] = await db
    .select()
    .from(consentReceipts)
    .where(and(eq(consentReceipts.schoolId, scope.schoolId), eq(consentReceipts.id, receiptId)));
  return row ?? null;
}

/** What was answered by one link, newest first. */
export async function receiptsOfLink(
  db: Db,
  scope: SchoolScope,
  linkId: string,
  limit: number,
): Promise<ReceiptRow[]> {
  return db
    .select()
    .from(consentReceipts)
    .where(and(eq(consentReceipts.schoolId, scope.schoolId), eq(consentReceipts.linkId, linkId)))
    .orderBy(desc(consentReceipts.at), desc(consentReceipts.id))
    .limit(limit);
}

/** One person's own decisions about one pupil, in the order of writing, each with the day its wording was retired. */
export async function decisionsOfHolder(
  db: Db,
  scope: SchoolScope,
  of: { holderId: string; pupilId: string },
): Promise<ConsentRows['decisions']> {
  const rows = await db
    .select({ decision: consentDecisions, formRetiredAt: consentFormVersions.retiredAt })
    .from(consentDecisions)
    .leftJoin(consentFormVersions, eq(consentFormVersions.id, consentDecisions.formVersionId))
    .where(
      and(
        eq(consentDecisions.schoolId, scope.schoolId),
        eq(consentDecisions.pupilId, of.pupilId),
        eq(consentDecisions.holderId, of.holderId),
      ),
    )
    .orderBy(asc(consentDecisions.sequence));
  return rows.map(({ decision, formRetiredAt }) => ({ ...decision, formRetiredAt }));
}

/** Decisions by their ids, in the order of writing: what a receipt names. */
export async function decisionsByIds(
  db: Db,
  scope: SchoolScope,
  ids: readonly string[],
): Promise<DecisionRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(consentDecisions)
    .where(and(eq(consentDecisions.schoolId, scope.schoolId), inArray(consentDecisions.id, [...ids])))
    .orderBy(asc(consentDecisions.sequence));
}

/** Notes that a person asked in a round has answered; the first answer's moment stays. */
export async function noteAskAnswered(db: Tx, scope: SchoolScope, askId: string, at: Date): Promise<void> {
  await db
    .update(consentAsks)
    .set({ answeredAt: at })
    .where(
      and(
        eq(consentAsks.schoolId, scope.schoolId),
        eq(consentAsks.id, askId),
        isNull(consentAsks.answeredAt),
      ),
    );
}
