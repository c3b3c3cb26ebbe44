// Writes files so that they are whole or absent after a crash: a temporary file, fsync, rename, fsync of the folder.
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const UNFINISHED = /\.unfinished-[0-9a-f]{12}$/;

/** Opens a file that must not exist yet; a test hands in one that writes to a full disk. */
export type OpenNew = (path: string) => Promise<FileHandle>;
const openNew: OpenNew = (path) => open(path, 'wx', 0o600);

/**
 * Writes `chunks` to `path`, readable by this user alone; when it resolves, the file survives a power cut.
 * Errors: whatever the system says (ENOSPC on a full disk); then nothing of the file remains.
 */
export async function writeDurably(
  path: string,
  chunks: Iterable<Uint8Array>,
  openFile: OpenNew = openNew,
): Promise<void> {
  const unfinished = `${path}.unfinished-${randomBytes(6).toString('hex')}`;
  try {
    const file = await openFile(unfinished);
    try {
      for (const chunk of chunks) await writeWhole(file, chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    done += (await file.write(chunk, done, chunk.length - done)).bytesWritten;
  }
}

/** Makes the folder's list of names survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Removes the file for good; one that is already gone is no error. */
export async function removeDurably(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncFolder(dirname(path));
}

/** Removes what a killed process left half-written in `folder`, when older than `olderThanMs`; returns how many. */
export async function removeUnfinished(folder: string, olderThanMs: number): Promise<number> {
  let removed = 0;
  for (const name of (await readdir(folder)).filter((entry) => UNFINISHED.test(entry))) {
    const path = join(folder, name);
    // Another process may be clearing up, or finishing this very file.
    const found = await stat(path).catch(() => null);
    if (found === null || Date.now() - found.mtimeMs < olderThanMs) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
