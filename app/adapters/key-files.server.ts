// Finds the keys of this installation in files or variables, makes them once for an empty data folder (solo), and
// refuses to go on when the data was written with keys that are not here.
import { chmod, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Env, KeyVariable } from '#app/env.server.ts';
import { dataFolder, makeDataFolder } from './data-folder.server.ts';
import { syncFolder, writeDurably } from './durable-files.server.ts';
import {
  keyIds,
  type Keys,
  type KeyTexts,
  makeKeyTexts,
  readKeys,
  readWebKeys,
  type WebKeys,
} from './keys.server.ts';

export type KeySettings = Pick<Env, 'mode' | 'dataDir' | 'keysDir' | 'keyTexts'>;

/** The file of each key in the keys folder. */
export const KEY_FILES: Record<KeyVariable, string> = {
  photos: 'photos.key',
  tokens: 'tokens.key',
  reasons: 'reasons.key',
  audit: 'audit.key',
  session: 'session.key',
  photosPublic: 'photos.pub',
  tokensPublic: 'tokens.pub',
  reasonsPublic: 'reasons.pub',
};

/**
 * The full set, for a worker or a process that is both. In solo it is made on the first start; hold the folder's lock.
 * Errors: throws one plain line when a key is missing or damaged, or data needs a key that is not here.
 */
export async function loadKeys(settings: KeySettings): Promise<Keys> {
  if (settings.mode === 'solo') await makeKeysOnce(settings);
  const keys = await explained(settings, readKeys(await textsOf(settings)));
  await rememberKeyIds(settings, keyIds(keys), () => true);
  return keys;
}

/** The public halves alone, for a web process of a cluster. Errors: as `loadKeys`. */
export async function loadWebKeys(settings: KeySettings): Promise<WebKeys> {
  const keys = await explained(settings, readWebKeys(await textsOf(settings)));
  // Old pairs open what they closed, which is the worker's work; old audit keys still check the log.
  await rememberKeyIds(settings, keyIds(keys), (id) => id.startsWith('audit-'));
  return keys;
}

async function explained<T>(settings: KeySettings, reading: Promise<T>): Promise<T> {
  return reading.catch((cause: Error) => {
    const where = settings.keysDir ? `the folder ${settings.keysDir}` : 'the GATEPOST_KEY_ variables';
    throw new Error(
      `${cause.message} They are looked for in ${where}; put them back from their backup. New keys could not open what is stored.`,
      { cause },
    );
  });
}

/** Files first, then variables over them. */
async function textsOf({ keysDir, keyTexts }: KeySettings): Promise<KeyTexts> {
  const texts: KeyTexts = {};
  if (keysDir) {
    for (const [name, file] of Object.entries(KEY_FILES) as [KeyVariable, string][]) {
      const text = await readFile(join(keysDir, file), 'utf8').catch(absent);
      if (text !== null) texts[name] = text;
    }
  }
  return { ...texts, ...keyTexts };
}

async function makeKeysOnce({ dataDir, keysDir }: KeySettings): Promise<void> {
  if (!keysDir)
    throw new Error('On this machine alone the keys need a folder: set GATEPOST_KEYS_DIR or leave it out.');
  const folder = dataFolder(dataDir);
  const hasKeys = ((await readdir(keysDir).catch(absent)) ?? []).length > 0;
  const isRemembered = (await readRemembered(folder.keyIds)) !== null;
  if (hasKeys) return closeToOthers(keysDir);
  if (isRemembered || (await holdsData(dataDir))) return;
  await makeDataFolder(dataDir);
  const texts = await makeKeyTexts();
  const unfinished = `${keysDir}.new-${randomBytes(4).toString('hex')}`;
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  try {
    for (const [name, text] of Object.entries(texts) as [KeyVariable, string][]) {
      await writeDurably(join(unfinished, KEY_FILES[name]), [Buffer.from(`${text}\n`)]);
    }
    await rename(unfinished, keysDir);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  await syncFolder(dirname(keysDir));
}

/** A restored backup may have lost who may read; a key file is for this user alone. */
async function closeToOthers(keysDir: string): Promise<void> {
  await chmod(keysDir, 0o700);
  for (const file of Object.values(KEY_FILES)) await chmod(join(keysDir, file), 0o600).catch(absent);
}

async function holdsData(dataDir: string): Promise<boolean> {
  const { database, photos } = dataFolder(dataDir);
  for (const path of [database, photos]) {
    if (((await readdir(path).catch(absent)) ?? []).length > 0) return true;
  }
  return false;
}

const remembered = z.object({ keyIds: z.array(z.string()) });

async function readRemembered(path: string): Promise<string[] | null> {
  const text = await readFile(path, 'utf8').catch(absent);
  return text === null ? null : remembered.parse(JSON.parse(text)).keyIds;
}

/**
 * Compares the keys held with those the data was written with (kept beside the data: ids only), and adds new ones.
 * `needed` says of an id whether this process must hold it.
 * Errors: throws naming the ids that are missing.
 */
async function rememberKeyIds(
  settings: KeySettings,
  held: string[],
  needed: (id: string) => boolean,
): Promise<void> {
  const path = dataFolder(settings.dataDir).keyIds;
  const before = await readRemembered(path);
  if (before === null && settings.mode === 'solo' && (await holdsData(settings.dataDir))) {
    throw new Error(
      `${path} is missing, so it cannot be told whether these keys fit the data. Put it back from the backup.`,
    );
  }
  const missing = (before ?? []).filter((id) => needed(id) && !held.includes(id));
  if (missing.length > 0) {
    throw new Error(
      `The data in ${settings.dataDir} was written with keys that are not here: ${missing.join(', ')}. ` +
        'Put them back from the backup of the keys folder. New keys could not open what is stored.',
    );
  }
  const all = [...new Set([...held, ...(before ?? [])])];
  if (all.length === before?.length) return;
  await makeDataFolder(settings.dataDir);
  await remember(path, all);
}

/** Takes ids from the list of keys that this data needs: nothing is sealed to them any more. */
export async function forgetKeyIds({ dataDir }: KeySettings, ids: readonly string[]): Promise<void> {
  const path = dataFolder(dataDir).keyIds;
  const before = (await readRemembered(path)) ?? [];
  const needed = before.filter((id) => !ids.includes(id));
  if (needed.length < before.length) await remember(path, needed);
}

async function remember(path: string, all: string[]): Promise<void> {
  const note = 'Ids of the keys that this data needs; the keys themselves are backed up elsewhere.';
  await writeDurably(path, [Buffer.from(`${JSON.stringify({ note, keyIds: all }, null, 2)}\n`)]);
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
