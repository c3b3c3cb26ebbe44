// Finds the folder that holds package.json, from source files and from the bundles in build/ alike,
// so that migrations and built entries are found wherever the process was started.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The absolute path of the package's folder.
 * Errors: throws when no folder above this file holds both package.json and db/migrations.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'db', 'migrations')))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The installation is incomplete: db/migrations was not found.');
    folder = parent;
  }
  return folder;
}
