// Where each thing lies inside the data folder: one list, so that locks, backups and checks agree.
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface DataFolder {
  root: string;
  /** the embedded database (solo) */
  database: string;
  photos: string;
  /** the embedded queue's files and socket (solo) */
  queue: string;
  /** which keys this data was written with: ids only, never a key */
  keyIds: string;
  /** the fsynced notes of create calls about to be made (solo) */
  intents: string;
  /** where each chain of the log stood, hour by hour */
  anchors: string;
}

export function dataFolder(root: string): DataFolder {
  return {
    root,
    database: join(root, 'database'),
    photos: join(root, 'photos'),
    queue: join(root, 'queue'),
    keyIds: join(root, 'keys.json'),
    intents: join(root, 'intents.jsonl'),
    anchors: join(root, 'audit-anchors.jsonl'),
  };
}

/**
 * Makes the folder, readable by this user alone, when it is not there.
 * Errors: throws one plain line when it cannot be made or is no folder.
 */
export async function makeDataFolder(root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
    if (!(await stat(root)).isDirectory()) throw new Error('it is not a folder');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The data folder ${root} cannot be used: ${why}.`, { cause });
  }
}
