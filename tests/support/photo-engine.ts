// The real photo process for tests: bundled once from its source, then run by the real adapter.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import {
  createPhotoEngine,
  type SharpPhotoEngine,
  type SharpPhotoEngineOptions,
} from '#app/adapters/sharp-photo-engine.server.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

let entry: Promise<string> | undefined;

/**
 * Out: the path of the bundled photo process. Its name holds a digest of its content and it is put in place by
 * renaming, so test processes running side by side share one file and never see half of it.
 */
export function photoEngineEntry(): Promise<string> {
  return (entry ??= bundle());
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: ['workers/photo-engine/main.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['sharp'],
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.contents as Uint8Array;
  const folder = `${projectRoot}/node_modules/.cache/gatepost-tests`;
  const path = `${folder}/photo-engine-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`;
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  writeFileSync(unfinished, code);
  renameSync(unfinished, path);
  return path;
}

/** Out: a running engine over the real photo process; the caller closes it. */
export async function openPhotoEngine(
  options: Partial<SharpPhotoEngineOptions> = {},
): Promise<SharpPhotoEngine> {
  return createPhotoEngine({ entry: await photoEngineEntry(), size: 1, ...options });
}
