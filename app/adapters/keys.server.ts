// The keys of this installation: what each is for, who may hold which half, and how they are found at the start.
// Keys are made only for an empty data folder. Where data is, a missing key is a stop, never a new key.
import { createHash, createHmac } from 'node:crypto';
import sodium from 'libsodium-wrappers';
import type { AuditSeal } from '#app/domain/audit-chain.ts';
import type { KeyVariable } from '#app/env.server.ts';

/** What is sealed to a pair of keys: originals of photos, tokens of accounts, reasons of restrictions. */
export const SEALED_KINDS = ['photos', 'tokens', 'reasons'] as const;
export type SealedKind = (typeof SEALED_KINDS)[number];

/** Seals; cannot open. */
export interface PublicKey {
  /** `<kind>-<16 hex digits>`, made from the public half itself, so it cannot be mistaken */
  id: string;
  /** 32 bytes */
  publicKey: Uint8Array;
}

export interface KeyPair extends PublicKey {
  /** 32 bytes */
  secretKey: Uint8Array;
}

/** Seals with the current key, opens with any that was ever current. */
export interface KeyRing {
  current: PublicKey;
  pairs: ReadonlyMap<string, KeyPair>;
}

/** The keys that sign the log: the current one signs, all of them check. */
export interface AuditKeys {
  currentId: string;
  byId: ReadonlyMap<string, Uint8Array>;
}

interface BothSides {
  audit: AuditKeys;
  /** signs sessions; at least 32 characters */
  sessionSecret: string;
}
/** What a web process holds: public halves only. */
export type WebKeys = BothSides & Record<SealedKind, PublicKey>;
/** What a worker holds. */
export type Keys = BothSides & Record<SealedKind, KeyRing>;

/** The public halves of `keys`: with them one can seal and cannot open. */
export function webKeys({ photos, tokens, reasons, audit, sessionSecret }: Keys): WebKeys {
  return { photos: photos.current, tokens: tokens.current, reasons: reasons.current, audit, sessionSecret };
}

/** The ids of every key held, by which data names what it needs. */
export function keyIds(keys: Keys | WebKeys): string[] {
  const sealed = SEALED_KINDS.flatMap((kind) => {
    const held = keys[kind];
    return 'pairs' in held ? [...held.pairs.keys()] : [held.id];
  });
  return [...sealed, ...keys.audit.byId.keys()];
}

/** The current public halves in base64, by the variable that hands each to a web process. Not secret. */
export function publicHalves(keys: Keys): Record<SealedKind, string> {
  const half = (kind: SealedKind): string => Buffer.from(keys[kind].current.publicKey).toString('base64');
  return { photos: half('photos'), tokens: half('tokens'), reasons: half('reasons') };
}

/** Signs and checks the log's links: HMAC-SHA-256 in lower-case hex. */
export function auditSeal({ currentId, byId }: AuditKeys): AuditSeal {
  return {
    keyId: currentId,
    mac(text, keyId = currentId) {
      const key = byId.get(keyId);
      if (!key) throw new Error(`The audit key ${keyId} is not among the keys of this installation.`);
      return createHmac('sha256', key).update(text, 'utf8').digest('hex');
    },
  };
}

/** Key texts as found in variables or files, before they are read. */
export type KeyTexts = Partial<Record<KeyVariable, string>>;

/**
 * Reads the texts of a full set.
 * Errors: throws one sentence naming every key that is missing or cannot be read; never any part of a key.
 */
export async function readKeys(texts: KeyTexts): Promise<Keys> {
  await sodium.ready;
  const problems: string[] = [];
  const ring = (kind: SealedKind): KeyRing => readRing(kind, listOf(texts[kind], kind, problems));
  const keys: Keys = {
    photos: ring('photos'),
    tokens: ring('tokens'),
    reasons: ring('reasons'),
    ...both(texts, problems),
  };
  stopAt(problems);
  return keys;
}

/**
 * Reads the public halves, given as such or taken from secret keys (which are then let go), and what both sides need.
 * Errors: as `readKeys`.
 */
