// What submitted words are like, in numbers, and which of a trust's other accounts have words like them.
import {
  and,
  arrayOverlaps,
  asc,
  desc,
  eq,
  gte,
  lt,
  ne,
  notInArray,
  or,
  type Placeholder,
  sql,
} from 'drizzle-orm';
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

/**
 * Texts on the other accounts of a trust that may be like this one and go out, or went out, since `since`. Numbers only: whose they
 * are stays here. `before`: only those submitted before that moment.
 */
export async function textsLike(
  db: Db,
  trust: { trustId: string; accountId: string; platform: Platform },
  print: TextPrint,
  { since, before }: { since: Date; before: Date | null },
): Promise<Omit<TextPrint, 'marks'>[]> {
  const size = print.pairs.length;
  return db
    .select({ words: postTexts.words, whole: postTexts.whole, pairs: postTexts.pairs })
    .from(postTexts)
    .innerJoin(posts, OF_NOW)
    .innerJoin(accounts, eq(accounts.id, postTexts.accountId))
    .innerJoin(schools, eq(schools.id, postTexts.schoolId))
    .where(
      and(
        eq(schools.trustId, trust.trustId),
        arrayOverlaps(postTexts.marks, [...print.marks]),
        ne(postTexts.accountId, trust.accountId),
        eq(accounts.platform, trust.platform),
        gte(postTexts.cutAt, since),
        before ? lt(postTexts.cutAt, before) : undefined,
        notInArray(posts.status, [...NOT_GOING_OUT]),
        or(
          eq(postTexts.whole, print.whole),
          sql`cardinality(${postTexts.pairs}) * 100 >= ${size * NEARLY} and cardinality(${postTexts.pairs}) * ${NEARLY} <= ${size * 100}`,
        ),
      ),
    )
    .orderBy(desc(eq(postTexts.whole, print.whole)), asc(sql`abs(${postTexts.words} - ${print.words})`))
    .limit(MOST_COMPARED);
}
