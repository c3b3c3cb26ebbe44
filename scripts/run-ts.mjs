// Runs one TypeScript file of the project: `node scripts/run-ts.mjs bench/main.ts [arguments]`. Installs first when needed; with
// `--build` in front of the file it also brings the build up to date, for what runs the product itself.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build as buildProduct, install, root } from './prepare.mjs';

const given = process.argv.slice(2);
const fresh = given[0] === '--build';
const [entry, ...args] = fresh ? given.slice(1) : given;
if (!entry) {
  console.error('Name a file: node scripts/run-ts.mjs FILE [arguments]');
  process.exit(2);
}
install();
if (fresh) buildProduct();
const { build } = await import('esbuild');
const { processOptions } = await import('./build.mjs');
const outdir = join(root, 'node_modules', '.cache', 'gatepost-scripts');
mkdirSync(outdir, { recursive: true });
const name = basename(entry).replace(/\.tsx?$/, '');
await build({ ...processOptions({ [name]: entry }), outdir });
const child = spawn(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', '--enable-source-maps', join(outdir, `${name}.mjs`), ...args],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
