// The processes that the photo commands work with, and nothing else: what starts in a moment does not load a database first.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createFaceFinder } from '#app/adapters/onnx-face-finder.server.ts';
import { createPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { packageRoot } from '#db/package-root.server.ts';

const built = (name: string): string => join(packageRoot(), 'build', 'app', `${name}.mjs`);

/** One process for one photo; for many, as many as the machine has cores. */
const processes = (many: boolean): number => (many ? availableParallelism() : 1);

export const openEngine = (many = false) =>
  createPhotoEngine({ entry: built('photo-engine'), size: processes(many), givesWay: false });
export const openFinder = (many = false) =>
  createFaceFinder({ entry: built('face-finder'), size: processes(many) });
