// Opens the areas that the settings name, and looks at them for real: the one place that knows which kinds there are.
import { randomBytes } from 'node:crypto';
import type { PhotoArea } from '#app/domain/ports/photo-store.ts';
import type { Env } from '#app/env.server.ts';
import { dataFolder } from './data-folder.server.ts';
import { openDiskAreas } from './disk-photo-areas.server.ts';
import { newKey, type PhotoAreas } from './photo-areas.ts';

/** The areas of this installation. The S3 client is loaded only when it is wanted. */
export async function openPhotoAreas({
  photoStore,
  dataDir,
}: Pick<Env, 'photoStore' | 'dataDir'>): Promise<PhotoAreas> {
  if (photoStore.kind === 'disk') return openDiskAreas({ root: dataFolder(dataDir).photos });
  const { openS3Areas } = await import('./s3-photo-areas.server.ts');
  return openS3Areas(photoStore);
}

/**
 * Puts a file into each area, reads it, finds it in the list and removes it again, as the worker does.
 * Errors: throws with one plain line that says which step failed.
 */
export async function tryPhotoAreas(areas: PhotoAreas): Promise<void> {
  for (const area of ['quarantine', 'clean'] satisfies PhotoArea[]) {
    const key = newKey(area);
    const bytes = randomBytes(1_000);
    await areas.put(area, key, [bytes]);
    try {
      if (!bytes.equals((await areas.read(area, key)) ?? Buffer.alloc(0)))
        throw new Error(`What was put into ${area} came back changed.`);
      // The page that must hold it begins just before it, however many files there are.
      const { files } = await areas.list(area, `${key.slice(0, -1)}`);
      if (!files.some((file) => file.key === key))
        throw new Error(`What was put into ${area} is not in its list.`);
    } finally {
      await areas.remove(area, key);
    }
    if (await areas.keepsRemoved(area))
      throw new Error(`The bucket for ${area} keeps versions of what is removed: turn its versioning off.`);
    if ((await areas.read(area, key)) !== null)
      throw new Error(`What was removed from ${area} is still there.`);
  }
}
