// Makes the posts for the further accounts of a post that is being submitted: each a whole post of its own account, with everything
// that a check reads copied from the leading one, cut and submitted in the same transaction. Either all of them are there, or none.
import { randomUUID } from 'node:crypto';
import { copyEditors, copyPlaces } from '#db/queries/copied-photos.server.ts';
import { insertCrossPost } from '#db/queries/cross-posts.server.ts';
import { insertPost } from '#db/queries/posts.server.ts';
import { insertRevision } from '#db/queries/revisions.server.ts';
import { RULES_VERSION } from '#app/domain/checks/index.ts';
import { AppError } from '#app/domain/errors.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { movePost } from '#app/domain/posts/move-post.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { subjectOn } from '#app/domain/posts/post-subject.ts';
import { recordFindings } from '#app/domain/words/record-findings.ts';
import type { Work } from '#app/domain/work.ts';
import { candidatesOf, type NamedCandidate, postToSpread } from './candidates.ts';
import { furtherBar } from './further-accounts.ts';
import { onAccount } from './refused-on.ts';

/**
 * `lead`: locked and just submitted as `leadRevisionId`, its accounts locked as well. `taken`: accounts on which an earlier version of it is out, or may be.
 * Errors: RefusedOn with what stops the post on one account; AppError forbidden when an account cannot be chosen any more.
 */
export async function makeCrossPosts(
  work: Work,
  lead: PostFacts,
  leadRevisionId: string,
  submittedBy: string,
  taken: ReadonlySet<string>,
): Promise<void> {
  if (lead.alsoOn.length === 0) return;
  const accounts = await candidatesOf(work.db, lead);
  const among = accounts.filter(({ id }) => id === lead.post.accountId || lead.alsoOn.includes(id));
  for (const account of among) {
    if (account.id === lead.post.accountId || taken.has(account.id)) continue;
    const bar = furtherBar(account, postToSpread(lead), among);
    if (bar) throw new AppError('forbidden', bar);
    await makeOne(work, lead, leadRevisionId, account, submittedBy);
  }
}

async function makeOne(
  work: Work,
  { post }: PostFacts,
  leadRevisionId: string,
  account: NamedCandidate,
  submittedBy: string,
): Promise<void> {
  const { schoolId } = post;
  const { row } = await insertPost(work.db, {
    ...{ schoolId, accountId: account.id, authorId: post.authorId, tripId: post.tripId },
    ...{ purpose: post.purpose as 'celebration', status: 'draft', words: post.words },
    ...{ subject: subjectOn(account, post.subject), declarations: post.declarations },
    ...{ windowFrom: post.windowFrom, windowUntil: post.windowUntil, requestKey: randomUUID() },
    ...{ createdAt: post.createdAt, updatedAt: work.at },
  });
  const ref = { schoolId, postId: row.id };
  await insertCrossPost(work.db, {
    ...ref,
    leadPostId: post.id,
    leadRevisionId,
    accountId: account.id,
    madeAt: work.at,
  });
  await copyPlaces(work.db, ref, post.id, row.id);
  await copyEditors(work.db, ref, post.id, row.id);
  work.record({ type: 'post.made_for_account', ...ref, leadPostId: post.id, accountId: account.id });
  await submitMade(work, await readPostFacts(work.db, ref, work.at), submittedBy);
}

/** Cuts and submits what was made, through every check of its own account. */
async function submitMade(work: Work, facts: PostFacts, submittedBy: string): Promise<void> {
  const { id: postId, schoolId, version } = facts.post;
  const digest = digestOf(facts.working);
  const cut = { schoolId, postId, content: facts.working, digest, submittedBy, cutAt: work.at };
  const revision = await insertRevision(work.db, cut);
  const patch = { submittedBy, submittedAt: work.at, revisionId: revision.id };
  const record = { digest, revisionId: revision.id };
  await onAccount(facts, () =>
    movePost(work, facts, 'submit', { version, withLead: true }, { patch, record }),
  );
  await recordFindings(work, facts, revision.id, RULES_VERSION);
}
