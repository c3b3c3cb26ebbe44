// Permissions on record for names, slogans and logos of others, and the posts whose words rest on one; within one school.
import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { materialPermissions } from '#db/schema/material-permissions.ts';
import { posts } from '#db/schema/posts.ts';
import { revisionFindings } from '#db/schema/words.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

export interface MarkPermitted {
  id: string;
  /** what it is for, and whose it is, as the office wrote them */
  what: string;
  givenBy: string;
}

/** Those for a logo or for words that cover a place at every moment from `from` to `until`. `place`: of a post, such as `x`. */
export async function marksPermitted(
  db: Db,
  scope: SchoolScope,
  { place, from, until }: { place: string; from: Date; until: Date },
): Promise<MarkPermitted[]> {
  const { id, what, givenBy } = materialPermissions;
  return db
    .select({ id, what, givenBy })
    .from(materialPermissions)
    .where(
      and(
        eq(materialPermissions.schoolId, scope.schoolId),
        inArray(materialPermissions.kind, ['logo', 'words']),
        sql`${place} = any(${materialPermissions.channels})`,
        lte(materialPermissions.startsAt, from),
        or(isNull(materialPermissions.endsAt), gt(materialPermissions.endsAt, until)),
      ),
    )
    .orderBy(asc(materialPermissions.recordedAt), asc(id));
}

/** Ids of posts whose submitted words rest on the permission, sorted (the order in which they are locked). */
export async function postsWithMarkPermitted(db: Db, scope: SchoolScope, id: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: posts.id })
    .from(posts)
    .innerJoin(revisionFindings, eq(revisionFindings.revisionId, posts.revisionId))
    .where(
      and(
        eq(posts.schoolId, scope.schoolId),
        eq(revisionFindings.schoolId, scope.schoolId),
        eq(revisionFindings.code, 'trademark_permitted'),
        sql`${revisionFindings.context} ->> 'permission' = ${id}`,
      ),
    );
  return rows.map((row) => row.id).sort();
}
