// Builds the pages (Remix on Vite) or the processes (server, worker, photo engine, face finder, queue thread, table reader, command line) into build/.
// `node scripts/build.mjs` builds both.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './prepare.mjs';

export const ENTRIES = {
  main: 'server.ts',
  'photo-engine': 'workers/photo-engine/main.ts',
  'face-finder': 'workers/face-finder/main.ts',
  'table-reader': 'workers/table-reader/main.ts',
  'valkey-thread': 'app/adapters/embedded-valkey/valkey-thread.server.ts',
  cli: 'cli/start.ts',
  'cli-photos': 'cli/photo-main.ts',
  'cli-commands': 'cli/main.ts',
};

/**
 * esbuild's options for the processes: one file each, packages left where npm put them.
 * @type {(entries?: Record<string, string>) => import('esbuild').BuildOptions}
 */
export const processOptions = (entries = ENTRIES) => ({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(Object.entries(entries)),
  outdir: 'build/app',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  jsx: 'automatic',
});

function buildPages() {
  const remix = join(root, 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js');
  const { status } = spawnSync(process.execPath, [remix, 'vite:build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (process.argv[1]?.endsWith('build.mjs')) {
  const half = process.argv[2];
  if (half !== 'processes') buildPages();
  if (half !== 'pages') await build(processOptions());
}
