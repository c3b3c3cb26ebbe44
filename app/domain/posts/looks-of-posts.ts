// Before anything is locked: which posts of the school have a photo that looks like one of these posts' photos, these posts among them.
// More than is needed may come out of it, never less; what becomes of each is decided once all are locked.
import type { Tx } from '#db/client.server.ts';
import { contentsOf, picturesByVersion, versionsListing } from '#db/queries/look-alikes.server.ts';
import { type AlikePhoto, findLookAlikes } from './look-alikes.ts';

export interface Looks {
  /** by the version that was compared */
  byVersion: ReadonlyMap<string, readonly AlikePhoto[]>;
  /** the posts they are in */
  postIds: readonly string[];
}

export const NO_LOOKS: Looks = { byVersion: new Map(), postIds: [] };

/** @param pupilId compares only photos that show this pupil; all photos of the posts when left out */
export async function looksOfPosts(
  db: Tx,
  scope: { schoolId: string },
  postIds: readonly string[],
  pupilId?: string,
): Promise<Looks> {
  if (postIds.length === 0) return NO_LOOKS;
  const submitted = (await contentsOf(db, scope, postIds)).flatMap(({ content }) =>
    content.photos
      .filter(({ people }) => !pupilId || people.some(({ kind, id }) => kind === 'pupil' && id === pupilId))
      .map(({ versionId }) => versionId),
  );
  const listed = pupilId ? await versionsListing(db, scope, pupilId, postIds) : [];
  return looksOf(db, scope, [...submitted, ...listed]);
}

/** The same for photos by their versions. */
export async function looksOf(
  db: Tx,
  scope: { schoolId: string },
  versionIds: readonly string[],
): Promise<Looks> {
  const pictures = await picturesByVersion(db, scope, [...new Set(versionIds)]);
  const byVersion = await findLookAlikes(db, scope, pictures);
  return { byVersion, postIds: postsIn(byVersion) };
}

/** The posts of some look-alikes, each once. */
export const postsIn = (byVersion: ReadonlyMap<string, readonly AlikePhoto[]>): string[] => [
  ...new Set([...byVersion.values()].flat().map(({ postId }) => postId)),
];
