// Reads the very bytes about to be sent, hashes them and walks them again: what is sent is what was approved and holds nothing else (R-69, I-02).
import { createHash } from 'node:crypto';
import { maySend, walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import type { PhotoIntake } from '#app/domain/ports/photo-store.ts';
import type { PlacedPhoto } from './photo-of-post.ts';

/**
 * Bytes by SHA-256 of every photo whose file is there, unchanged and clean; any other is simply absent. `walked`: SHA-256 of photos that
 * were walked just before: the same bytes are hashed again and need no second walk.
 */
export async function verifyPhotos(
  store: Pick<PhotoIntake, 'readClean'>,
  photos: readonly PlacedPhoto[],
  walked: Pick<ReadonlyMap<string, unknown>, 'has'> = new Map(),
): Promise<Map<string, Uint8Array>> {
  const verified = new Map<string, Uint8Array>();
  for (const { version } of photos) {
    const bytes = version ? await store.readClean(version.key) : null;
    if (!version || !bytes) continue;
    const { sha256 } = version;
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) continue;
    if (walked.has(sha256) || maySend(walkBytes(bytes))) verified.set(sha256, bytes);
  }
  return verified;
}
