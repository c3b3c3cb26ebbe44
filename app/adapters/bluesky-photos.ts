// A photo on a Bluesky server, as we keep it between the upload and the post: what the post's record has to name, in one short text
// without anything that the photo shows or says.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { UploadablePhoto } from '#app/domain/ports/publisher.ts';
import type { BlueskyReply } from './bluesky-reply.ts';
import { succeeded, textAt } from './bluesky-reply.ts';

/** Photos in one post, and bytes of each (lexicon `app.bsky.embed.images`). */
export const MOST_PHOTOS = 4;
export const MOST_PHOTO_BYTES = 2_000_000;

const keptPhoto = z.strictObject({
  cid: z.string().regex(/^b[a-z2-7]{58}$/),
  mime: z.string().regex(/^image\/[a-z0-9.+-]{1,40}$/),
  size: z.number().int().min(1).max(MOST_PHOTO_BYTES),
  w: z.number().int().min(1),
  h: z.number().int().min(1),
});
export type KeptPhoto = z.infer<typeof keptPhoto>;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The name of these bytes on a Bluesky server: version 1, raw bytes, SHA-256, in base 32 (AT Protocol, "Data Model": blob CIDs).
 * Example: `bafkrei…`, 59 letters.
 */
export function cidOf(bytes: Uint8Array): string {
  const whole = Buffer.concat([
    Buffer.from([1, 0x55, 0x12, 0x20]),
    createHash('sha256').update(bytes).digest(),
  ]);
  let text = 'b';
  let bits = 0;
  let held = 0;
  for (const byte of whole) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

/**
 * Reads the answer to an upload.
 * Returns: the photo as text, or null when the server did not keep exactly these bytes as an image.
 */
export function keptAs(reply: BlueskyReply, photo: UploadablePhoto): string | null {
  if (!succeeded(reply) || !reply.valid) return null;
  const blob = (reply.body as { blob?: { size?: unknown } }).blob;
  const kept: KeptPhoto = {
    cid: textAt(blob, 'ref', '$link') ?? '',
    mime: textAt(blob, 'mimeType') ?? '',
    size: typeof blob?.size === 'number' ? blob.size : 0,
    w: photo.width,
    h: photo.height,
  };
  const exact = kept.cid === cidOf(photo.bytes) && kept.size === photo.bytes.byteLength;
  return exact && keptPhoto.safeParse(kept).success ? JSON.stringify(kept) : null;
}

/** The photo that a text names; null when it names none. */
export function photoOf(mediaId: string): KeptPhoto | null {
  try {
    return keptPhoto.safeParse(JSON.parse(mediaId)).data ?? null;
  } catch {
    return null;
  }
}
