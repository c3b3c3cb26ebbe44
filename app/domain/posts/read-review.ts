// What a head decides on, read whole at one moment: the post, who is in it, what the checks say, what changed since last time.
import type { Database } from '#db/client.server.ts';
import { reviewsOf, revisionsOf } from '#db/queries/revisions.server.ts';
import { namesOf, peopleWithRole } from '#db/queries/roles.server.ts';
import { type Delegation, type Person, runningDelegation } from '#app/domain/actor.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import {
  accountsLeftOut,
  type FurtherReview,
  readFurtherReviews,
} from '#app/domain/cross-posts/read-further-reviews.ts';
import { postPutRight } from '#app/domain/corrections/read-links.ts';
import type { Issue } from '#app/domain/issues.ts';
import { type AnswerRead, readAnswers } from '#app/domain/words/answers/read-answers.ts';
import { foundNow } from '#app/domain/words/answers/finding-in-post.ts';
import { compareContent, type ContentChanges } from './compare-revisions.ts';
import { eligibleApprovers } from './eligible-approvers.ts';
import { type NamedPerson, namePeople } from './people-of-content.ts';
import type { PostContent } from './post-digest.ts';
import type { PostFacts } from './post-facts.ts';
import { refusalOf } from './post-machine.ts';
import type { Refusal } from './post-move.ts';
import { type PostAddress, readSeenPost } from './read-post-page.ts';
import { verdictHashOf } from './verdict-hash.ts';
import { delegationUsed } from './who-may-approve.ts';

export interface ReviewFacts {
  facts: PostFacts;
  /** what is to be decided on; null when the post is not waiting for a decision */
  revision: NonNullable<PostFacts['revision']> | null;
  verdictHash: string;
  issues: Issue[];
  approve: Refusal | null;
  sendBack: Refusal | null;
  /** the delegation that this person's approval would rest on; null for a headteacher, and for who may not approve */
  acting: Delegation | null;
  /** who may approve it, by name */
  approvers: string[];
  /** safeguarding leads who neither wrote nor changed it, by name */
  leads: string[];
  /** what was answered to findings in its words, by id */
  answers: Map<string, AnswerRead>;
  people: Map<string, NamedPerson>;
  staff: Map<string, string>;
  /** the version it is compared with; null when there is none */
  since: Earlier | null;
  /** what was made from it for further accounts and waits with it */
  further: FurtherReview[];
  /** accounts on which it was stopped: an approval leaves them out */
  leftOut: Awaited<ReturnType<typeof accountsLeftOut>>;
  /** the post that leads this one, when it follows another: it is decided on there */
  leadPostId: string | null;
}

export interface Earlier {
  changes: ContentChanges;
  /** it is of another post, which was taken down and which this one puts right: its id */
  ofPostId: string | null;
  /** the decision on that version; null when it is only what the reader had before them */
  decision: {
    outcome: 'approved' | 'changes_requested' | 'rejected';
    by: string;
    at: Date;
    reason: string;
  } | null;
}

const ASKING = { asking: true } as const;

/**
 * Reads the review page for one person. `shownDigest` names the version they had before them (a stale page): changes are
 * then told since that one, else since the last version that anybody decided on.
 * Errors: AppError not_found for what is not there and what is not theirs.
 */
export async function readReview(
  db: Database,
  person: Person,
  of: PostAddress,
  at: Date,
  shownDigest?: string,
): Promise<ReviewFacts> {
  const facts = await readSeenPost(db, person, of, at);
  const revision = facts.post.status === 'in_review' ? facts.revision : null;
  const earlier = revision ? await earlierVersion(db, of, revision, shownDigest) : null;
  const { post, editors } = facts;
  const approve = refusalOf('approve', facts, person, ASKING);
  const acting =
    approve === null && delegationUsed(person, of.schoolId, at) !== null
      ? runningDelegation(person, of.schoolId, at)
      : null;
  const staffIds = [
    post.authorId,
    post.submittedBy,
    earlier?.review?.decidedBy,
    acting?.fromUserId,
    ...editors,
  ];
  return {
    facts,
    revision,
    further: revision ? await readFurtherReviews(db, person, facts) : [],
    leftOut: revision ? await accountsLeftOut(db, facts) : [],
    leadPostId: facts.lead?.postId ?? null,
    verdictHash: verdictHashOf(facts),
    issues: runChecks(facts, 'approve'),
    approve,
    acting,
    sendBack: refusalOf('send_back', facts, person, ASKING),
    approvers: (await eligibleApprovers(db, facts)).map(({ name }) => name),
    leads: await leadsFor(db, of, facts),
    answers: await readAnswers(db, of, foundNow(facts)),
    people: await namePeople(
      db,
      of,
      [revision?.content ?? facts.working, earlier?.content].filter((content) => content !== undefined),
    ),
    staff: await namesOf(
      db,
      of.trustId,
      staffIds.filter((id) => typeof id === 'string'),
    ),
    since:
      revision && earlier
        ? {
            changes: compareContent(earlier.content, revision.content),
            ofPostId: earlier.ofPostId ?? null,
            decision: decisionOf(earlier),
          }
        : null,
  };
}

/** Who could give a safeguarding lead’s half. */
async function leadsFor(db: Database, of: PostAddress, { post, editors, at }: PostFacts): Promise<string[]> {
  const parties = [post.authorId, post.submittedBy, ...editors];
  const ids = (await peopleWithRole(db, of, ['dsl', 'deputy_dsl'], at)).filter((id) => !parties.includes(id));
  return [...(await namesOf(db, of.trustId, ids)).values()].sort((a, b) => a.localeCompare(b, 'en-GB'));
}

type Review = Awaited<ReturnType<typeof reviewsOf>>[number];

async function earlierVersion(
  db: Database,
  of: PostAddress,
  revision: { id: string; number: number },
  shownDigest: string | undefined,
): Promise<{ content: PostContent; review: Review | null; ofPostId?: string } | null> {
  const all = await revisionsOf(db, of, of.postId);
  const earlier = all.filter(({ number }) => number < revision.number);
  const shown = earlier.find(({ digest }) => digest === shownDigest);
  if (shown) return { content: shown.content, review: null };
  const reviews = await reviewsOf(db, of, of.postId);
  for (const { id, content } of earlier) {
    const review = reviews.find(({ revisionId }) => revisionId === id);
    if (review) return { content, review };
  }
  const putRight = await postPutRight(db, of);
  return putRight && { content: putRight.content, review: null, ofPostId: putRight.postId };
}

const decisionOf = ({ review }: { review: Review | null }): Earlier['decision'] =>
  review && {
    outcome: review.decision,
    by: review.decidedBy,
    at: review.decidedAt,
    reason: review.reason,
  };
