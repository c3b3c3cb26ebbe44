// Who let what stand in a post’s words, for the post’s own page: the finding in its sentence, and each answer with its reason.
import { textCheck } from '#app/domain/checks/text.ts';
import { contentOf, type PostFacts } from '#app/domain/posts/post-facts.ts';
import type { AnswerRead } from '#app/domain/words/answers/read-answers.ts';
import { foundTexts, type Said, textsDecidedOn } from './found-words.ts';
import type { IssueReader } from './issues.ts';

export interface LetStand {
  key: string;
  /** "The words", "The description of photo 2" */
  where: string;
  sentence: string;
  said: Said[];
}

/** Findings of the version that counts which anybody has answered, in the order in which they are read. */
export function letStandOf(
  facts: PostFacts,
  answers: ReadonlyMap<string, AnswerRead>,
  reader: IssueReader,
): LetStand[] {
  const content = contentOf(facts);
  const found = textCheck.run({ facts, content, stage: 'approve' });
  const quiet = { ...reader, answers, drafting: false, mayTakeBack: () => false };
  return foundTexts(found, textsDecidedOn(content), quiet).flatMap(({ title, found: here }) =>
    here
      .filter(({ said }) => said.length > 0)
      .map(({ key, sentence, said }) => ({ key, where: title, sentence, said })),
  );
}
