// What a head decides on together with a post that goes to several accounts: what is special on each further one.
import type { Database } from '#db/client.server.ts';
import { postsLedBy, postsTogether } from '#db/queries/cross-posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { type Issue, sameIssue } from '#app/domain/issues.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { refusalOf } from '#app/domain/posts/post-machine.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { Refusal } from '#app/domain/posts/post-move.ts';
import { verdictHashOf } from '#app/domain/posts/verdict-hash.ts';
import { foundNow } from '#app/domain/words/answers/finding-in-post.ts';
import { type AnswerRead, readAnswers } from '#app/domain/words/answers/read-answers.ts';
import { isLeftOut } from './take-followers.ts';

export interface FurtherReview {
  postId: string;
  facts: PostFacts;
  account: PostFacts['account'];
  digest: string;
  verdictHash: string;
  /** what the checks say there and do not say of the leading post */
  issues: Issue[];
  /** what was answered to findings in its words, by id */
  answers: Map<string, AnswerRead>;
  /** null: this person may approve it there */
  approve: Refusal | null;
}

/** Those that wait for the same decision, by account. */
export async function readFurtherReviews(
  db: Database,
  person: Person,
  lead: PostFacts,
): Promise<FurtherReview[]> {
  const { schoolId, id } = lead.post;
  const said = runChecks(lead, 'approve');
  const reviews: FurtherReview[] = [];
  for (const postId of await postsLedBy(db, { schoolId }, id)) {
    const facts = await readPostFacts(db, { schoolId, postId }, lead.at);
    const { account, post, revision } = facts;
    if (post.status !== 'in_review' || !revision) continue;
    reviews.push({
      ...{ postId, facts, account, digest: revision.digest, verdictHash: verdictHashOf(facts) },
      issues: runChecks(facts, 'approve').filter((issue) => !said.some((other) => sameIssue(issue, other))),
      answers: await readAnswers(db, { schoolId, trustId: facts.trust.id }, foundNow(facts)),
      approve: refusalOf('approve', facts, person, { asking: true, withLead: true }),
    });
  }
  return reviews.sort((a, b) => a.account.handle.localeCompare(b.account.handle, 'en-GB'));
}

/** The accounts that an approval leaves out, because the post was stopped there. */
export async function accountsLeftOut(
  db: Database,
  { post }: Pick<PostFacts, 'post'>,
): Promise<Pick<PostFacts['account'], 'platform' | 'handle'>[]> {
  const together = await postsTogether(db, post, post.id);
  return together.filter((one) => one.postId !== post.id && isLeftOut(one));
}
