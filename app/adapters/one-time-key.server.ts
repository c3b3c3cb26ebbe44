// Keys for one question, in libsodium's sealed boxes: made in memory, never written anywhere.
import sodium from 'libsodium-wrappers';
import type { OneTimeKeys, OneTimeSeal } from '#app/domain/ports/one-time-key.ts';

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Makes a fresh pair for each question. */
export const oneTimeKeys: OneTimeKeys = {
  async make() {
    await sodium.ready;
    const { publicKey, privateKey } = sodium.crypto_box_keypair();
    return {
      publicKey: base64Of(publicKey),
      async open(box) {
        try {
          return sodium.crypto_box_seal_open(bytesOf(box), publicKey, privateKey);
        } catch (cause) {
          throw new Error('An answer closed to a one-time key is damaged or meant for another.', { cause });
        }
      },
    };
  },
};

/** Closes an answer to the key of its question. */
export const oneTimeSeal: OneTimeSeal = async (publicKey, plain) => {
  await sodium.ready;
  return base64Of(sodium.crypto_box_seal(plain, bytesOf(publicKey)));
};
