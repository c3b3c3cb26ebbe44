// Which of a school's waiting posts were sent although a check stops their words: those that somebody else than their author may let stand.
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { posts } from '#db/schema/posts.ts';
import { revisionFindings } from '#db/schema/words.ts';
import type { SchoolScope } from './posts.server.ts';

/** Ids of posts in review with a check that stopped the words of their newest revision, the longest waiting first. */
export async function waitingWithStoppedWords(
  db: Database,
  scope: SchoolScope,
  limit: number,
): Promise<string[]> {
  const stopped = sql`exists (select 1 from ${revisionFindings}
    where ${revisionFindings.revisionId} = ${posts.revisionId}
      and ${revisionFindings.schoolId} = ${posts.schoolId} and ${revisionFindings.level} = 'block')`;
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.schoolId, scope.schoolId), eq(posts.status, 'in_review'), stopped))
    .orderBy(posts.submittedAt, posts.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}
