// Photos and their clean versions as rows; leases let one worker at a time clean a photo.
import { and, asc, eq, exists, inArray, isNull, lt, not, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '#db/client.server.ts';
import { photos, photoVersions } from '#db/schema/photos.ts';
import { postPhotos, posts } from '#db/schema/posts.ts';
import { reviews } from '#db/schema/revisions.ts';
import { schools, trusts } from '#db/schema/school.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type PhotoRow = typeof photos.$inferSelect;
export type PhotoVersionRow = typeof photoVersions.$inferSelect;

export async function findPhoto(db: Db, scope: SchoolScope, photoId: string): Promise<PhotoRow | null> {
  const [row] = await db
    .select()
    .from(photos)
    .where(and(eq(photos.schoolId, scope.schoolId), eq(photos.id, photoId)));
  return row ?? null;
}

/** False when a photo with this id is there already (an upload sent twice). */
export async function insertPhoto(db: Tx, row: typeof photos.$inferInsert): Promise<boolean> {
  const rows = await db.insert(photos).values(row).onConflictDoNothing().returning({ id: photos.id });
  return rows.length === 1;
}

/** Takes the photo for cleaning: null when another worker holds it or there is nothing to do. */
export async function leasePhoto(
  db: Tx,
  scope: SchoolScope,
  photoId: string,
  at: Date,
  until: Date,
): Promise<PhotoRow | null> {
  const [row] = await db
    .update(photos)
    .set({ state: 'cleaning', leaseUntil: until, attempt: sql`${photos.attempt} + 1` })
    .where(
      and(
        eq(photos.schoolId, scope.schoolId),
        eq(photos.id, photoId),
        isNull(photos.originalDestroyedAt),
        or(eq(photos.state, 'quarantined'), and(eq(photos.state, 'cleaning'), lt(photos.leaseUntil, at))),
      ),
    )
    .returning();
  return row ?? null;
}

/**
 * Ends the cleaning attempt that `attempt` names; false when another attempt took over meanwhile. `any`: whichever attempt
 * it was, as long as the photo is being cleaned: false when another one was quicker.
 */
export async function endCleaning(
  db: Tx,
  scope: SchoolScope,
  photoId: string,
  attempt: number | 'any',
  changes: Partial<typeof photos.$inferInsert>,
): Promise<boolean> {
  const rows = await db
    .update(photos)
    .set({ leaseUntil: null, ...changes })
    .where(
      and(
        eq(photos.schoolId, scope.schoolId),
        eq(photos.id, photoId),
        eq(photos.state, 'cleaning'),
        attempt === 'any' ? undefined : eq(photos.attempt, attempt),
      ),
    )
    .returning({ id: photos.id });
  return rows.length === 1;
}

export async function insertVersion(
  db: Tx,
  row: typeof photoVersions.$inferInsert,
): Promise<PhotoVersionRow> {
  const [inserted] = await db.insert(photoVersions).values(row).returning();
  if (!inserted) throw new Error('the photo version was not stored');
  return inserted;
}

export async function findVersion(
  db: Db,
  scope: SchoolScope,
  versionId: string,
): Promise<PhotoVersionRow | null> {
  const [row] = await db
    .select()
    .from(photoVersions)
    .where(and(eq(photoVersions.schoolId, scope.schoolId), eq(photoVersions.id, versionId)));
  return row ?? null;
}

/** Photos that wait for cleaning, or whose worker is gone. */
export async function photosToClean(db: Db, at: Date, limit: number): Promise<PhotoRow[]> {
  return db
    .select()
    .from(photos)
    .where(
      and(
        isNull(photos.originalDestroyedAt),
        or(eq(photos.state, 'quarantined'), and(eq(photos.state, 'cleaning'), lt(photos.leaseUntil, at))),
      ),
    )
    .orderBy(asc(photos.uploadedAt))
    .limit(limit);
}

/**
 * Photos whose original is still kept although its time is over: uploaded before `uploadedBefore` (before `practiceBefore` in a
 * practice trust), on a post that was decided on more than the school's `originalsKeptDays` before `now` (`daysAfterDecision`
 * when it has set none) and that stands in no post which is being changed or decided on, or refused (destroyed at once, unless a crash
 * came between).
 */
export async function originalsToDestroy(
  db: Db,
  before: { uploadedBefore: Date; practiceBefore: Date; now: Date; daysAfterDecision: number },
  limit: number,
): Promise<PhotoRow[]> {
  const decidedAt = alias(schools, 'decided_at');
  const kept = sql`coalesce((${decidedAt.settings}->>'originalsKeptDays')::int, ${before.daysAfterDecision}::int)`;
  const decided = db
    .select({ one: sql`1` })
    .from(postPhotos)
    .innerJoin(reviews, eq(reviews.postId, postPhotos.postId))
    .innerJoin(decidedAt, eq(decidedAt.id, postPhotos.schoolId))
    .where(
      and(
        eq(postPhotos.photoId, photos.id),
        eq(postPhotos.schoolId, photos.schoolId),
        sql`${reviews.decidedAt} < ${before.now.toISOString()}::timestamptz - make_interval(days => ${kept})`,
        isNull(reviews.voidedAt),
        inArray(reviews.decision, ['approved', 'rejected']),
      ),
    );
  const inWork = db
    .select({ one: sql`1` })
    .from(postPhotos)
    .innerJoin(posts, eq(posts.id, postPhotos.postId))
    .where(
      and(
        eq(postPhotos.photoId, photos.id),
        eq(postPhotos.schoolId, photos.schoolId),
        inArray(posts.status, ['draft', 'changes_requested', 'in_review']),
      ),
    );
  const rows = await db
    .select({ photo: photos })
    .from(photos)
    .innerJoin(schools, eq(schools.id, photos.schoolId))
    .innerJoin(trusts, eq(trusts.id, schools.trustId))
    .where(
      and(
        isNull(photos.originalDestroyedAt),
        inArray(photos.state, ['clean', 'refused']),
        or(
          eq(photos.state, 'refused'),
          lt(photos.uploadedAt, before.uploadedBefore),
          and(eq(trusts.practice, true), lt(photos.uploadedAt, before.practiceBefore)),
          and(exists(decided), not(exists(inWork))),
        ),
      ),
    )
    .limit(limit);
  return rows.map((row) => row.photo);
}

/** Notes that the original is gone; false when that was noted before. */
export async function endOriginal(db: Tx, scope: SchoolScope, photoId: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(photos)
    .set({ originalDestroyedAt: at })
    .where(
      and(eq(photos.schoolId, scope.schoolId), eq(photos.id, photoId), isNull(photos.originalDestroyedAt)),
    )
    .returning({ id: photos.id });
  return rows.length === 1;
}
