// The hash chain of the log, as pure arithmetic: how an event becomes a link, and how a chain is checked.
import canonicalize from 'canonicalize';

/** The key that signs the log, kept outside the database. */
export interface AuditSeal {
  keyId: string;
  /** lower-case hex HMAC-SHA-256 of the text under the key `keyId`; throws when that key is unknown */
  mac(text: string, keyId?: string): string;
}

export interface Link {
  chain: string;
  seq: number;
  /** ms since 1970 */
  atMs: number;
  /** canonical JSON of the event */
  text: string;
  /** mac of the link before; `GENESIS` for the first */
  prev: string;
  mac: string;
  keyId: string;
}

export const GENESIS = '0'.repeat(64);

const signedText = (link: Omit<Link, 'mac'>): string =>
  `${link.chain}\n${link.seq}\n${link.atMs}\n${link.prev}\n${link.text}`;

/** The next link after `prev` (mac of the head, or GENESIS) for an event. */
export function forgeLink(
  seal: AuditSeal,
  chain: string,
  seq: number,
  atMs: number,
  prev: string,
  event: object,
): Link {
  const text = canonicalize(event);
  if (text === undefined) throw new Error('an audit event must be JSON');
  const unsigned = { chain, seq, atMs, text, prev, keyId: seal.keyId };
  return { ...unsigned, mac: seal.mac(signedText(unsigned)) };
}

export interface ChainFault {
  chain: string;
  seq: number;
  what: 'changed' | 'missing' | 'out_of_order' | 'head_differs' | 'unknown_key' | 'anchor_differs';
}

/** Checks links in order of seq against each other; the first fault found, or null. `from` is what the walk has seen so far. */
export function faultInLink(
  seal: AuditSeal,
  from: { seq: number; mac: string; atMs: number },
  link: Link,
): ChainFault | null {
  const fault = (what: ChainFault['what']): ChainFault => ({ chain: link.chain, seq: link.seq, what });
  if (link.seq !== from.seq + 1) return fault('missing');
  if (link.prev !== from.mac || link.atMs < from.atMs) return fault('out_of_order');
  try {
    return seal.mac(signedText(link), link.keyId) === link.mac ? null : fault('changed');
  } catch {
    return fault('unknown_key');
  }
}
