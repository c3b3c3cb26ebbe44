// Adults' permissions as rows, and the posts that rest on them. Always within one school (R-06).
import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';
import { adultPermissions } from '#db/schema/pupils.ts';
import { revisionPeople } from '#db/schema/revisions.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type AdultPermissionRow = typeof adultPermissions.$inferSelect;

const one = (scope: SchoolScope, id: string) =>
  and(eq(adultPermissions.schoolId, scope.schoolId), eq(adultPermissions.id, id));

/** Every permission on record, ended ones too, by name. */
export async function adultPermissionsListed(db: Db, scope: SchoolScope): Promise<AdultPermissionRow[]> {
  return db
    .select()
    .from(adultPermissions)
    .where(eq(adultPermissions.schoolId, scope.schoolId))
    .orderBy(asc(adultPermissions.name), asc(adultPermissions.startsAt), asc(adultPermissions.id));
}

/** One member of staff's own permissions there, the newest last. */
export async function adultPermissionsOfUser(
  db: Db,
  scope: SchoolScope,
  userId: string,
): Promise<AdultPermissionRow[]> {
  return db
    .select()
    .from(adultPermissions)
    .where(and(eq(adultPermissions.schoolId, scope.schoolId), eq(adultPermissions.userId, userId)))
    .orderBy(asc(adultPermissions.startsAt), asc(adultPermissions.id));
}

/** Null when a permission with this request key is there already (a form sent twice). */
export async function insertAdultPermission(
  db: Tx,
  row: typeof adultPermissions.$inferInsert,
): Promise<AdultPermissionRow | null> {
  const [inserted] = await db
    .insert(adultPermissions)
    .values(row)
    .onConflictDoNothing({ target: [adultPermissions.schoolId, adultPermissions.requestKey] })
    .returning();
  return inserted ?? null;
}

export async function adultPermissionByRequest(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<AdultPermissionRow | null> {
  const [row] = await db
    .select()
    .from(adultPermissions)
    .where(and(eq(adultPermissions.schoolId, scope.schoolId), eq(adultPermissions.requestKey, requestKey)));
  return row ?? null;
}

/** The permission, locked until the commit. */
export async function lockAdultPermission(
  db: Tx,
  scope: SchoolScope,
  id: string,
): Promise<AdultPermissionRow | null> {
  const [row] = await db.select().from(adultPermissions).where(one(scope, id)).for('update');
  return row ?? null;
}

/**
 * Ends a permission that still runs, or is to come. Who withdraws it is kept with it, and one that is over can still be
 * withdrawn; null when it is only over.
 * @returns false when it had ended before
 */
export async function endAdultPermissionRow(
  db: Tx,
  scope: SchoolScope,
  id: string,
  at: Date,
  withdrawnBy: string | null,
): Promise<boolean> {
  const open = or(isNull(adultPermissions.endsAt), gt(adultPermissions.endsAt, at));
  const now = sql`${at.toISOString()}::timestamptz`;
  const rows = await db
    .update(adultPermissions)
    .set({
      endsAt: sql`least(coalesce(${adultPermissions.endsAt}, ${now}), ${now})`,
      ...(withdrawnBy ? { withdrawnAt: at, withdrawnBy } : {}),
    })
    .where(and(one(scope, id), withdrawnBy ? isNull(adultPermissions.withdrawnAt) : open))
    .returning({ id: adultPermissions.id });
  return rows.length === 1;
}

/** Ids of posts that list the adult, in the working copy or in any revision, sorted (the order in which they are locked). */
export async function postsShowingAdult(db: Db, scope: SchoolScope, id: string): Promise<string[]> {
  const working = db
    .select({ id: postPhotos.postId })
    .from(photoPeople)
    .innerJoin(postPhotos, eq(postPhotos.id, photoPeople.postPhotoId))
    .where(and(eq(photoPeople.schoolId, scope.schoolId), eq(photoPeople.adultPermissionId, id)));
  const cut = db
    .select({ id: revisionPeople.postId })
    .from(revisionPeople)
    .where(and(eq(revisionPeople.schoolId, scope.schoolId), eq(revisionPeople.adultPermissionId, id)));
  const rows = await working.union(cut);
  return rows.map((row) => row.id).sort();
}
