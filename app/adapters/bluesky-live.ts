// A live post held against what was sent. Only verdicts leave this file: nothing that the platform shows is kept or passed on.
import type { LivePost, Sent } from '#app/domain/ports/publisher.ts';
import { photoOf } from './bluesky-photos.ts';
import { textAt } from './bluesky-reply.ts';

interface Shown {
  words: string | null;
  photos: { cid: string | null; alt: string | null }[];
}

function shownIn(value: unknown): Shown {
  const embed = (value as { embed?: { images?: unknown } } | null)?.embed;
  const images: unknown[] = Array.isArray(embed?.images) ? embed.images : [];
  return {
    words: textAt(value, 'text'),
    photos: images.map((image) => ({
      cid: textAt(image, 'image', 'ref', '$link'),
      alt: textAt(image, 'alt'),
    })),
  };
}

/**
 * Compares a record with what was sent: words and descriptions to the letter and in order, photos by the names of their bytes, each
 * one of those uploaded in any attempt.
 */
export function verdictsOn(value: unknown, sent: Sent): Omit<LivePost, 'platformId'> {
  const { words, photos } = shownIn(value);
  const sameNumber = photos.length === sent.altTexts.length;
  return {
    wordsOurs: words === sent.words,
    photosOurs: sameNumber && areOurs(photos, sent.mediaIds),
    altTextsOurs: sameNumber && photos.every(({ alt }, index) => alt === sent.altTexts[index]),
  };
}

function areOurs(photos: Shown['photos'], mediaIds: readonly string[]): boolean {
  const ours = new Set(mediaIds.map((id) => photoOf(id)?.cid));
  return photos.every(({ cid }) => cid !== null && ours.has(cid));
}

/**
 * Whether a record under our key is the one that was to be written: its words are ours, and each photo is of one of our uploads.
 * Where the uploads are no longer known (a power cut took their names), the key and the words decide.
 */
export function isOurs(value: unknown, wanted: { words: string; mediaIds: readonly string[] }): boolean {
  const shown = shownIn(value);
  const photosFit = wanted.mediaIds.length === 0 || areOurs(shown.photos, wanted.mediaIds);
  return shown.words === wanted.words && photosFit;
}
