// Posts that name a pupil with what was agreed, as the record of findings of their submitted revision has it; within one school.
import { and, arrayOverlaps, eq, inArray } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { posts } from '#db/schema/posts.ts';
import { revisionFindings } from '#db/schema/words.ts';
import type { SchoolScope } from './posts.server.ts';

/** By pupil, then by post: the codes of the findings that name them. */
export async function postsNamingPupils(
  db: Database | Tx,
  scope: SchoolScope,
  pupilIds: readonly string[],
  codes: readonly string[],
): Promise<Map<string, Map<string, string[]>>> {
  const byPupil = new Map<string, Map<string, string[]>>();
  if (pupilIds.length === 0) return byPupil;
  const wanted = new Set(pupilIds);
  const rows = await db
    .select({ postId: posts.id, code: revisionFindings.code, pupilIds: revisionFindings.pupilIds })
    .from(posts)
    .innerJoin(revisionFindings, eq(revisionFindings.revisionId, posts.revisionId))
    .where(
      and(
        eq(posts.schoolId, scope.schoolId),
        eq(revisionFindings.schoolId, scope.schoolId),
        inArray(revisionFindings.code, [...codes]),
        // Overlap, and nothing else, is what the index on pupils answers.
        arrayOverlaps(revisionFindings.pupilIds, [...pupilIds]),
      ),
    );
  for (const { postId, code, pupilIds: named } of rows)
    for (const pupilId of named.filter((id) => wanted.has(id))) {
      const here = byPupil.get(pupilId) ?? new Map<string, string[]>();
      here.set(postId, [...(here.get(postId) ?? []), code]);
      byPupil.set(pupilId, here);
    }
  return byPupil;
}
