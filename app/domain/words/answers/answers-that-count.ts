// Which of the answers given to a post’s words count now. What an approver or a safeguarding lead lets stand rests on who they are and
// on what they had before them, as an approval does, and is asked about again at every check.
import type { Database, Tx } from '#db/client.server.ts';
import { may, type Permission } from '#app/domain/permissions.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { mayBeRemembered } from './answers-offered.ts';
import type { AnsweredFinding } from './finding-answers.ts';
import type { FoundWord } from '#app/domain/words/found-words.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';

/** What it takes to let something stand, by the half that is given. */
const TAKES = {
  accepted_by_head: 'post.approve',
  accepted_by_safeguarding: 'finding.acceptForSafety',
} as const satisfies Record<string, Permission>;

type Acceptance = AnsweredFinding & { answer: keyof typeof TAKES };
const isAcceptance = (answer: AnsweredFinding): answer is Acceptance => answer.answer in TAKES;

/**
 * The authors’ answers, and the acceptances of the version cut at `sentAt` (null: none was) by people who hold the role for it at
 * `at`.
 */
export async function answersThatCount(
  db: Database | Tx,
  answers: readonly AnsweredFinding[],
  { schoolId, sentAt, at }: { schoolId: string; sentAt: Date | null; at: Date },
): Promise<AnsweredFinding[]> {
  const given = answers.filter(
    (each) => !isAcceptance(each) || (sentAt !== null && each.answeredAt >= sentAt),
  );
  const people = new Map(
    await Promise.all(
      [...new Set(given.filter(isAcceptance).map(({ answeredBy }) => answeredBy))].map(
        async (id) => [id, await loadPerson(db, id, at)] as const,
      ),
    ),
  );
  return given.filter((each) => {
    if (!isAcceptance(each)) return true;
    const person = people.get(each.answeredBy) ?? null;
    return person !== null && may(person, TAKES[each.answer], schoolId, at);
  });
}

/**
 * Those of them that are about this finding. What was let stand counts only on the ground on which it was (accepted-ground). One
 * person’s two halves are one: the first given. What was remembered for the school
 * counts only where it could be remembered today: a word that is a pupil’s name by now is asked about. `text`: what it stands in.
 */
export function answersTo(
  found: TextFinding & Pick<FoundWord, 'wordingDigest' | 'ground'>,
  answers: readonly AnsweredFinding[],
  text: string,
): AnsweredFinding[] {
  const here = answers.filter(
    (each) =>
      each.check === found.check &&
      each.code === found.code &&
      each.wordingDigest === found.wordingDigest &&
      (each.postId !== null || mayBeRemembered(found, text)) &&
      (!isAcceptance(each) || (each.ground !== null && each.ground === found.ground)),
  );
  const first = new Map<string, Acceptance>();
  for (const each of here.filter(isAcceptance).sort((a, b) => +a.answeredAt - +b.answeredAt))
    if (!first.has(each.answeredBy)) first.set(each.answeredBy, each);
  return here.filter((each) => !isAcceptance(each) || first.get(each.answeredBy)?.answer === each.answer);
}
