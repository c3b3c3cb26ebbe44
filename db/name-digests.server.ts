// The key by which words are looked for that must not stand in the database: names that pupils no longer have, and the wording
// somebody answered about. The database's own handle carries it, into every transaction, so that no query can be asked without it.
import { createHmac } from 'node:crypto';
import type { Database, Tx } from '#db/client.server.ts';

/** Lower-case hex HMAC-SHA-256 of a folded word or wording. */
export type WordDigest = (folded: string) => string;

/** The pages are a bundle of their own with this module in it once more, so the key lies with the handle, not with the module. */
const KEY = Symbol.for('gatepost.wordDigest');
type Carrier = { [KEY]?: WordDigest };

const carry = (handle: object, digest: WordDigest): void =>
  void Object.defineProperty(handle, KEY, { value: digest, configurable: true });

/** `secret`: at least 32 random characters, the same in every process of the installation. */
export function carryWordKey(db: Database, secret: string): void {
  carry(db, (folded) => createHmac('sha256', secret).update(`word\n${folded}`).digest('hex'));
}

/** Hands the key on to a transaction of the same database. */
export function carryOn(from: Database, to: Tx): void {
  const digest = (from as Carrier)[KEY];
  if (digest) carry(to, digest);
}

/** Errors: throws where the handle was opened without a key; nothing is then looked for, so nothing is let through. */
export function wordDigestOf(db: Database | Tx): WordDigest {
  const digest = (db as Carrier)[KEY];
  if (!digest) throw new Error('this database handle carries no key for words');
  return digest;
}
