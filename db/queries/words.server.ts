// What the checks of words are given: answers, grants and a trust's lists, always within one school or its trust.
import { and, eq, gt, isNull, lte, or, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { trusts } from '#db/schema/school.ts';
import { findingAnswers, spokespersonGrants, wordLists } from '#db/schema/words.ts';
import type { AnsweredFinding } from '#app/domain/words/answers/finding-answers.ts';
import type { SpokespersonGrant } from '#app/domain/words/speech/spoken-topics.ts';
import type { WordListName } from '#app/domain/words/lists/word-lists.ts';
import { ofPostOrItsLead } from './cross-posts.server.ts';
import type { SchoolScope } from './posts.server.ts';
import { rowsAsValue } from './rows-as-value.server.ts';

type Db = Database | Tx;

const ANSWER = {
  ...{ id: findingAnswers.id, postId: findingAnswers.postId, check: findingAnswers.check },
  ...{ code: findingAnswers.code, wordingDigest: findingAnswers.wordingDigest },
  ...{ answer: findingAnswers.answer, answeredBy: findingAnswers.answeredBy },
  ...{ answeredAt: findingAnswers.answeredAt, ground: findingAnswers.ground },
};

const GRANT = {
  ...{ id: spokespersonGrants.id, userId: spokespersonGrants.userId, topics: spokespersonGrants.topics },
  ...{ startsAt: spokespersonGrants.startsAt, endsAt: spokespersonGrants.endsAt },
};

const LIST = { list: wordLists.list, version: wordLists.version, entries: wordLists.entries };

/** Given on the post or on the one that leads it, or remembered for the whole school, and not taken back. */
const standFor = (schoolId: Placeholder, postId: Placeholder) =>
  and(
    eq(findingAnswers.schoolId, schoolId),
    or(ofPostOrItsLead(findingAnswers.postId, postId), isNull(findingAnswers.postId)),
    isNull(findingAnswers.takenBackAt),
  );

const runFor = (schoolId: Placeholder, userId: Placeholder, at: Placeholder) =>
  and(
    eq(spokespersonGrants.schoolId, schoolId),
    eq(spokespersonGrants.userId, userId),
    lte(spokespersonGrants.startsAt, at),
    gt(spokespersonGrants.endsAt, at),
    isNull(spokespersonGrants.endedAt),
  );

/** What the checks of a post's words are given whatever its words are. */
export interface GivenForWords {
  /** the highest version of each list that the trust has written */
  lists: { list: WordListName; version: number; entries: string[] }[];
  /** the author's that run at `at` */
  grants: SpokespersonGrant[];
  /** that stand for this post: given on it or on the post that leads it, or remembered for the whole school */
  answers: AnsweredFinding[];
}

type For = Record<'schoolId' | 'trustId' | 'postId' | 'authorId' | 'at', Placeholder>;

const askGiven = keptSelect((db, { schoolId, trustId, postId, authorId, at }: For) => {
  const highest = sql`${wordLists} where ${wordLists.trustId} = ${trusts.id} and ${wordLists.version} = (select max(v.version)
    from word_lists v where v.trust_id = ${wordLists.trustId} and v.list = ${wordLists.list})`;
  return db
    .select({
      lists: rowsAsValue(LIST, highest, [wordLists.list]),
      grants: rowsAsValue(GRANT, sql`${spokespersonGrants} where ${runFor(schoolId, authorId, at)}`, []),
      answers: rowsAsValue(ANSWER, sql`${findingAnswers} where ${standFor(schoolId, postId)}`, []),
    })
    .from(trusts)
    .where(eq(trusts.id, trustId));
});

/** A trust's lists, an author's grants and a post's answers, in one statement. Errors: throws when there is no such trust. */
export async function givenForWords(
  db: Db,
  of: SchoolScope & { trustId: string; postId: string; authorId: string; at: Date },
): Promise<GivenForWords> {
  const { schoolId, trustId, postId, authorId, at } = of;
  const [given] = await askGiven(db, { schoolId, trustId, postId, authorId, at: at.toISOString() });
  if (!given) throw new Error('a post without its trust');
  return given;
}

const askGrants = keptSelect(
  (db, { schoolId, userId, at }: Record<'schoolId' | 'userId' | 'at', Placeholder>) =>
    db
      .select(GRANT)
      .from(spokespersonGrants)
      .where(runFor(schoolId, userId, at)),
);

/** A person's grants that run at `at`. */
export const grantsOf = (
  db: Db,
  { schoolId }: SchoolScope,
  userId: string,
  at: Date,
): Promise<SpokespersonGrant[]> => askGrants(db, { schoolId, userId, at: at.toISOString() });

/** The highest version of each list that the trust has written. */
export async function listsInForce(db: Db, trustId: string): Promise<GivenForWords['lists']> {
  return db
    .selectDistinctOn([wordLists.list], LIST)
    .from(wordLists)
    .where(eq(wordLists.trustId, trustId))
    .orderBy(wordLists.list, sql`${wordLists.version} desc`);
}
