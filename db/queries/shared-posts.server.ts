// What a trust knows of posts on the platform by their number or their author's handle: its own ones, and those it took down.
import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { schools } from '#db/schema/school.ts';

type Db = Database | Tx;

export interface OwnPost {
  platformId: string;
  schoolId: string;
  /** what was sent */
  revisionId: string;
  removed: boolean;
}

/** Posts with these numbers that went out from accounts of the trust; `removed`: gone, or to be removed. */
export async function ownPosts(
  db: Db,
  { trustId }: { trustId: string },
  platformIds: readonly string[],
): Promise<OwnPost[]> {
  if (platformIds.length === 0) return [];
  const rows = await db
    .select({
      platformId: deliveries.platformId,
      schoolId: deliveries.schoolId,
      revisionId: deliveries.revisionId,
      wanted: deliveries.removalWantedAt,
      gone: deliveries.removedAt,
    })
    .from(deliveries)
    .innerJoin(schools, eq(schools.id, deliveries.schoolId))
    .where(and(eq(schools.trustId, trustId), inArray(deliveries.platformId, [...platformIds])));
  return rows.map(({ platformId, schoolId, revisionId, wanted, gone }) => ({
    ...{ schoolId, revisionId },
    platformId: platformId ?? '',
    removed: wanted !== null || gone !== null,
  }));
}

/** Which of these handles are approved accounts of the trust. `handles` and the answer: lower case, without `@`. */
export async function officialAmong(
  db: Db,
  { trustId }: { trustId: string },
  handles: readonly string[],
): Promise<string[]> {
  if (handles.length === 0) return [];
  const plain = sql<string>`lower(ltrim(${accounts.handle}, '@'))`;
  const rows = await db
    .select({ handle: plain })
    .from(accounts)
    .innerJoin(schools, eq(schools.id, accounts.schoolId))
    .where(and(eq(schools.trustId, trustId), inArray(plain, [...handles]), isNotNull(accounts.approvedAt)));
  return rows.map(({ handle }) => handle);
}
