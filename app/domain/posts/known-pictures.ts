// Which photos of a post look like a picture that was taken down, refused or withdrawn (I-15): found by likeness, among
// all that the school keeps, without any picture being kept.
import type { Database, Tx } from '#db/client.server.ts';
import {
  allowedPicturesOf,
  refusedPicturesByIds,
  refusedPicturesOf,
  type RefusedPictureRow,
} from '#db/queries/refused-pictures.server.ts';
import { withdrawnTogether } from '#db/queries/refused-together.server.ts';
import { type Likeness, readLikeness } from '#app/domain/photos/likeness.ts';
import { findAlike } from '#app/domain/photos/same-likeness.ts';
import type { PostRef } from './load-post-facts.ts';
import type { PhotoVersion, PlacedPhoto } from './photo-of-post.ts';
import type { PostContent } from './post-digest.ts';
import type { KnownPicture } from './verdicts.ts';

/** A refused picture as it is compared; `likeness` is null when it was made in a way no longer compared. */
interface Refused {
  id: string;
  likeness: Likeness | null;
  text: string;
  perceptualHash: string;
}

/** Rows never change, and reading one takes longer than comparing it: those read before are kept, by id, up to a bound. */
const read = new Map<string, Refused>();
const MOST_READ = 20_000;

/**
 * The photos of `content` that look like a refused picture, each once. A post is not held against itself: what was
 * refused in it stands in its way by the decision itself; nor against one for another account that was cut with it and from which
 * somebody's no took the picture back: what its own account may show of the same people is asked for each. A pair that somebody has
 * allowed is left out.
 */
export async function knownPictures(
  db: Database | Tx,
  ref: PostRef,
  content: PostContent,
  photos: readonly PlacedPhoto[],
): Promise<KnownPicture[]> {
  if (content.photos.length === 0) return [];
  const rows = (await refusedPicturesOf(db, ref)).filter(({ postId }) => postId !== ref.postId);
  if (rows.length === 0) return [];
  const judgedHere = await withdrawnTogether(db, ref, ref.postId);
  const refused = await readRefused(
    db,
    ref,
    rows.map(({ id }) => id).filter((id) => !judgedHere.has(id)),
  );
  const allowed = new Set(
    (
      await allowedPicturesOf(
        db,
        ref,
        photos.map(({ photoId }) => photoId),
      )
    ).map(({ photoId, refusedPictureId }) => `${photoId} ${refusedPictureId}`),
  );
  return content.photos.flatMap(({ versionId }, photo) => {
    const placed = photos.find(({ version }) => version?.id === versionId && versionId !== '');
    if (!placed?.version) return [];
    const found = alike(
      placed.version,
      refused.filter(({ id }) => !allowed.has(`${placed.photoId} ${id}`)),
    );
    if (found.length === 0) return [];
    const sameness = found.some((each) => each.sameness === 'same') ? 'same' : 'near';
    return [{ photo, sameness, pictureIds: found.map(({ of }) => of.id) }];
  });
}

function alike(version: PhotoVersion, refused: readonly Refused[]): ReturnType<typeof findAlike<Refused>> {
  const likeness = version.likeness === null ? null : readLikeness(version.likeness);
  const comparable = refused.flatMap((each): [Refused, Likeness][] =>
    likeness && each.likeness ? [[each, each.likeness]] : [],
  );
  const others = refused.filter((each) => !likeness || !each.likeness);
  return [
    ...(likeness ? findAlike(likeness, comparable) : []),
    ...others.filter(isUnchanged(version)).map((of) => ({ of, sameness: 'same' as const })),
  ];
}

/** Without likenesses that can be compared, only the very same picture is known. */
const isUnchanged =
  (version: PhotoVersion) =>
  ({ text, perceptualHash }: Refused): boolean =>
    version.likeness && text ? version.likeness === text : version.perceptualHash === perceptualHash;

async function readRefused(db: Database | Tx, ref: PostRef, ids: readonly string[]): Promise<Refused[]> {
  if (read.size > MOST_READ) read.clear();
  const missing = ids.filter((id) => !read.has(id));
  for (const row of await refusedPicturesByIds(db, ref, missing)) read.set(row.id, refusedOf(row));
  return ids.flatMap((id) => read.get(id) ?? []);
}

const refusedOf = ({ id, likeness, perceptualHash }: RefusedPictureRow): Refused => ({
  id,
  likeness: readLikeness(likeness),
  text: likeness,
  perceptualHash,
});
