// What a post's page says of its reposts: which there are, and whether any account could show it. Cheap: nothing is asked of the records.
import type { Database } from '#db/client.server.ts';
import { repostsOf } from '#db/queries/reposts.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { isUp, takesReposts } from './repost-rules.ts';

export interface RepostsInShort {
  reposts: Awaited<ReturnType<typeof repostsOf>>;
  /** it is up, and the school has another account on its platform */
  possible: boolean;
}

export async function repostsInShort(
  db: Database,
  facts: Pick<PostFacts, 'post' | 'account' | 'delivery'>,
): Promise<RepostsInShort> {
  const { post, account } = facts;
  const reposts = await repostsOf(db, post, post.id);
  if (!isUp(facts) || !takesReposts(account.platform)) return { reposts, possible: false };
  const others = await accountsOfSchool(db, post);
  return {
    reposts,
    possible: others.some(({ id, platform }) => id !== account.id && platform === account.platform),
  };
}
