// How a web process, which can open nothing that is stored, is told one secret: it makes a key for one question, the worker
// closes the answer to it, and the key is forgotten with the answer.

/** Held in the memory of one request. */
export interface OneTimeKey {
  /** base64 of the public half, to be sent with the question */
  publicKey: string;
  /** Errors: throws when the box is damaged or closed to another key. */
  open(box: string): Promise<Uint8Array>;
}

/** The asking side. */
export interface OneTimeKeys {
  make(): Promise<OneTimeKey>;
}

/** The answering side: closes `plain` to a public half, base64 to base64. Errors: throws when that is no key. */
export type OneTimeSeal = (publicKey: string, plain: Uint8Array) => Promise<string>;
