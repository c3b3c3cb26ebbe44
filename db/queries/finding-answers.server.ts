// The rows of what people answered to findings in a post's words, and of what was found in each submitted revision.
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { findingAnswers, revisionFindings } from '#db/schema/words.ts';
import type { FindingAnswer } from '#app/domain/words/answers/finding-answers.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type AnswerRow = typeof findingAnswers.$inferSelect;

export interface AnswerTo {
  /** null: in every post of the school */
  postId: string | null;
  check: string;
  code: string;
  wordingDigest: string;
  answer: FindingAnswer;
}

/** Answers of this kind that stand for this very wording, whoever gave them. */
export async function standingAnswers(db: Db, scope: SchoolScope, to: AnswerTo): Promise<AnswerRow[]> {
  return db
    .select()
    .from(findingAnswers)
    .where(
      and(
        eq(findingAnswers.schoolId, scope.schoolId),
        to.postId === null ? isNull(findingAnswers.postId) : eq(findingAnswers.postId, to.postId),
        eq(findingAnswers.check, to.check),
        eq(findingAnswers.code, to.code),
        eq(findingAnswers.wordingDigest, to.wordingDigest),
        eq(findingAnswers.answer, to.answer),
        isNull(findingAnswers.takenBackAt),
      ),
    );
}

export async function insertAnswer(
  db: Tx,
  row: Omit<typeof findingAnswers.$inferInsert, 'id'>,
): Promise<string> {
  const [inserted] = await db.insert(findingAnswers).values(row).returning({ id: findingAnswers.id });
  if (!inserted) throw new Error('the answer was not stored');
  return inserted.id;
}

/** The answer, locked until the commit; null when it is not of this school. */
export async function lockAnswer(db: Tx, scope: SchoolScope, id: string): Promise<AnswerRow | null> {
  const [row] = await db
    .select()
    .from(findingAnswers)
    .where(and(eq(findingAnswers.schoolId, scope.schoolId), eq(findingAnswers.id, id)))
    .for('update');
  return row ?? null;
}

export async function endAnswer(db: Tx, scope: SchoolScope, id: string, by: string, at: Date): Promise<void> {
  await db
    .update(findingAnswers)
    .set({ takenBackAt: at, takenBackBy: by })
    .where(
      and(
        eq(findingAnswers.schoolId, scope.schoolId),
        eq(findingAnswers.id, id),
        isNull(findingAnswers.takenBackAt),
      ),
    );
}

/** Ends every acceptance that stands on a post, and says which. */
export async function endAcceptances(
  db: Tx,
  scope: SchoolScope,
  postId: string,
  by: string,
  at: Date,
): Promise<AnswerRow[]> {
  return db
    .update(findingAnswers)
    .set({ takenBackAt: at, takenBackBy: by })
    .where(
      and(
        eq(findingAnswers.schoolId, scope.schoolId),
        eq(findingAnswers.postId, postId),
        inArray(findingAnswers.answer, ['accepted_by_head', 'accepted_by_safeguarding']),
        isNull(findingAnswers.takenBackAt),
      ),
    )
    .returning();
}

export async function answersByIds(db: Db, scope: SchoolScope, ids: readonly string[]): Promise<AnswerRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(findingAnswers)
    .where(and(eq(findingAnswers.schoolId, scope.schoolId), inArray(findingAnswers.id, [...new Set(ids)])));
}

/** What stands for every post of the school, newest first. */
export async function rememberedAnswers(db: Db, scope: SchoolScope): Promise<AnswerRow[]> {
  return db
    .select()
    .from(findingAnswers)
    .where(
      and(
        eq(findingAnswers.schoolId, scope.schoolId),
        isNull(findingAnswers.postId),
        isNull(findingAnswers.takenBackAt),
      ),
    )
    .orderBy(desc(findingAnswers.answeredAt));
}

type FindingRow = typeof revisionFindings.$inferInsert;

/** Rows of one statement. */
const AT_ONCE = 500;

export async function insertRevisionFindings(db: Tx, rows: readonly FindingRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await db.insert(revisionFindings).values(rows.slice(start, start + AT_ONCE));
}

/** What was found in a submitted revision, in the order of the text. */
export async function findingsOfRevision(db: Db, scope: SchoolScope, revisionId: string) {
  return db
    .select()
    .from(revisionFindings)
    .where(and(eq(revisionFindings.schoolId, scope.schoolId), eq(revisionFindings.revisionId, revisionId)))
    .orderBy(revisionFindings.check, revisionFindings.field, revisionFindings.from);
}
