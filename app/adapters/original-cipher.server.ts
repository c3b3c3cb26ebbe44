// How an original lies on the disk: AES-256-GCM in chunks under a key of its own. Each chunk is bound to its photo, its
// place and whether it is the last, so that none can be changed, moved, cut off or taken from another photo unseen.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { OriginalDamaged } from '#app/domain/ports/photo-store.ts';

export const DATA_KEY_BYTES = 32;

const MARK = Buffer.from('GPO1');
const CHUNK_BYTES = 262_144;
const TAG_BYTES = 16;

/** The bytes to store for (a piece of) an original, in chunks; `name` says of which photo it is. `dataKey` (32 bytes) must never be used for anything else. */
export function* encryptOriginal(
  name: string,
  dataKey: Uint8Array,
  plain: Uint8Array,
): Generator<Uint8Array> {
  yield MARK;
  const chunks = Math.max(1, Math.ceil(plain.length / CHUNK_BYTES));
  for (let index = 0; index < chunks; index++) {
    const cipher = createCipheriv('aes-256-gcm', dataKey, nonce(index));
    cipher.setAAD(boundTo(name, index, index === chunks - 1));
    yield cipher.update(plain.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES));
    cipher.final();
    yield cipher.getAuthTag();
  }
}

/**
 * The original again.
 * Errors: OriginalDamaged when anything differs from what was stored under this name with this key.
 */
export function decryptOriginal(name: string, dataKey: Uint8Array, stored: Uint8Array): Uint8Array {
  const sealedChunk = CHUNK_BYTES + TAG_BYTES;
  const body = stored.subarray(MARK.length);
  const chunks = Math.ceil(body.length / sealedChunk);
  const plain = new Uint8Array(Math.max(0, body.length - chunks * TAG_BYTES));
  try {
    if (chunks === 0 || !MARK.equals(stored.subarray(0, MARK.length))) throw new Error('no original');
    for (let index = 0; index < chunks; index++) {
      const chunk = body.subarray(index * sealedChunk, (index + 1) * sealedChunk);
      const decipher = createDecipheriv('aes-256-gcm', dataKey, nonce(index), { authTagLength: TAG_BYTES });
      decipher.setAAD(boundTo(name, index, index === chunks - 1));
      decipher.setAuthTag(chunk.subarray(-TAG_BYTES));
      plain.set(decipher.update(chunk.subarray(0, -TAG_BYTES)), index * CHUNK_BYTES);
      decipher.final();
    }
  } catch (cause) {
    throw new OriginalDamaged('A stored original is damaged or belongs to another photo.', { cause });
  }
  return plain;
}

/** A counter is safe as the nonce, because every original has a fresh key. */
function nonce(index: number): Uint8Array {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(index, 8);
  return bytes;
}

const boundTo = (name: string, index: number, last: boolean): Uint8Array =>
  Buffer.from(JSON.stringify(['original', name, index, last]));
