// Who may let a stopped finding stand while its post waits for a decision: nobody who wrote, sent or changed it, and of the two
// halves of what a safeguarding lead and the headteacher decide together each person gives one (requirements of T-06, T-08; R-74).
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { approvalBar, partiesOf } from '#app/domain/posts/who-may-approve.ts';
import { answersMissing, type FoundWord } from '#app/domain/words/found-words.ts';

export type Acceptance = 'accepted_by_head' | 'accepted_by_safeguarding';

export type AcceptanceBar =
  | NonNullable<ReturnType<typeof approvalBar>>
  | 'not_in_this_state'
  | 'policy_not_acknowledged'
  | 'not_permitted'
  | 'second_person_needed';

/** Why this person may not give this half for this finding; null when they may. The headteacher’s half has the bar of an approval. */
export function acceptanceBar(
  facts: Pick<PostFacts, 'post' | 'editors' | 'trip' | 'at'>,
  person: Person,
  half: Acceptance,
  found: Pick<FoundWord, 'answers'>,
): AcceptanceBar | null {
  const { post, at } = facts;
  if (post.status !== 'in_review') return 'not_in_this_state';
  const bar =
    half === 'accepted_by_head'
      ? approvalBar(person, partiesOf(facts), at)
      : (partyBar(facts, person) ??
        (may(person, 'finding.acceptForSafety', post.schoolId, at) ? null : 'not_permitted'));
  if (bar) return bar;
  if (!person.policyAcknowledged) return 'policy_not_acknowledged';
  const both = found.answers.some(
    ({ answer, answeredBy }) =>
      answeredBy === person.userId && answer.startsWith('accepted') && answer !== half,
  );
  return both ? 'second_person_needed' : null;
}

function partyBar(
  { post, editors }: Pick<PostFacts, 'post' | 'editors'>,
  { userId }: Person,
): 'is_author' | 'is_submitter' | 'has_edited' | null {
  if (userId === post.authorId) return 'is_author';
  if (userId === post.submittedBy) return 'is_submitter';
  return editors.includes(userId) ? 'has_edited' : null;
}

/** The halves that are still needed to let it stand; none for what the author answers, or nobody may open. */
export function halvesMissing(
  facts: Pick<PostFacts, 'post' | 'editors'>,
  found: Pick<FoundWord, 'level' | 'opener' | 'answers' | 'pupilIds'>,
): readonly Acceptance[] {
  if (found.level !== 'block' || found.opener === 'nobody' || found.opener === 'author') return [];
  const parties = new Set([facts.post.authorId, ...facts.editors]);
  return answersMissing(found, parties).filter((half): half is Acceptance => half.startsWith('accepted'));
}
