// Secrets at rest: the web side can seal (public key only), the worker alone can open.

export interface Sealed {
  /** base64 of the sealed box */
  box: string;
  /** which key it is sealed to; kept beside every ciphertext so that keys can rotate */
  keyId: string;
}

/** Held by the web and the worker. */
export interface SealingVault {
  seal(plain: Uint8Array): Promise<Sealed>;
}

/** Held by the worker alone. Errors: throws when the key id is unknown or the box is damaged. */
export interface OpeningVault extends SealingVault {
  open(sealed: Sealed): Promise<Uint8Array>;
}