export async function readWebKeys(texts: KeyTexts): Promise<WebKeys> {
  await sodium.ready;
  const problems: string[] = [];
  const half = (kind: SealedKind): PublicKey => {
    const given = texts[`${kind}Public`];
    if (given === undefined) return readRing(kind, listOf(texts[kind], kind, problems)).current;
    return publicKeyOf(kind, listOf(given, `${kind}Public`, problems)[0] ?? PLACEHOLDER);
  };
  const keys: WebKeys = {
    photos: half('photos'),
    tokens: half('tokens'),
    reasons: half('reasons'),
    ...both(texts, problems),
  };
  stopAt(problems);
  return keys;
}

/** Fresh texts for every key, from the system's source of randomness. */
export async function makeKeyTexts(): Promise<Record<SealedKind | 'audit' | 'session', string>> {
  await sodium.ready;
  const fresh = (): string => Buffer.from(sodium.randombytes_buf(32)).toString('base64');
  return { photos: fresh(), tokens: fresh(), reasons: fresh(), audit: fresh(), session: fresh() };
}

/** A fresh pair of this kind, from the system's source of randomness. */
export async function makeKeyPair(kind: SealedKind): Promise<KeyPair> {
  await sodium.ready;
  return pairOf(kind, sodium.randombytes_buf(KEY_BYTES));
}

/** The pairs in a key text, the current one first. Errors: throws when one cannot be read. */
export async function readKeyPairs(kind: SealedKind, text: string): Promise<KeyPair[]> {
  await sodium.ready;
  const problems: string[] = [];
  const secrets = listOf(text, kind, problems);
  stopAt(problems);
  return secrets.map((secretKey) => pairOf(kind, secretKey));
}

const KEY_BYTES = 32;
/** Stands where a key could not be read until all problems are known; nothing is ever sealed to it. */
const PLACEHOLDER = new Uint8Array(KEY_BYTES);

function stopAt(problems: string[]): void {
  if (problems.length > 0) throw new Error(`The keys cannot be used: ${problems.join('; ')}.`);
}

/** The keys in a text, the current one first; separated by commas, spaces or lines. */
function listOf(text: string | undefined, name: KeyVariable, problems: string[]): Uint8Array[] {
  const words = text?.split(/[\s,]+/).filter(Boolean) ?? [];
  if (words.length === 0) problems.push(`${name} is missing`);
  const keys = words.map((word) => new Uint8Array(Buffer.from(word, 'base64')));
  if (keys.some((key) => key.length !== KEY_BYTES)) problems.push(`${name} is not 32 bytes in base64`);
  return keys.filter((key) => key.length === KEY_BYTES);
}

function publicKeyOf(kind: SealedKind, publicKey: Uint8Array): PublicKey {
  return { id: `${kind}-${shortDigest(publicKey)}`, publicKey };
}

function pairOf(kind: SealedKind, secretKey: Uint8Array): KeyPair {
  return { ...publicKeyOf(kind, sodium.crypto_scalarmult_base(secretKey)), secretKey };
}

function readRing(kind: SealedKind, secrets: Uint8Array[]): KeyRing {
  const pairs = secrets.map((secretKey) => pairOf(kind, secretKey));
  const [first] = pairs;
  const current = first ? { id: first.id, publicKey: first.publicKey } : publicKeyOf(kind, PLACEHOLDER);
  return { current, pairs: new Map(pairs.map((pair) => [pair.id, pair])) };
}

function both(texts: KeyTexts, problems: string[]): BothSides {
  const secrets = listOf(texts.audit, 'audit', problems);
  // The id of a secret key must say nothing about it: a keyed digest of a fixed text does not.
  const ids = secrets.map(
    (key) => `audit-${createHmac('sha256', key).update('key id').digest('hex').slice(0, 16)}`,
  );
  const byId = new Map(secrets.map((key, index) => [ids[index] ?? '', key]));
  const sessionSecret = texts.session?.trim() ?? '';
  if (sessionSecret.length < 32) problems.push('session is missing or shorter than 32 characters');
  return { audit: { currentId: ids[0] ?? '', byId }, sessionSecret };
}

const shortDigest = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 16);
