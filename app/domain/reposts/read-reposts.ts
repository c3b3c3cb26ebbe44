// The page of a post's reposts: every account of the school on its platform, with what stands in the way there and how far a repost is.
import type { Database } from '#db/client.server.ts';
import { repostsOf } from '#db/queries/reposts.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { type PostAddress, readSeenPost } from '#app/domain/posts/read-post-page.ts';
import { type RepostRefusal, repostRefusal, takesReposts } from './repost-rules.ts';
import { readThere } from './with-repost.ts';

export interface RepostOn {
  account: Pick<PostFacts['account'], 'id' | 'platform' | 'handle' | 'displayName' | 'platformUserId'>;
  /** the newest one by this account; null: none was ever asked for */
  repost: Awaited<ReturnType<typeof repostsOf>>[number] | null;
  /** why none may be asked for or opened now; null = may */
  refusal: RepostRefusal | null;
}

export interface RepostsPage {
  facts: PostFacts;
  on: RepostOn[];
  /** by id */
  names: ReadonlyMap<string, string>;
  mayRepost: boolean;
  mayTakeBack: boolean;
}

/** Errors: AppError not_found as for the post's page. */
export async function readReposts(
  db: Database,
  person: Person,
  of: PostAddress,
  at: Date,
): Promise<RepostsPage> {
  const facts = await readSeenPost(db, person, of, at);
  const all = await repostsOf(db, of, of.postId);
  const others = (await accountsOfSchool(db, of)).filter(
    ({ id, platform }) =>
      id !== facts.account.id && platform === facts.account.platform && takesReposts(platform),
  );
  const on: RepostOn[] = [];
  for (const account of others) {
    const repost = all.findLast(({ accountId }) => accountId === account.id) ?? null;
    on.push({
      account,
      repost,
      refusal: repostRefusal(facts, await readThere(db, facts, account.id)),
    });
  }
  const people = all.flatMap(({ askedBy, openedBy, answeredBy }) => [askedBy, openedBy, answeredBy]);
  const names = await namesOf(
    db,
    of.trustId,
    people.filter((id) => id !== null),
  );
  const mayRepost = may(person, 'post.repost', of.schoolId, at);
  return {
    facts,
    on,
    names,
    mayRepost,
    mayTakeBack: mayRepost || may(person, 'post.takeDown', of.schoolId, at),
  };
}
