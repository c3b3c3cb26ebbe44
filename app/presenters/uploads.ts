// Why an upload was not taken, in words; the same whether a script or a plain form sent it.
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';

/** The sentence for a photo that was refused on arrival. */
export function receivedSentence(code: 'empty' | 'too_many_bytes' | 'too_many_photos'): string {
  if (code !== 'too_many_photos') return photoRefusalSentence(code);
  return `A post holds at most ${MAX_PHOTOS} photos, so this one was not added. Remove one first if you want it instead.`;
}
