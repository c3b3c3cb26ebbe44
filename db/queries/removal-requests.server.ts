// Requests to have something removed, and withdrawals that somebody is to be told about.
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { pictureSearches, refusedPictures } from '#db/schema/photo-accounting.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type RemovalRequestRow = typeof removalRequests.$inferSelect;
export type NewRemovalRequest = typeof removalRequests.$inferInsert;

/** Null when the form's key has written one before. */
export async function insertRemovalRequest(
  db: Tx,
  row: NewRemovalRequest,
): Promise<RemovalRequestRow | null> {
  const [inserted] = await db.insert(removalRequests).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

export async function removalRequestByKey(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<RemovalRequestRow | null> {
  const [row] = await db
    .select()
    .from(removalRequests)
    .where(and(eq(removalRequests.schoolId, scope.schoolId), eq(removalRequests.requestKey, requestKey)));
  return row ?? null;
}

export async function findRemovalRequest(
  db: Db,
  scope: SchoolScope,
  requestId: string,
  lock = false,
): Promise<RemovalRequestRow | null> {
  const query = db
    .select()
    .from(removalRequests)
    .where(and(eq(removalRequests.schoolId, scope.schoolId), eq(removalRequests.id, requestId)));
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

export async function changeRemovalRequest(
  db: Tx,
  scope: SchoolScope,
  requestId: string,
  changes: Partial<NewRemovalRequest>,
): Promise<void> {
  await db
    .update(removalRequests)
    .set(changes)
    .where(and(eq(removalRequests.schoolId, scope.schoolId), eq(removalRequests.id, requestId)));
}

/** Requests decided but not over for which this post comes down, locked in one order. */
export const requestsWaitingFor = (db: Tx, scope: SchoolScope, postId: string) =>
  lockRequestsOn(db, scope, postId, isNull(removalRequests.outcome));

/** Requests that were over once this post was gone, locked in one order. */
export const requestsOverWith = (db: Tx, scope: SchoolScope, postId: string) =>
  lockRequestsOn(db, scope, postId, eq(removalRequests.outcome, 'removed'));

async function lockRequestsOn(
  db: Tx,
  scope: SchoolScope,
  postId: string,
  condition: ReturnType<typeof and>,
): Promise<RemovalRequestRow[]> {
  return db
    .select()
    .from(removalRequests)
    .where(
      and(
        eq(removalRequests.schoolId, scope.schoolId),
        condition,
        isNotNull(removalRequests.decidedAt),
        sql`${postId}::uuid = any(${removalRequests.removedPostIds})`,
      ),
    )
    .orderBy(asc(removalRequests.id))
    .for('update');
}

/** Which of the two kinds a reader may see: withdrawals tell who said no, requests from outside do not. */
export interface Kinds {
  withdrawals: boolean;
}

const visible = ({ withdrawals }: Kinds) => (withdrawals ? undefined : isNull(removalRequests.decisionId));

export interface Stretch {
  /** all in the order in which they came, the newest on top; else open ones first, the longest waiting on top */
  newestFirst: boolean;
  limit: number;
  offset: number;
}

/** Open ones first, the longest waiting on top, then the newest of those that are over; or simply the newest first. */
export async function listRemovalRequests(
  db: Db,
  scope: SchoolScope,
  kinds: Kinds,
  { newestFirst, limit, offset }: Stretch,
): Promise<RemovalRequestRow[]> {
  const isOver = sql<boolean>`${removalRequests.outcome} is not null and (${removalRequests.toldAt} is not null or ${removalRequests.outcome} = 'set_aside' or cardinality(${removalRequests.heldPostIds}) + cardinality(${removalRequests.removedPostIds}) = 0 and ${removalRequests.decisionId} is not null)`;
  return db
    .select()
    .from(removalRequests)
    .where(and(eq(removalRequests.schoolId, scope.schoolId), visible(kinds)))
    .orderBy(
      ...(newestFirst ? [] : [isOver, sql`case when ${isOver} then null else ${removalRequests.dueAt} end`]),
      desc(removalRequests.receivedAt),
      asc(removalRequests.id),
    )
    .limit(limit)
    .offset(offset);
}

export interface RemovalCounts {
  overdue: number;
  toDecide: number;
  toTell: number;
}

/** What somebody has to do now. */
export async function countRemovalRequests(
  db: Db,
  scope: SchoolScope,
  kinds: Kinds,
  at: Date,
): Promise<RemovalCounts> {
  const count = (condition: ReturnType<typeof and>) =>
    db.$count(removalRequests, and(eq(removalRequests.schoolId, scope.schoolId), visible(kinds), condition));
  const untold = and(
    isNotNull(removalRequests.outcome),
    ne(removalRequests.outcome, 'set_aside'),
    isNull(removalRequests.toldAt),
    or(
      isNull(removalRequests.decisionId),
      sql`cardinality(${removalRequests.heldPostIds}) + cardinality(${removalRequests.removedPostIds}) > 0`,
    ),
  );
  return {
    overdue: await count(and(isNull(removalRequests.outcome), lt(removalRequests.dueAt, at))),
    toDecide: await count(isNull(removalRequests.decidedAt)),
    toTell: await count(untold),
  };
}

/** When the newest delivery of each of these posts went out, and on which account it is known there. */
export async function publishedPosts(db: Db, scope: SchoolScope, postIds: readonly string[]) {
  if (postIds.length === 0) return new Map<string, { publishedAt: Date | null; removedAt: Date | null }>();
  const { postId, publishedAt, removedAt, createdAt } = deliveries;
  const rows = await db
    .select({ postId, publishedAt, removedAt })
    .from(deliveries)
    .where(and(eq(deliveries.schoolId, scope.schoolId), inArray(postId, [...postIds])))
    .orderBy(asc(createdAt));
  return new Map(rows.map((row) => [row.postId, row]));
}

/** The post that has this id on its platform. */
export async function postByPlatformId(
  db: Db,
  scope: SchoolScope,
  platformId: string,
): Promise<string | null> {
  const [row] = await db
    .select({ postId: deliveries.postId })
    .from(deliveries)
    .where(and(eq(deliveries.schoolId, scope.schoolId), eq(deliveries.platformId, platformId)))
    .limit(1);
  return row?.postId ?? null;
}

/** What the search in the trust's other schools for pictures of these posts has come to. */
export async function searchesFor(
  db: Db,
  scope: SchoolScope,
  postIds: readonly string[],
): Promise<{ waiting: number; found: number; all: number }> {
  if (postIds.length === 0) return { waiting: 0, found: 0, all: 0 };
  const [row] = await db
    .select({
      all: sql<number>`count(*)::int`,
      waiting: sql<number>`(count(*) filter (where ${pictureSearches.doneAt} is null))::int`,
      found: sql<number>`coalesce(sum(${pictureSearches.found}), 0)::int`,
    })
    .from(pictureSearches)
    .innerJoin(refusedPictures, eq(refusedPictures.id, pictureSearches.refusedPictureId))
    .where(and(eq(refusedPictures.schoolId, scope.schoolId), inArray(refusedPictures.postId, [...postIds])));
  return row ?? { waiting: 0, found: 0, all: 0 };
}

/** The newest withdrawal that was written down about a pupil. */
export async function newestOfPupil(
  db: Db,
  scope: SchoolScope,
  pupilId: string,
): Promise<RemovalRequestRow | null> {
  const [row] = await db
    .select()
    .from(removalRequests)
    .where(
      and(
        eq(removalRequests.schoolId, scope.schoolId),
        eq(removalRequests.pupilId, pupilId),
        isNotNull(removalRequests.decisionId),
      ),
    )
    .orderBy(desc(removalRequests.receivedAt))
    .limit(1);
  return row ?? null;
}

/**
 * In every school: what nobody has decided and is to be spoken of, the longest waiting first: for the first time when it is to be decided
 * by `soonBy`, and once its time is over in each stretch of `everyMs` since then.
 */
export async function requestsToRemind(
  db: Database,
  { at, soonBy, everyMs }: { at: Date; soonBy: Date; everyMs: number },
  limit: number,
): Promise<RemovalRequestRow[]> {
  const { decidedAt, remindedAt, dueAt } = removalRequests;
  const stretches = sql`floor(extract(epoch from ${at.toISOString()}::timestamptz - ${dueAt}) * 1000 / ${everyMs}::float8)`;
  const lastMoment = sql`${dueAt} + ${stretches} * ${everyMs}::float8 * interval '1 millisecond'`;
  return db
    .select()
    .from(removalRequests)
    .where(
      and(
        isNull(decidedAt),
        or(
          and(isNull(remindedAt), lte(dueAt, soonBy)),
          and(lte(dueAt, at), sql`${remindedAt} < ${lastMoment}`),
        ),
      ),
    )
    .orderBy(asc(dueAt), asc(removalRequests.id))
    .limit(limit);
}

/** It has been answered, or put aside, and its words are still there. */
const keepsWords = and(
  isNull(removalRequests.wordsErasedAt),
  isNull(removalRequests.decisionId),
  isNotNull(removalRequests.decidedAt),
  isNotNull(removalRequests.outcome),
);

/** Ids of the schools that have such requests. The only question here that is not about one school: it is the sweep's. */
export async function schoolsWithWords(db: Database): Promise<string[]> {
  const rows = await db
    .selectDistinct({ schoolId: removalRequests.schoolId })
    .from(removalRequests)
    .where(keepsWords);
  return rows.map(({ schoolId }) => schoolId);
}

/** Ids of such requests that were answered, or put aside, up to that moment. */
export async function requestsWithWords(
  db: Database,
  scope: SchoolScope,
  until: Date,
  limit: number,
): Promise<string[]> {
  const { outcome, decidedAt, toldAt, schoolId, id } = removalRequests;
  const aside = and(eq(outcome, 'set_aside'), lte(decidedAt, until));
  const rows = await db
    .select({ id })
    .from(removalRequests)
    .where(and(eq(schoolId, scope.schoolId), keepsWords, or(aside, lte(toldAt, until))))
    .orderBy(asc(decidedAt), asc(id))
    .limit(limit);
  return rows.map((row) => row.id);
}
