// Whether people have been told something about an account already, so that a repeated finding is said once.
import { and, eq, gte, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { type NOTICE_KINDS, notices } from '#db/schema/notices.ts';
import type { SchoolScope } from './posts.server.ts';

export async function hasNoticeSince(
  db: Database | Tx,
  scope: SchoolScope,
  asked: { kind: (typeof NOTICE_KINDS)[number]; aboutId: string; since: Date },
): Promise<boolean> {
  const rows = await db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        eq(notices.schoolId, scope.schoolId),
        eq(notices.kind, asked.kind),
        eq(notices.aboutId, asked.aboutId),
        gte(notices.createdAt, asked.since),
        isNull(notices.postId),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
