// What submitted words are like, in numbers, and which of a trust's other accounts have words like them.
import { and, asc, desc, eq, gte, ne, notInArray, or, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { postTexts } from '#db/schema/post-texts.ts';
import { posts } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import { NEARLY, printOf, type TextPrint } from '#app/domain/words/reading/text-print.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

/** Texts in these states are out of the way for good, or will be submitted anew. */
const NOT_GOING_OUT = ['draft', 'changes_requested', 'rejected', 'cancelled', 'taken_down'] as const;

/** More texts that may be like one are never compared; those most like it come first. */
const MOST_COMPARED = 100;

/** Only the revision that a post stands on counts. */
const OF_NOW = and(eq(posts.id, postTexts.postId), eq(posts.revisionId, postTexts.revisionId));

/** Keeps what the words of a revision are like; too few words leave nothing. */
export async function insertTextPrint(
  db: Tx,
  row: Pick<typeof postTexts.$inferInsert, 'schoolId' | 'postId' | 'revisionId' | 'accountId' | 'cutAt'>,
  words: string,
): Promise<void> {
  const print = printOf(words);
  if (!print) return;
  const { pairs, marks, ...counts } = print;
  await db.insert(postTexts).values({ ...row, ...counts, pairs: [...pairs], marks: [...marks] });
}

const askSubmitted = keptSelect((db, given: Record<'schoolId' | 'postId', Placeholder>) =>
  db
    .select({ cutAt: postTexts.cutAt, whole: postTexts.whole, words: postTexts.words })
    .from(postTexts)
    .innerJoin(posts, OF_NOW)
    .where(and(eq(postTexts.schoolId, given.schoolId), eq(postTexts.postId, given.postId)))
    .orderBy(desc(postTexts.cutAt))
    .limit(1),
);

/** When the words of a post were last submitted, if they were these words; null otherwise. */
export async function submittedAt(
  db: Db,
  { schoolId }: SchoolScope,
  postId: string,
  { whole, words }: Pick<TextPrint, 'whole' | 'words'>,
): Promise<Date | null> {
  const [row] = await askSubmitted(db, { schoolId, postId });
  return row && row.whole === whole && row.words === words ? row.cutAt : null;
}

type Like = {
  [
    Name in 'trustId' | 'accountId' | 'platform' | 'marks' | 'since' | 'before' | 'whole' | 'words' | 'size'
  ]: Placeholder;
};

const askLike = keptSelect((db, like: Like) => {
  const { whole, words, pairs, marks, cutAt, accountId } = postTexts;
  const isSame = sql`${whole} = ${like.whole}`;
  const isNearly = sql`cardinality(${pairs}) * 100 >= ${like.size} * ${NEARLY}::int and cardinality(${pairs}) * ${NEARLY}::int <= ${like.size} * 100`;
  return db
    .select({ words, whole, pairs })
    .from(postTexts)
    .innerJoin(posts, OF_NOW)
    .innerJoin(accounts, eq(accounts.id, accountId))
    .innerJoin(schools, eq(schools.id, postTexts.schoolId))
    .where(
      and(
        eq(schools.trustId, like.trustId),
        sql`${marks} && ${like.marks}`,
        ne(accountId, like.accountId),
        eq(accounts.platform, like.platform),
        gte(cutAt, like.since),
        sql`(${like.before}::timestamptz is null or ${cutAt} < ${like.before})`,
        notInArray(posts.status, [...NOT_GOING_OUT]),
        or(isSame, isNearly),
      ),
    )
    .orderBy(desc(isSame), asc(sql`abs(${words} - ${like.words}::int)`))
    .limit(MOST_COMPARED);
});

/**
 * Texts on the other accounts of a trust that may be like this one and go out, or went out, since `since`. Numbers only: whose they
 * are stays here. `before`: only those submitted before that moment.
 */
export function textsLike(
  db: Db,
  trust: { trustId: string; accountId: string; platform: Platform },
  { whole, words, pairs, marks }: TextPrint,
  { since, before }: { since: Date; before: Date | null },
): Promise<Omit<TextPrint, 'marks'>[]> {
  return askLike(db, {
    ...trust,
    ...{ whole, words, size: pairs.length, marks: postTexts.marks.mapToDriverValue([...marks]) as string },
    ...{ since: since.toISOString(), before: before?.toISOString() ?? null },
  });
}
