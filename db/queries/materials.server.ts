// Permissions for material that is not the school's own, as rows, and the posts that rest on them. Always within one school.
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { materialPermissions } from '#db/schema/material-permissions.ts';
import { postPhotos } from '#db/schema/posts.ts';
import { revisions } from '#db/schema/revisions.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type MaterialRow = typeof materialPermissions.$inferSelect;

const one = (scope: SchoolScope, id: string) =>
  and(eq(materialPermissions.schoolId, scope.schoolId), eq(materialPermissions.id, id));

/** Every permission on record, ended ones too, by what it is for. */
export async function materialsOfSchool(db: Db, scope: SchoolScope): Promise<MaterialRow[]> {
  return db
    .select()
    .from(materialPermissions)
    .where(eq(materialPermissions.schoolId, scope.schoolId))
    .orderBy(asc(materialPermissions.what), asc(materialPermissions.id));
}

export async function materialsByIds(
  db: Db,
  scope: SchoolScope,
  ids: readonly string[],
): Promise<MaterialRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(materialPermissions)
    .where(and(eq(materialPermissions.schoolId, scope.schoolId), inArray(materialPermissions.id, [...ids])));
}

/** Null when a permission with this request key is there already (a form sent twice). */
export async function insertMaterial(
  db: Tx,
  row: typeof materialPermissions.$inferInsert,
): Promise<MaterialRow | null> {
  const [inserted] = await db
    .insert(materialPermissions)
    .values(row)
    .onConflictDoNothing({ target: [materialPermissions.schoolId, materialPermissions.requestKey] })
    .returning();
  return inserted ?? null;
}

export async function materialByRequest(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<MaterialRow | null> {
  const [row] = await db
    .select()
    .from(materialPermissions)
    .where(
      and(eq(materialPermissions.schoolId, scope.schoolId), eq(materialPermissions.requestKey, requestKey)),
    );
  return row ?? null;
}

/** The permission, locked until the commit. */
export async function lockMaterial(db: Tx, scope: SchoolScope, id: string): Promise<MaterialRow | null> {
  const [row] = await db.select().from(materialPermissions).where(one(scope, id)).for('update');
  return row ?? null;
}

/**
 * Ends a permission that still runs, or is to come; one that is over can still be withdrawn, by whom is kept with it.
 * @returns false when it had ended before
 */
export async function endMaterialRow(
  db: Tx,
  scope: SchoolScope,
  id: string,
  at: Date,
  withdrawnBy: string | null,
): Promise<boolean> {
  const open = or(isNull(materialPermissions.endsAt), gt(materialPermissions.endsAt, at));
  const now = sql`${at.toISOString()}::timestamptz`;
  const rows = await db
    .update(materialPermissions)
    .set({
      endsAt: sql`least(coalesce(${materialPermissions.endsAt}, ${now}), ${now})`,
      ...(withdrawnBy ? { withdrawnAt: at, withdrawnBy } : {}),
    })
    .where(and(one(scope, id), withdrawnBy ? isNull(materialPermissions.withdrawnAt) : open))
    .returning({ id: materialPermissions.id });
  return rows.length === 1;
}

/** The answers about a photo that name one. */
const NAMED_AS = ['materialId', 'logoMaterialId'] as const;

/** Ids of posts that name the permission, in the working copy or in any revision, sorted (the order in which they are locked). */
export async function postsUsingMaterial(db: Db, scope: SchoolScope, id: string): Promise<string[]> {
  const working = db
    .select({ id: postPhotos.postId })
    .from(postPhotos)
    .where(
      and(
        eq(postPhotos.schoolId, scope.schoolId),
        or(...NAMED_AS.map((key) => sql`${postPhotos.about} @> ${JSON.stringify({ [key]: id })}::jsonb`)),
      ),
    );
  const cut = db
    .select({ id: revisions.postId })
    .from(revisions)
    .where(
      and(
        eq(revisions.schoolId, scope.schoolId),
        or(
          ...NAMED_AS.map(
            (key) =>
              sql`${revisions.content} @> ${JSON.stringify({ photos: [{ about: { [key]: id } }] })}::jsonb`,
          ),
        ),
      ),
    );
  const rows = await working.union(cut);
  return rows.map((row) => row.id).sort();
}
