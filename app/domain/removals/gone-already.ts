// What a request asks for and is gone before it is decided: taken down at one press meanwhile, or long before anybody asked. Whoever asked
// is told of it as of what the decision takes down.
import type { Tx } from '#db/client.server.ts';
import type { RemovalRequestRow } from '#db/queries/removal-requests.server.ts';
import { lastTakedowns } from '#db/queries/takedowns.server.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';

/**
 * Ids of these posts, which are locked, that were taken down: the one that is named, whenever that was, and of the others those that have
 * gone since the request was received; what went for a reason of its own before then is no answer to it.
 */
export async function goneAlready(
  db: Tx,
  request: Pick<RemovalRequestRow, 'schoolId' | 'receivedAt'>,
  named: string | null,
  statuses: ReadonlyMap<string, PostStatus>,
): Promise<string[]> {
  const down = [...statuses].flatMap(([postId, status]) => (status === 'taken_down' ? [postId] : []));
  const takedowns = await lastTakedowns(db, request, down);
  return down.filter((postId) => {
    const endedAt = takedowns.get(postId)?.endedAt;
    return endedAt && (postId === named || endedAt >= request.receivedAt);
  });
}
