// The accounts of a school as a post could be sent to them, with whether each is open at a moment.
import type { Database, Tx } from '#db/client.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { accountFaults } from '#app/domain/posts/publish-gate.ts';
import type { Candidate, PostToSpread } from './further-accounts.ts';

export interface NamedCandidate extends Candidate {
  /** without the @ */
  handle: string;
  displayName: string;
  subjects: string[];
}

/** Every account of the school, by handle. */
export async function candidatesOf(
  db: Database | Tx,
  facts: Pick<PostFacts, 'post' | 'at'>,
): Promise<NamedCandidate[]> {
  const rows = await accountsOfSchool(db, facts.post);
  return rows.map((row) => ({
    id: row.id,
    platform: row.platform,
    kind: row.kind,
    handle: row.handle,
    displayName: row.displayName,
    subjects: row.subjects,
    open: accountFaults({ account: row, at: facts.at }).length === 0,
  }));
}

export const postToSpread = ({ post, trip }: Pick<PostFacts, 'post' | 'trip'>): PostToSpread => ({
  accountId: post.accountId,
  purpose: post.purpose,
  subject: post.subject,
  tripAccountId: trip?.accountId ?? null,
});
