// The register of official accounts, and the words of pupils' names that stand in a handle; always within one trust or school (R-06, R-10).
import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { schools } from '#db/schema/school.ts';
import { pupilNameWords } from '#db/schema/words.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

/** Handles of every approved account of the trust that is not closed at `at`. */
export async function officialHandles(db: Db, trustId: string, at: Date): Promise<string[]> {
  const rows = await db
    .select({ handle: accounts.handle })
    .from(accounts)
    .innerJoin(schools, eq(schools.id, accounts.schoolId))
    .where(
      and(
        eq(schools.trustId, trustId),
        isNotNull(accounts.approvedAt),
        or(isNull(accounts.closesAt), gt(accounts.closesAt, at)),
      ),
    );
  return rows.map(({ handle }) => handle);
}

/** Words of the names of the school's pupils that stand in one of these runs of letters. */
export async function nameWordsInLetters(
  db: Db,
  scope: SchoolScope,
  letters: readonly string[],
): Promise<{ id: string; part: 'forename' | 'surname'; word: string }[]> {
  const { schoolId, pupilId, part, word, earlier } = pupilNameWords;
  return db
    .select({ id: pupilId, part, word })
    .from(pupilNameWords)
    .where(
      and(
        eq(schoolId, scope.schoolId),
        eq(earlier, false),
        sql`exists (select 1 from unnest(${sql.param([...letters])}::text[]) as handle(letters) where strpos(handle.letters, ${word}) > 0)`,
      ),
    );
}
