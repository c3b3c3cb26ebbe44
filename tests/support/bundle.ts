// Turns a TypeScript entry into a plain module that `node` or a worker thread can run, as the production build does,
// so that tests about real processes and threads start from source.
import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { packageRoot } from '#db/package-root.server.ts';

const made = new Map<string, Promise<string>>();

/**
 * Bundles the entry at `tsPath` (absolute, or relative to the package), packages left outside, and returns the
 * path of the module. The name holds a digest of its content, so parallel test processes can share the folder,
 * which lies inside node_modules so that packages resolve from there.
 * Errors: rejects when the entry does not compile.
 */
export function bundleEntry(tsPath: string): Promise<string> {
  const path = made.get(tsPath) ?? bundle(tsPath);
  made.set(tsPath, path);
  return path;
}

async function bundle(tsPath: string): Promise<string> {
  const root = packageRoot();
  const result = await build({
    absWorkingDir: root,
    entryPoints: [tsPath],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'silent',
  });
  const content = result.outputFiles[0]?.contents ?? new Uint8Array();
  const folder = join(root, 'node_modules', '.cache', 'gatepost-tests');
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  const path = join(folder, `${basename(tsPath).replace(/\.[cm]?tsx?$/, '')}-${digest}.mjs`);
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) {
    await mkdir(folder, { recursive: true });
    const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
    await writeFile(unfinished, content);
    await rename(unfinished, path);
  }
  return path;
}
