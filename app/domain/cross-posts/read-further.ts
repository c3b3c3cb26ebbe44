// A draft as it would stand on each further account it is for: the same checks, made for that account, before anything is sent.
import type { Database } from '#db/client.server.ts';
import { type ConnectionFault, connectionFault } from '#app/domain/accounts/connection-faults.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { blocks, type Issue, sameIssue } from '#app/domain/issues.ts';
import { readFactsAsIfOn } from '#app/domain/posts/load-post-facts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { candidatesOf, type NamedCandidate, postToSpread } from './candidates.ts';
import { type FurtherBar, furtherBar } from './further-accounts.ts';

export interface FurtherAccount {
  account: NamedCandidate;
  chosen: boolean;
  /** why it cannot be chosen, or not any more */
  bar: FurtherBar | null;
}

export interface FurtherDraft {
  account: NamedCandidate;
  bar: FurtherBar | null;
  /** what stops it there and does not stop the leading post */
  issues: Issue[];
  /** what is wrong with its connection; only a right that it lacks stops the post from being sent to the headteacher */
  connection: ConnectionFault | null;
}

/** Every account of the school but the leading one, by handle. */
export async function readAccountsToChoose(db: Database, facts: PostFacts): Promise<FurtherAccount[]> {
  const accounts = await candidatesOf(db, facts);
  const chosen = accounts.filter(({ id }) => id === facts.post.accountId || facts.alsoOn.includes(id));
  return accounts
    .filter(({ id }) => id !== facts.post.accountId)
    .map((account) => ({
      account,
      chosen: facts.alsoOn.includes(account.id),
      bar: furtherBar(account, postToSpread(facts), chosen),
    }));
}

/** What stands in the way on each chosen account, beyond what stands in the way of the leading post. */
export async function readFurtherDrafts(db: Database, facts: PostFacts): Promise<FurtherDraft[]> {
  const here = blocks(runChecks(facts, 'submit'));
  const drafts: FurtherDraft[] = [];
  for (const { account, chosen, bar } of await readAccountsToChoose(db, facts)) {
    if (!chosen) continue;
    const there = await readFactsAsIfOn(
      db,
      { schoolId: facts.post.schoolId, postId: facts.post.id },
      facts.at,
      account.id,
    );
    drafts.push({
      account,
      bar,
      issues: blocks(runChecks(there, 'submit')).filter(
        (issue) => !here.some((other) => sameIssue(issue, other)),
      ),
      connection: connectionFault(there.account, there.working.photos.length),
    });
  }
  return drafts;
}
