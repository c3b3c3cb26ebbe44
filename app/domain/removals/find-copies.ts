// Every post that a request is about: the one it names with all that went out together with it, those that show the pupil, and those
// with a photo that looks like one of theirs, whoever is said to be in it.
import type { Tx } from '#db/client.server.ts';
import { leadingId, postsTogether } from '#db/queries/cross-posts.server.ts';
import { postsShowingPupil } from '#db/queries/posts.server.ts';
import type { RemovalRequestRow } from '#db/queries/removal-requests.server.ts';
import { type Looks, looksOfPosts } from '#app/domain/posts/looks-of-posts.ts';
import { postAtAddress } from './post-at-address.ts';

export interface Copies {
  /** the post that the request names, by what staff found or by the address it gave; null = none is known */
  named: string | null;
  /** named, or the same post on another account, or showing the pupil by the record */
  direct: string[];
  /** the same picture, posted again */
  alike: string[];
  /** resembling one of theirs, for a person to look at */
  near: string[];
  looks: Looks;
}

export async function findCopies(
  db: Tx,
  request: Pick<RemovalRequestRow, 'schoolId' | 'postId' | 'pupilId' | 'address'>,
): Promise<Copies> {
  const scope = { schoolId: request.schoolId };
  const named = request.postId ?? (await postAtAddress(db, scope, request.address));
  const direct = new Set(named ? await togetherWith(db, scope, named) : []);
  if (request.pupilId && !named)
    for (const postId of await postsShowingPupil(db, scope, request.pupilId)) direct.add(postId);
  const looks = await looksOfPosts(
    db,
    scope,
    [...direct],
    named ? undefined : (request.pupilId ?? undefined),
  );
  const others = [...looks.byVersion.values()].flat().filter(({ postId }) => !direct.has(postId));
  const alike = new Set(others.filter(({ sameness }) => sameness !== 'near').map(({ postId }) => postId));
  const near = others.filter(({ postId }) => !alike.has(postId)).map(({ postId }) => postId);
  return { named, direct: [...direct], alike: [...alike], near: [...new Set(near)], looks };
}

/** The post and, where it goes to several accounts, each of those, of earlier versions as well: to whoever reads it it is one. */
async function togetherWith(db: Tx, scope: { schoolId: string }, postId: string): Promise<string[]> {
  const leadPostId = await leadingId(db, scope, postId);
  const together = await postsTogether(db, scope, leadPostId);
  return together
    .filter((each) => each.postId === postId || each.status !== 'cancelled')
    .map((each) => each.postId);
}
