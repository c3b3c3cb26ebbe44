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

const same = (shown: readonly (string | null)[], sent: readonly (string | null)[]): boolean =>
  shown.length === sent.length && shown.every((each, index) => each !== null && each === sent[index]);

/** Compares a record with what was sent: words to the letter, photos by the name of their bytes, in order. */
export function verdictsOn(value: unknown, sent: Sent): Omit<LivePost, 'platformId'> {
  const shown = shownIn(value);
  return {
    wordsOurs: shown.words === sent.words,
    photosOurs: same(
      shown.photos.map(({ cid }) => cid),
      sent.mediaIds.map((id) => photoOf(id)?.cid ?? null),
    ),
    altTextsOurs: same(
      shown.photos.map(({ alt }) => alt),
      sent.altTexts,
    ),
  };
}

/** Whether a record under our key is the one that was to be written: its words are ours, and each photo is of one of our uploads. */
export function isOurs(value: unknown, wanted: { words: string; mediaIds: readonly string[] }): boolean {
  const shown = shownIn(value);
  const ours = new Set(wanted.mediaIds.map((id) => photoOf(id)?.cid));
  return shown.words === wanted.words && shown.photos.every(({ cid }) => cid !== null && ours.has(cid));
}
