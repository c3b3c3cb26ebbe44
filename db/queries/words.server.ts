// What the checks of words are given: answers, grants and a trust's lists, always within one school or its trust.
import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { findingAnswers, spokespersonGrants, wordLists } from '#db/schema/words.ts';
import type { AnsweredFinding } from '#app/domain/words/answers/finding-answers.ts';
import type { SpokespersonGrant } from '#app/domain/words/speech/spoken-topics.ts';
import type { WordListName } from '#app/domain/words/lists/word-lists.ts';
import { ofPostOrItsLead } from './cross-posts.server.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

/** Answers that stand for this post: given on it or on the post that leads it, or remembered for the whole school. */
export async function answersFor(db: Db, scope: SchoolScope, postId: string): Promise<AnsweredFinding[]> {
  return db
    .select({
      id: findingAnswers.id,
      postId: findingAnswers.postId,
      check: findingAnswers.check,
      code: findingAnswers.code,
      wordingDigest: findingAnswers.wordingDigest,
      answer: findingAnswers.answer,
      answeredBy: findingAnswers.answeredBy,
      answeredAt: findingAnswers.answeredAt,
      ground: findingAnswers.ground,
    })
    .from(findingAnswers)
    .where(
      and(
        eq(findingAnswers.schoolId, scope.schoolId),
        or(ofPostOrItsLead(findingAnswers.postId, postId), isNull(findingAnswers.postId)),
        isNull(findingAnswers.takenBackAt),
      ),
    );
}

/** A person's grants that run at `at`. */
export async function grantsOf(
  db: Db,
  scope: SchoolScope,
  userId: string,
  at: Date,
): Promise<SpokespersonGrant[]> {
  return db
    .select({
      id: spokespersonGrants.id,
      userId: spokespersonGrants.userId,
      topics: spokespersonGrants.topics,
      startsAt: spokespersonGrants.startsAt,
      endsAt: spokespersonGrants.endsAt,
    })
    .from(spokespersonGrants)
    .where(
      and(
        eq(spokespersonGrants.schoolId, scope.schoolId),
        eq(spokespersonGrants.userId, userId),
        lte(spokespersonGrants.startsAt, at),
        gt(spokespersonGrants.endsAt, at),
        isNull(spokespersonGrants.endedAt),
      ),
    );
}

/** The highest version of each list that the trust has written. */
export async function listsInForce(
  db: Db,
  trustId: string,
): Promise<{ list: WordListName; version: number; entries: string[] }[]> {
  return db
    .selectDistinctOn([wordLists.list], {
      list: wordLists.list,
      version: wordLists.version,
      entries: wordLists.entries,
    })
    .from(wordLists)
    .where(eq(wordLists.trustId, trustId))
    .orderBy(wordLists.list, sql`${wordLists.version} desc`);
}
