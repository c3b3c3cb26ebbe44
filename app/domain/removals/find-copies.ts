// Every post that a request is about: the one it names, those that show the pupil, and those with a photo that looks like one of
// theirs, whoever is said to be in it.
import type { Tx } from '#db/client.server.ts';
import { postsShowingPupil } from '#db/queries/posts.server.ts';
import type { RemovalRequestRow } from '#db/queries/removal-requests.server.ts';
import { type Looks, looksOfPosts } from '#app/domain/posts/looks-of-posts.ts';

export interface Copies {
  /** named, or showing the pupil by the record */
  direct: string[];
  /** the same picture, posted again */
  alike: string[];
  /** resembling one of theirs, for a person to look at */
  near: string[];
  looks: Looks;
}

export async function findCopies(
  db: Tx,
  request: Pick<RemovalRequestRow, 'schoolId' | 'postId' | 'pupilId'>,
): Promise<Copies> {
  const scope = { schoolId: request.schoolId };
  const direct = new Set(request.postId ? [request.postId] : []);
  if (request.pupilId && !request.postId)
    for (const postId of await postsShowingPupil(db, scope, request.pupilId)) direct.add(postId);
  const looks = await looksOfPosts(
    db,
    scope,
    [...direct],
    request.postId ? undefined : (request.pupilId ?? undefined),
  );
  const others = [...looks.byVersion.values()].flat().filter(({ postId }) => !direct.has(postId));
  const alike = new Set(others.filter(({ sameness }) => sameness !== 'near').map(({ postId }) => postId));
  const near = others.filter(({ postId }) => !alike.has(postId)).map(({ postId }) => postId);
  return { direct: [...direct], alike: [...alike], near: [...new Set(near)], looks };
}
