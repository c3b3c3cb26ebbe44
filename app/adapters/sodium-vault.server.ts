// Secrets at rest, in libsodium's sealed boxes: whoever holds the public half can close one, and only the holder of
// the secret half can open it. Each names the key it was closed with, so that keys can change.
import sodium from 'libsodium-wrappers';
import type { OpeningVault, SealingVault } from '#app/domain/ports/token-vault.ts';
import type { KeyRing, PublicKey } from './keys.server.ts';

/** A vault that seals to `key` and cannot open. */
export function sealingVault(key: PublicKey): SealingVault {
  return {
    async seal(plain) {
      await sodium.ready;
      const box = sodium.crypto_box_seal(plain, key.publicKey);
      return { box: Buffer.from(box).toString('base64'), keyId: key.id };
    },
  };
}

/**
 * A vault that seals to the ring's current key and opens what any of its keys closed.
 * Errors of `open`: names the key id when the ring lacks it; says that the box is damaged otherwise.
 */
export function openingVault(ring: KeyRing): OpeningVault {
  return {
    ...sealingVault(ring.current),
    async open({ box, keyId }) {
      await sodium.ready;
      const pair = ring.pairs.get(keyId);
      if (!pair) throw new Error(`The key ${keyId} is not among the keys of this installation.`);
      try {
        return sodium.crypto_box_seal_open(
          new Uint8Array(Buffer.from(box, 'base64')),
          pair.publicKey,
          pair.secretKey,
        );
      } catch (cause) {
        throw new Error(`A box sealed with the key ${keyId} is damaged.`, { cause });
      }
    },
  };
}
