// Stands between opening and encoding: decodes once, changes the pixels, and from then on gives the changed picture only, so
// that no encoding at any size or quality ever sees the unedited one again.
import type { Sharp } from 'sharp';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { sharp } from './decoders.ts';
import { editPixels } from './edit-pixels.ts';
import { within } from './open-picture.ts';

/**
 * In: gives the upright picture no larger than an edge in px; the longest edge of the result; the edits.
 * Out: gives the edited picture no larger than an edge. Errors: whatever the decoder throws.
 */
export async function editedPicture(
  upright: (edge: number) => Sharp,
  { maxEdge, edits }: { maxEdge: number; edits: PhotoEdits },
): Promise<(edge: number) => Sharp> {
  const { data, info } = await upright(maxEdge).raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`a picture of ${info.channels} channels cannot be edited`);
  const edited = editPixels({ data, width: info.width, height: info.height }, edits);
  const raw = { width: edited.width, height: edited.height, channels: 3 as const };
  return (edge) => within(sharp(edited.data, { raw }), edge);
}
