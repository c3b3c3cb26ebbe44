// Changing a key of the installation: the new one is put before the old ones, which stay until nothing needs them. Files are written
// on one machine alone only; in a cluster keys come from outside, and Gatepost never writes them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './durable-files.server.ts';
import { forgetKeyIds, KEY_FILES, type KeySettings } from './key-files.server.ts';
import { type KeyPair, makeKeyPair, readKeyPairs, type SealedKind } from './keys.server.ts';

const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A new key as an operator sets it, and its public half for web processes. */
export async function newKeyTexts(
  kind: SealedKind,
): Promise<{ id: string; secret: string; publicHalf: string }> {
  const pair = await makeKeyPair(kind);
  return { id: pair.id, secret: inBase64(pair.secretKey), publicHalf: inBase64(pair.publicKey) };
}

/**
 * Makes a key and writes it before the others into its file, readable by this user alone; whole or not at all.
 * Returns its id. Hold the data folder's lock.
 * Errors: throws in a cluster; when the file cannot be read or written, the old one stays.
 */
export async function putNewKeyFirst(settings: KeySettings, kind: SealedKind): Promise<string> {
  const path = fileOf(settings, kind);
  const [held, made] = [await pairsIn(path, kind), await makeKeyPair(kind)];
  await writePairs(path, [made, ...held]);
  return made.id;
}

/**
 * Removes keys for good: from what the data is said to need, and, on one machine alone, from their file.
 * Errors: throws when the first key of the file, which is in use, is among them.
 */
export async function dropKeys(
  settings: KeySettings,
  kind: SealedKind,
  ids: readonly string[],
): Promise<void> {
  const path = settings.mode === 'solo' ? fileOf(settings, kind) : null;
  const held = path ? await pairsIn(path, kind) : [];
  if (held[0] && ids.includes(held[0].id)) throw new Error('The key in use cannot be removed.');
  // In this order: a key that is still held is remembered again at the next start; one that is missing would stop it.
  await forgetKeyIds(settings, ids);
  if (path)
    await writePairs(
      path,
      held.filter((pair) => !ids.includes(pair.id)),
    );
}

function fileOf({ mode, keysDir }: KeySettings, kind: SealedKind): string {
  if (mode !== 'solo' || !keysDir) throw new Error('In a cluster Gatepost does not write keys.');
  return join(keysDir, KEY_FILES[kind]);
}

const pairsIn = async (path: string, kind: SealedKind): Promise<KeyPair[]> =>
  readKeyPairs(kind, await readFile(path, 'utf8'));

const writePairs = (path: string, pairs: readonly KeyPair[]): Promise<void> =>
  writeDurably(path, [Buffer.from(pairs.map((pair) => `${inBase64(pair.secretKey)}\n`).join(''))]);
