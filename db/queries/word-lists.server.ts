// A trust's own lists of words in their versions. They belong to the trust alone, and rows are only ever added.
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { wordLists } from '#db/schema/words.ts';
import type { WordListName } from '#app/domain/words/lists/word-lists.ts';

type Db = Database | Tx;

export interface TrustScope {
  trustId: string;
}

export interface WordListVersion {
  list: WordListName;
  version: number;
  /** how many entries it has */
  count: number;
  publishedBy: string;
  publishedAt: Date;
}

const COUNTED = {
  list: wordLists.list,
  version: wordLists.version,
  count: sql<number>`cardinality(${wordLists.entries})`.mapWith(Number),
  publishedBy: wordLists.publishedBy,
  publishedAt: wordLists.publishedAt,
};

/** The version in force of each list that the trust has written, without its entries. */
export async function currentVersions(db: Db, { trustId }: TrustScope): Promise<WordListVersion[]> {
  return db
    .selectDistinctOn([wordLists.list], COUNTED)
    .from(wordLists)
    .where(eq(wordLists.trustId, trustId))
    .orderBy(wordLists.list, desc(wordLists.version));
}

/** All versions of one list, newest first, without their entries. */
export async function versionsOf(
  db: Db,
  { trustId }: TrustScope,
  list: WordListName,
): Promise<WordListVersion[]> {
  return db
    .select(COUNTED)
    .from(wordLists)
    .where(and(eq(wordLists.trustId, trustId), eq(wordLists.list, list)))
    .orderBy(desc(wordLists.version));
}

/** The entries of one version in the order they were written; null where there is no such version. */
export async function entriesOf(
  db: Db,
  { trustId }: TrustScope,
  list: WordListName,
  version: number,
): Promise<string[] | null> {
  const [row] = await db
    .select({ entries: wordLists.entries })
    .from(wordLists)
    .where(and(eq(wordLists.trustId, trustId), eq(wordLists.list, list), eq(wordLists.version, version)));
  return row?.entries ?? null;
}

/** Adds a version; false when somebody else has written the one of that number meanwhile. */
export async function insertVersion(db: Tx, row: typeof wordLists.$inferInsert): Promise<boolean> {
  const rows = await db.insert(wordLists).values(row).onConflictDoNothing().returning({ id: wordLists.id });
  return rows.length === 1;
}
