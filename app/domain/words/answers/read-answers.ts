// Answers to findings with who gave them and why, for the pages that show them.
import type { Database } from '#db/client.server.ts';
import { wordsByHash } from '#db/queries/audit.server.ts';
import { type AnswerRow, answersByIds, rememberedAnswers } from '#db/queries/finding-answers.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { FindingAnswer } from './finding-answers.ts';
import type { FoundWord } from '#app/domain/words/found-words.ts';

export interface AnswerRead {
  id: string;
  check: string;
  code: string;
  answer: FindingAnswer;
  byId: string;
  /** null: of another trust */
  by: string | null;
  at: Date;
  /** null when none was given, or it was erased */
  reason: string | null;
  remembered: boolean;
}

interface Scope {
  trustId: string;
  schoolId: string;
}

/** The answers that stand beside these findings, by their id. */
export async function readAnswers(
  db: Database,
  scope: Scope,
  findings: readonly FoundWord[],
): Promise<Map<string, AnswerRead>> {
  const ids = findings.flatMap(({ answers }) => answers.map(({ id }) => id));
  const read = await withNames(db, scope, await answersByIds(db, scope, ids));
  return new Map(read.map((answer) => [answer.id, answer]));
}

/** What is remembered for the whole school, newest first. Errors: AppError forbidden without `finding.remember`. */
export async function readRemembered(
  db: Database,
  person: Person,
  scope: Scope,
  at: Date,
): Promise<AnswerRead[]> {
  requireMay(person, 'finding.remember', scope.schoolId, at);
  return withNames(db, scope, await rememberedAnswers(db, scope));
}

async function withNames(db: Database, scope: Scope, rows: readonly AnswerRow[]): Promise<AnswerRead[]> {
  const names = await namesOf(
    db,
    scope.trustId,
    rows.map(({ answeredBy }) => answeredBy),
  );
  const words = await wordsByHash(
    db,
    scope.schoolId,
    rows.flatMap(({ wordsHash }) => wordsHash ?? []),
  );
  return rows.map((row) => ({
    id: row.id,
    check: row.check,
    code: row.code,
    answer: row.answer,
    byId: row.answeredBy,
    by: names.get(row.answeredBy) ?? null,
    at: row.answeredAt,
    reason: (row.wordsHash && words.get(row.wordsHash)) || null,
    remembered: row.postId === null,
  }));
}
