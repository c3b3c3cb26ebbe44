// Permissions for children from elsewhere as rows, and the posts that rest on them. Always within one school.
import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';
import { guestPermissions } from '#db/schema/pupils.ts';
import { revisionPeople } from '#db/schema/revisions.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type GuestPermissionRow = typeof guestPermissions.$inferSelect;

const one = (scope: SchoolScope, id: string) =>
  and(eq(guestPermissions.schoolId, scope.schoolId), eq(guestPermissions.id, id));

export async function guestPermissionsByIds(
  db: Db,
  scope: SchoolScope,
  ids: readonly string[],
): Promise<GuestPermissionRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(guestPermissions)
    .where(and(eq(guestPermissions.schoolId, scope.schoolId), inArray(guestPermissions.id, [...ids])));
}

/** Every permission on record, ended ones too, by what it is about. */
export async function guestPermissionsOfSchool(db: Db, scope: SchoolScope): Promise<GuestPermissionRow[]> {
  return db
    .select()
    .from(guestPermissions)
    .where(eq(guestPermissions.schoolId, scope.schoolId))
    .orderBy(asc(guestPermissions.about), asc(guestPermissions.id));
}

/** False when a permission with this id is there already (a form sent twice). */
export async function insertGuestPermission(
  db: Tx,
  row: typeof guestPermissions.$inferInsert,
): Promise<boolean> {
  const rows = await db
    .insert(guestPermissions)
    .values(row)
    .onConflictDoNothing({ target: guestPermissions.id })
    .returning({ id: guestPermissions.id });
  return rows.length === 1;
}

/** The permission, locked until the commit. */
export async function lockGuestPermission(
  db: Tx,
  scope: SchoolScope,
  id: string,
): Promise<GuestPermissionRow | null> {
  const [row] = await db.select().from(guestPermissions).where(one(scope, id)).for('update');
  return row ?? null;
}

/** Ends the permission; false when it had ended before. */
export async function endGuestPermissionRow(
  db: Tx,
  scope: SchoolScope,
  id: string,
  at: Date,
): Promise<boolean> {
  const open = or(isNull(guestPermissions.endsAt), gt(guestPermissions.endsAt, at));
  const rows = await db
    .update(guestPermissions)
    .set({ endsAt: at })
    .where(and(one(scope, id), open))
    .returning({ id: guestPermissions.id });
  return rows.length === 1;
}

/** Ids of posts that rest on the permission, in the working copy or in any revision, sorted (the order in which they are locked). */
export async function postsShowingGuests(db: Db, scope: SchoolScope, id: string): Promise<string[]> {
  const working = db
    .select({ id: postPhotos.postId })
    .from(photoPeople)
    .innerJoin(postPhotos, eq(postPhotos.id, photoPeople.postPhotoId))
    .where(and(eq(photoPeople.schoolId, scope.schoolId), eq(photoPeople.guestPermissionId, id)));
  const cut = db
    .select({ id: revisionPeople.postId })
    .from(revisionPeople)
    .where(and(eq(revisionPeople.schoolId, scope.schoolId), eq(revisionPeople.guestPermissionId, id)));
  const rows = await working.union(cut);
  return rows.map((row) => row.id).sort();
}
