// Single consent records, and what a change of one must find: the double tap's first row, the posts that show a person,
// the changes of a day. Always within one school.
import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import {
  authorityHolders,
  consentDecisions,
  consentFormVersions,
  pupilViews,
  restrictions,
} from '#db/schema/consent.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { pupils } from '#db/schema/pupils.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { SchoolScope } from './posts.server.ts';
import type { PupilRow } from './pupils.server.ts';

type Db = Database | Tx;
export type DecisionRow = typeof consentDecisions.$inferSelect;
export type ViewRow = typeof pupilViews.$inferSelect;
export type RestrictionRow = typeof restrictions.$inferSelect;
export type HolderRow = typeof authorityHolders.$inferSelect;
export type FormRow = typeof consentFormVersions.$inferSelect;

export async function findDecision(
  db: Db,
  scope: SchoolScope,
  decisionId: string,
): Promise<DecisionRow | null> {
  const [row] = await db
    .select()
    .from(consentDecisions)
    .where(and(eq(consentDecisions.schoolId, scope.schoolId), eq(consentDecisions.id, decisionId)));
  return row ?? null;
}

/** The record that a form already made, when it is sent a second time. */
export async function decisionByRequest(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<DecisionRow | null> {
  const [row] = await db
    .select()
    .from(consentDecisions)
    .where(and(eq(consentDecisions.schoolId, scope.schoolId), eq(consentDecisions.requestKey, requestKey)));
  return row ?? null;
}

/** Whether somebody has lifted this provisional no. */
export async function isLifted(db: Db, scope: SchoolScope, decisionId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: consentDecisions.id })
    .from(consentDecisions)
    .where(
      and(
        eq(consentDecisions.schoolId, scope.schoolId),
        eq(consentDecisions.supersedesId, decisionId),
        eq(consentDecisions.liftsProvisional, true),
      ),
    )
    .limit(1);
  return row !== undefined;
}

export async function findView(db: Db, scope: SchoolScope, viewId: string): Promise<ViewRow | null> {
  const [row] = await db
    .select()
    .from(pupilViews)
    .where(and(eq(pupilViews.schoolId, scope.schoolId), eq(pupilViews.id, viewId)));
  return row ?? null;
}

export async function findRestriction(
  db: Db,
  scope: SchoolScope,
  restrictionId: string,
): Promise<RestrictionRow | null> {
  const [row] = await db
    .select()
    .from(restrictions)
    .where(and(eq(restrictions.schoolId, scope.schoolId), eq(restrictions.id, restrictionId)));
  return row ?? null;
}

/** Every restriction of a pupil, lifted ones too, newest first. */
export async function restrictionsOf(db: Db, scope: SchoolScope, pupilId: string): Promise<RestrictionRow[]> {
  const rows = await db
    .select()
    .from(restrictions)
    .where(and(eq(restrictions.schoolId, scope.schoolId), eq(restrictions.pupilId, pupilId)))
    .orderBy(asc(restrictions.startsAt));
  return rows.reverse();
}

/** The people who may answer for a pupil, by name. */
export async function holdersOf(db: Db, scope: SchoolScope, pupilId: string): Promise<HolderRow[]> {
  return db
    .select()
    .from(authorityHolders)
    .where(and(eq(authorityHolders.schoolId, scope.schoolId), eq(authorityHolders.pupilId, pupilId)))
    .orderBy(asc(authorityHolders.name));
}

export async function findForm(db: Db, scope: SchoolScope, formVersionId: string): Promise<FormRow | null> {
  const [row] = await db
    .select()
    .from(consentFormVersions)
    .where(and(eq(consentFormVersions.schoolId, scope.schoolId), eq(consentFormVersions.id, formVersionId)));
  return row ?? null;
}

/** A moment at which something about a pupil's permission was written that may have taken away. */
export interface ChangeMoment {
  pupilId: string;
  at: Date;
}

/** Every no and every restriction of the school written in a span, as moments alone: which of the two it was is not told. */
export async function restrictiveMoments(
  db: Db,
  scope: SchoolScope,
  from: Date,
  until: Date,
): Promise<ChangeMoment[]> {
  const decided = await db
    .select({ pupilId: consentDecisions.pupilId, at: consentDecisions.recordedAt })
    .from(consentDecisions)
    .where(
      and(
        eq(consentDecisions.schoolId, scope.schoolId),
        inArray(consentDecisions.decision, ['refused', 'withdrawn']),
        gte(consentDecisions.recordedAt, from),
        lt(consentDecisions.recordedAt, until),
      ),
    );
  const viewed = await db
    .select({ pupilId: pupilViews.pupilId, at: pupilViews.recordedAt })
    .from(pupilViews)
    .where(
      and(
        eq(pupilViews.schoolId, scope.schoolId),
        eq(pupilViews.answer, 'no'),
        gte(pupilViews.recordedAt, from),
        lt(pupilViews.recordedAt, until),
      ),
    );
  const restricted = await db
    .select({ pupilId: restrictions.pupilId, at: restrictions.startsAt })
    .from(restrictions)
    .where(
      and(
        eq(restrictions.schoolId, scope.schoolId),
        gte(restrictions.startsAt, from),
        lt(restrictions.startsAt, until),
      ),
    );
  return [...decided, ...viewed, ...restricted];
}

/** A post that shows a pupil as it would go out, or did: by its submitted revision, else by its working copy. */
export interface ShowingRow {
  id: string;
  status: PostStatus;
  words: string;
  platform: Platform;
  handle: string;
  photoCount: number;
  /** when the open takedown must be done by */
  deadlineAt: Date | null;
  publishedAt: Date | null;
  /** when somebody wanted it gone while it was on its way */
  removalWantedAt: Date | null;
}

/** Posts that show the pupil now, newest change first; those of an earlier revision alone are left out. */
export async function postsThatShow(db: Db, scope: SchoolScope, pupilId: string): Promise<ShowingRow[]> {
  const inRevision = sql`exists (
    select 1 from revision_people rp where rp.revision_id = ${posts.revisionId} and rp.pupil_id = ${pupilId})`;
  const inWorkingCopy = sql`${posts.revisionId} is null and exists (
    select 1 from photo_people x join post_photos pp on pp.id = x.post_photo_id
    where pp.post_id = ${posts.id} and x.pupil_id = ${pupilId})`;
  return db
    .select({
      id: posts.id,
      status: posts.status,
      words: posts.words,
      handle: accounts.handle,
      platform: accounts.platform,
      photoCount: sql<number>`(select count(*)::int from post_photos pp where pp.post_id = ${posts.id})`,
      deadlineAt: takedowns.deadlineAt,
      publishedAt: deliveries.publishedAt,
      removalWantedAt: deliveries.removalWantedAt,
    })
    .from(posts)
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .leftJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .leftJoin(takedowns, and(eq(takedowns.postId, posts.id), isNull(takedowns.endedAt)))
    .where(and(eq(posts.schoolId, scope.schoolId), or(inRevision, inWorkingCopy)))
    .orderBy(desc(posts.updatedAt), asc(posts.id));
}

/** Pupils on roll on a calendar date, by class and name. */
export async function pupilsOfSchool(db: Db, scope: SchoolScope, date: string): Promise<PupilRow[]> {
  return db
    .select()
    .from(pupils)
    .where(
      and(
        eq(pupils.schoolId, scope.schoolId),
        lte(pupils.startsOn, date),
        or(isNull(pupils.leavesOn), gte(pupils.leavesOn, date)),
      ),
    )
    .orderBy(asc(pupils.registrationGroup), asc(pupils.legalForename), asc(pupils.legalSurname));
}
