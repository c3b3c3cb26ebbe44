// Fails when package-lock.json leaves out an optional dependency that some package names: npm ci on another platform would then fail.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

function isLocked(from, name) {
  for (let base = from; ;) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${name}`]) return true;
    if (!base) return false;
    const cut = base.lastIndexOf('/node_modules/');
    base = cut < 0 ? '' : base.slice(0, cut);
  }
}

const missing = Object.entries(packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(path, name))
    .map(([name, version]) => `${path || '(root)'} needs ${name}@${version}`),
);
for (const line of missing) console.error(`missing from the lock file: ${line}`);
if (missing.length === 0) console.log(`The lock file is complete (${Object.keys(packages).length} entries).`);
process.exit(missing.length > 0 ? 1 : 0);
