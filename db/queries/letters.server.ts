// Finds the link behind a letter's reference, within one school.
import { and, eq, gte, lte } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { consentLinks } from '#db/schema/consent-asking.ts';
import type { LinkRow } from './consent-links.server.ts';
import type { SchoolScope } from './posts.server.ts';

/** The one link whose id is between the two; null when there is none, or more than one, so that nobody is taken for another. */
export async function findLinkInRange(
  db: Database,
  scope: SchoolScope,
  { from, to }: { from: string; to: string },
): Promise<LinkRow | null> {
  const rows = await db
    .select()
    .from(consentLinks)
    .where(
      and(eq(consentLinks.schoolId, scope.schoolId), gte(consentLinks.id, from), lte(consentLinks.id, to)),
    )
    .limit(2);
  return rows.length === 1 ? (rows[0] ?? null) : null;
}
