// The real photo process for tests: bundled from its source as production does, then run by the real adapter.
import {
  createPhotoEngine,
  type SharpPhotoEngine,
  type SharpPhotoEngineOptions,
} from '#app/adapters/sharp-photo-engine.server.ts';
import { bundleEntry } from './bundle.ts';

/** Out: the path of the bundled photo process. */
export const photoEngineEntry = (): Promise<string> => bundleEntry('workers/photo-engine/main.ts');

/** Out: a running engine over the real photo process; the caller closes it. */
export async function openPhotoEngine(
  options: Partial<SharpPhotoEngineOptions> = {},
): Promise<SharpPhotoEngine> {
  return createPhotoEngine({ entry: await photoEngineEntry(), size: 1, ...options });
}
