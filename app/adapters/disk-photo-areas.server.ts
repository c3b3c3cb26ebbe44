// Photos on this machine's disk: a folder for each area, open to this user alone, each file whole or absent.
import { mkdir, readdir, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type PhotoArea, PhotoStorageFull } from '#app/domain/ports/photo-store.ts';
import { type OpenNew, removeDurably, removeUnfinished, writeDurably } from './durable-files.server.ts';
import { isKeyOf, keyOf, type PhotoAreas } from './photo-areas.ts';

const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];
/** No upload takes an hour; what is older was left by a process that died. */
const UNFINISHED_AFTER_MS = 3_600_000;
const PAGE = 1_000;
/** With less room than this left, in bytes, the operator is warned; an evening of a school's photos fits in it. */
export const LOW_ROOM_BYTES = 1_000_000_000;

/**
 * So much room, in bytes, photos leave to the rest: the embedded database on the same disk stands still when it can write no more,
 * and pages, withdrawals and takedowns with it.
 */
export const RESERVED_BYTES = 200_000_000;

/** `root`: the photos folder. `openFile`: how new files are opened; tests hand in a full disk. */
export interface DiskPhotoSettings {
  root: string;
  /** RESERVED_BYTES unless said */
  reservedBytes?: number;
  openFile?: OpenNew;
}

/** Opens (and on the first start makes) the folders. Errors: throws when the disk refuses. */
export async function openDiskAreas({
  root,
  openFile,
  reservedBytes = RESERVED_BYTES,
}: DiskPhotoSettings): Promise<PhotoAreas> {
  const folders: Record<PhotoArea, string> = {
    quarantine: join(root, 'quarantine'),
    clean: join(root, 'clean'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (area: PhotoArea, key: string): string => join(folders[area], keyOf(area, key));
  return {
    async put(area, key, chunks) {
      const { bavail, bsize } = await statfs(root);
      if (bavail * bsize < reservedBytes) throw new PhotoStorageFull('the rest is kept for the database');
      await writeDurably(pathOf(area, key), chunks, openFile).catch((error: NodeJS.ErrnoException) => {
        throw NO_ROOM.includes(error.code ?? '') ? new PhotoStorageFull(error) : error;
      });
    },
    read: async (area, key) => readFile(pathOf(area, key)).catch(absent),
    remove: async (area, key) => removeDurably(pathOf(area, key)),
    async list(area, after) {
      const keys = (await readdir(folders[area])).filter((name) => isKeyOf(area, name)).sort();
      const page = keys.filter((key) => after === null || key > after).slice(0, PAGE);
      const files = await Promise.all(
        page.map(async (key) => {
          // A file may be removed while it is listed.
          const found = await stat(pathOf(area, key)).catch(absent);
          return found ? [{ key, storedAt: found.mtime }] : [];
        }),
      );
      return { files: files.flat(), next: page.length === PAGE ? (page.at(-1) ?? null) : null };
    },
    async removeUnfinished() {
      let removed = 0;
      for (const folder of Object.values(folders))
        removed += await removeUnfinished(folder, UNFINISHED_AFTER_MS);
      return removed;
    },
    keepsRemoved: async () => false,
    health: () => roomOn(root),
  };
}

/** Room on the disk under `path` in words; `ok` while photos may still be stored there. Never throws. */
export async function roomOn(path: string): Promise<{ ok: boolean; detail: string; isLow: boolean }> {
  try {
    const { bavail, bsize } = await statfs(path);
    return roomInWords(bavail * bsize);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'no answer';
    return { ok: false, detail: `the disk cannot be asked: ${why}`, isLow: false };
  }
}

/** What so many free bytes mean. */
export function roomInWords(freeBytes: number): { ok: boolean; detail: string; isLow: boolean } {
  const free = `${Math.floor(freeBytes / 1_000_000)} MB free`;
  if (freeBytes < RESERVED_BYTES)
    return {
      ok: false,
      detail: `no room for photos, ${free}: the rest is kept for the database`,
      isLow: true,
    };
  const isLow = freeBytes < LOW_ROOM_BYTES;
  return {
    ok: true,
    detail: isLow ? `little room left, ${free}: uploads stop when it is full` : free,
    isLow,
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
