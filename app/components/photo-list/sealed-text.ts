// Seals a text with a PIN, so that what is kept on a phone cannot be read without it: AES-GCM under a key made from the PIN by
// PBKDF2. What must not be changed unnoticed beside it is bound to it.

/** Rounds of PBKDF2 with SHA-256: about a second on a phone of today. */
export const PIN_ROUNDS = 1_000_000;

export interface SealedText {
  salt: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  rounds: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A key that never leaves the browser, with what it was made from beside the PIN. */
export interface PinKey {
  key: CryptoKey;
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Makes the key. A new salt unless one is given. */
export async function pinKey(
  pin: string,
  rounds: number,
  salt: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(16)),
): Promise<PinKey> {
  const typed = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    typed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
  return { key, salt, rounds };
}

/** Seals the text together with `bound`, which stays readable but can no longer be changed unnoticed. */
export async function seal({ key, salt, rounds }: PinKey, text: string, bound: string): Promise<SealedText> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: 'AES-GCM', iv, additionalData: utf8(bound) };
  const bytes = new Uint8Array(await crypto.subtle.encrypt(how, key, utf8(text)));
  return { salt, iv, rounds, bytes };
}

/** The text; null for a key of another PIN and for anything that was changed. */
export async function unseal({ key }: PinKey, sealed: SealedText, bound: string): Promise<string | null> {
  const how = { name: 'AES-GCM', iv: sealed.iv, additionalData: utf8(bound) };
  const opened = await crypto.subtle.decrypt(how, key, sealed.bytes).catch(() => null);
  return opened && new TextDecoder().decode(opened);
}
