// Whom and what posts lean on: their accounts, and everybody in them or answering for them, read before and after the locks on them are
// taken.
import { and, eq, inArray, type Placeholder, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { posts } from '#db/schema/posts.ts';
import { revisions } from '#db/schema/revisions.ts';
import type { SchoolScope } from './posts.server.ts';

export interface LeanedOn {
  postId: string;
  accountId: string;
  authorId: string;
  /** who decided last; null while nobody has */
  decidedBy: string | null;
  /** in its photos now, and in what was submitted; an id may stand there twice */
  pupilIds: string[];
}

const askLeanedOn = keptSelect(
  (db, { schoolId, postIds }: { schoolId: Placeholder; postIds: Placeholder[] }) =>
    db
      .select({
        postId: posts.id,
        accountId: posts.accountId,
        authorId: posts.authorId,
        content: revisions.content,
        decidedBy: sql<
          string | null
        >`(select v.decided_by from reviews v where v.school_id = ${posts.schoolId}
        and v.post_id = ${posts.id} order by v.decided_at desc, v.id desc limit 1)`,
        placed: sql<string[]>`(select coalesce(json_agg(w.pupil_id), '[]'::json) from post_photos p
        join photo_people w on w.school_id = p.school_id and w.post_photo_id = p.id
        where p.school_id = ${posts.schoolId} and p.post_id = ${posts.id} and w.pupil_id is not null)`,
      })
      .from(posts)
      .leftJoin(revisions, and(eq(revisions.schoolId, posts.schoolId), eq(revisions.id, posts.revisionId)))
      .where(and(eq(posts.schoolId, schoolId), inArray(posts.id, postIds))),
);

/** One row for each post that the school has. */
export async function leanedOn(
  db: Tx,
  { schoolId }: SchoolScope,
  postIds: readonly string[],
): Promise<LeanedOn[]> {
  const rows = await askLeanedOn(db, { schoolId, postIds });
  return rows.map(({ content, placed, ...row }) => {
    const submitted = content?.photos.flatMap(({ people }) => people) ?? [];
    const named = submitted.filter(({ kind }) => kind === 'pupil').map(({ id }) => id);
    return { ...row, pupilIds: [...placed, ...named] };
  });
}
