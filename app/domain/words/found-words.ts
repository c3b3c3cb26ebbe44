// What the checks found in a post's words, with what people have answered to each: part of the facts on which moves are decided.
import type { AnsweredFinding, FindingAnswer } from '#app/domain/words/answers/finding-answers.ts';
import type { Opener, TextFinding } from './text-finding.ts';

export interface FoundWord extends TextFinding {
  /** keyed digest of the marked wording, by which answers find it again */
  wordingDigest: string;
  /** what made it, where it takes somebody else to let it stand (answers/accepted-ground); null for every other finding */
  ground: string | null;
  /** answers that stand for this wording, here or remembered for the school */
  answers: readonly AnsweredFinding[];
}

export interface FoundWords {
  /** in the working copy */
  working: readonly FoundWord[];
  /** in the submitted revision; null where there is none */
  sent: readonly FoundWord[] | null;
}

/** For facts on which nothing may go on: the words were not looked at. */
export const NOT_LOOKED_AT: FoundWords = { working: [], sent: null };

/**
 * Which answers are still needed to open a finding that stops; empty when it is open. `parties`: author and everyone who edited
 * the post, whose own acceptance never counts.
 */
export function answersMissing(
  { opener, answers, pupilIds }: Pick<FoundWord, 'opener' | 'answers' | 'pupilIds'>,
  parties: ReadonlySet<string>,
): readonly FindingAnswer[] {
  const given = new Set(
    answers
      .filter(({ answer, answeredBy }) => !answer.startsWith('accepted') || !parties.has(answeredBy))
      .map(({ answer }) => answer),
  );
  if (opener === 'author' && (given.has('not_a_pupil') || (given.has('explained') && pupilIds.length === 0)))
    return [];
  // What may be a pupil's name is settled by whose it is; no reason makes it right to name one (T-02).
  if (opener === 'author') return [pupilIds.length === 0 ? 'explained' : 'not_a_pupil'];
  return OPENED_BY[opener].filter((answer) => !given.has(answer));
}

/** Whose acceptance it takes; what the author answers, and what nobody may open, takes none. */
export const OPENED_BY: Readonly<
  Record<Opener, readonly ('accepted_by_head' | 'accepted_by_safeguarding')[]>
> = {
  nobody: [],
  author: [],
  head: ['accepted_by_head'],
  safeguarding: ['accepted_by_safeguarding', 'accepted_by_head'],
};

/** Whether whoever may has let it stand. What nobody may open never is. */
export const isOpened = (
  found: Pick<FoundWord, 'opener' | 'answers' | 'pupilIds'>,
  parties: ReadonlySet<string>,
): boolean => found.opener !== 'nobody' && answersMissing(found, parties).length === 0;
