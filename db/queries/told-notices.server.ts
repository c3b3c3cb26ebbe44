// What a school's people were told already, so that a sweep tells each thing once; and the schools that a sweep goes through.
import { and, asc, eq, exists, gte, isNotNull, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { notices } from '#db/schema/notices.ts';
import { posts } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import type { NoticeKind } from '#app/domain/notices.ts';
import type { SchoolScope } from './posts.server.ts';

/** Ids of the people who were told this, which is about no post, read or not; with `since`, after that moment. */
export async function toldAlready(
  db: Database | Tx,
  scope: SchoolScope,
  kind: NoticeKind,
  code: string,
  { since }: { since?: Date } = {},
): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ userId: notices.userId })
    .from(notices)
    .where(
      and(
        eq(notices.schoolId, scope.schoolId),
        eq(notices.kind, kind),
        eq(notices.code, code),
        isNull(notices.postId),
        since ? gte(notices.createdAt, since) : undefined,
      ),
    );
  return new Set(rows.map(({ userId }) => userId));
}

/** Until the commit nobody else at the school tells of this: what several workers find at one moment is told once. */
export async function lockTelling(db: Tx, scope: SchoolScope, kind: NoticeKind): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`told ${kind} ${scope.schoolId}`}, 0))`,
  );
}

/** In a question about posts: somebody was told this of the post since that moment. */
export const toldOfPostSince = (db: Database | Tx, kind: NoticeKind, since: SQLWrapper): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(notices)
      .where(
        and(
          eq(notices.schoolId, posts.schoolId),
          eq(notices.postId, posts.id),
          eq(notices.kind, kind),
          gte(notices.createdAt, since),
        ),
      ),
  );

/** Every school whose records come from an export. The only question here that is not about one school: it is the sweep's. */
export async function schoolsWithExports(db: Database | Tx) {
  return db
    .select({ schoolId: schools.id, zone: schools.zone })
    .from(schools)
    .where(isNotNull(schools.consentExportedAt))
    .orderBy(asc(schools.id));
}
