// Which photos of posts that are out, or on their way, look like given pictures (I-15): a photo that was posted again, cropped
// or written anew, whoever is said to be in it. Pure comparison over what the database holds; nothing is decided here.
import { setImmediate as breathe } from 'node:timers/promises';
import type { Database, Tx } from '#db/client.server.ts';
import {
  type PictureRow,
  picturesByVersion,
  type PostedPhoto,
  postedPhotos,
} from '#db/queries/look-alikes.server.ts';
import { type Likeness, readLikeness } from '#app/domain/photos/likeness.ts';
import { findAlike } from '#app/domain/photos/same-likeness.ts';
import type { PostStatus } from './post-status.ts';

/** Posts that a picture may still stop or bring down. The next step of every other post compares its pictures by itself. */
export const COMPARED: readonly PostStatus[] = [
  'in_review',
  'approved',
  'scheduled',
  'held',
  'publishing',
  'unknown',
  'published',
  'takedown_failed',
];

export interface AlikePhoto extends PostedPhoto {
  /** `unchanged`: the very same picture; `same`: it, changed a little; `near`: a person should look */
  sameness: 'unchanged' | 'same' | 'near';
}

/** A picture as it is compared; `likeness` is null when it was made in a way no longer compared, and only then `text` is kept. */
interface Compared {
  perceptualHash: string;
  likeness: Likeness | null;
  text: string | null;
}

/** Versions never change, and reading one takes longer than comparing it: those read before are kept, by id, up to a bound. */
const remembered = new Map<string, Compared>();
const MOST_REMEMBERED = 12_000;

/**
 * For each of the pictures, by its id, the posted photos of the school that look like it: also the picture itself, in every post that it
 * is in. One photo is in several posts when a post goes to several accounts; which of them is meant, whoever asks knows.
 */
export async function findLookAlikes(
  db: Database | Tx,
  scope: { schoolId: string },
  pictures: readonly PictureRow[],
): Promise<Map<string, AlikePhoto[]>> {
  const found = new Map<string, AlikePhoto[]>();
  if (pictures.length === 0) return found;
  const photos = await postedPhotos(db, scope, COMPARED);
  await remember(
    db,
    scope,
    photos.map(({ versionId }) => versionId),
  );
  const readable = photos.flatMap((photo): [PostedPhoto, Likeness][] => {
    const likeness = remembered.get(photo.versionId)?.likeness;
    return likeness ? [[photo, likeness]] : [];
  });
  const looked = new Map<string, AlikePhoto[]>();
  for (const picture of pictures) {
    const key = `${picture.perceptualHash} ${picture.likeness ?? ''}`;
    const alike = looked.get(key) ?? lookAlike(picture, photos, readable);
    looked.set(key, alike);
    found.set(picture.id, alike);
    // Thousands of comparisons: whatever else this process has to do comes in between.
    await breathe();
  }
  return found;
}

function lookAlike(
  picture: PictureRow,
  photos: readonly PostedPhoto[],
  readable: readonly [PostedPhoto, Likeness][],
): AlikePhoto[] {
  const one = compared(picture);
  const alike = new Map<string, AlikePhoto>();
  const add = (photo: PostedPhoto, sameness: AlikePhoto['sameness']) => {
    const key = `${photo.postId} ${photo.versionId}`;
    if (!alike.has(key)) alike.set(key, { ...photo, sameness });
  };
  for (const photo of photos) {
    const other = remembered.get(photo.versionId);
    if (other && isUnchanged(one, other)) add(photo, 'unchanged');
  }
  if (one.likeness) for (const { of, sameness } of findAlike(one.likeness, readable)) add(of, sameness);
  return [...alike.values()];
}

/** Where both have a likeness it decides; without, only the very same coarse hash does. */
function isUnchanged(one: Compared, other: Compared): boolean {
  if (one.likeness && other.likeness)
    return (
      sameNumbers(one.likeness.hashes, other.likeness.hashes) &&
      sameNumbers(one.likeness.map, other.likeness.map)
    );
  return one.text && other.text ? one.text === other.text : one.perceptualHash === other.perceptualHash;
}

const sameNumbers = (one: ArrayLike<number>, other: ArrayLike<number>): boolean => {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return one.length === other.length;
};

async function remember(
  db: Database | Tx,
  scope: { schoolId: string },
  versionIds: readonly string[],
): Promise<void> {
  if (remembered.size > MOST_REMEMBERED) remembered.clear();
  const missing = [...new Set(versionIds)].filter((id) => !remembered.has(id));
  for (let from = 0; from < missing.length; from += 1_000) {
    const rows = await picturesByVersion(db, scope, missing.slice(from, from + 1_000));
    for (const row of rows) remembered.set(row.id, compared(row));
  }
}

function compared({ perceptualHash, likeness: text }: PictureRow): Compared {
  const likeness = text ? readLikeness(text) : null;
  return { perceptualHash, likeness, text: likeness ? null : text || null };
}
