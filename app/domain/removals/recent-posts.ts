// The posts that are live, newest first, to choose from when somebody asks about one.
import type { Database } from '#db/client.server.ts';
import { type ListedRow, listPosts } from '#db/queries/post-lists.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';

const MOST = 30;

/** Empty for those who may not read posts. */
export async function recentLivePosts(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<ListedRow[]> {
  if (!may(person, 'post.read', schoolId, at)) return [];
  return listPosts(db, { schoolId }, { statuses: ['published'], order: 'newest', limit: MOST });
}
