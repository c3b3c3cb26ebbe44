// Answers that hold for every post of the school, one line each: the words themselves are kept nowhere, so what they are stands in the
// reason of whoever kept the answer.
import type { AnswerRead } from '#app/domain/words/answers/read-answers.ts';
import { dayWords } from './when.ts';

export interface RememberedLine {
  answerId: string;
  /** "No pupil’s name" */
  title: string;
  reason: string;
  /** "Kept by Ngozi Okafor, Wed 18 November" */
  by: string;
}

const TITLES: Readonly<Partial<Record<AnswerRead['answer'], string>>> = {
  not_a_pupil: 'No pupil’s name',
  explained: 'Right as it is',
};

export const rememberedLines = (answers: readonly AnswerRead[], zone: string, now: Date): RememberedLine[] =>
  answers.map(({ id, answer, reason, by, at }) => ({
    answerId: id,
    title: TITLES[answer] ?? 'Answered',
    reason: reason ?? 'What was written is no longer kept.',
    by: `Kept by ${by ?? 'somebody who has left'}, ${dayWords(at, zone, now)}`,
  }));
