// Brings a clone to where it can run: installs what the lock file names and builds what changed since the last build, nothing else.
// Needs only Node and npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const installStamp = join(modules, '.gatepost-installed');

/** What each half of the build is made from. */
const SOURCES = {
  pages: ['app', 'db', 'sandbox', 'public', 'remix.config.js', 'vite.config.ts', 'package-lock.json'],
  processes: [
    'app',
    'db',
    'sandbox',
    'workers',
    'cli',
    'server.ts',
    'scripts/build.mjs',
    'package-lock.json',
  ],
};

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(join(path, name));
    else hash.update(`${path}\n`).update(readFileSync(full)).update('\n');
  };
  paths.forEach(add);
  return hash.digest('hex');
}

const isStamped = (file, value) => existsSync(file) && readFileSync(file, 'utf8') === value;

/** An install empties node_modules first; through a link it would empty another folder, perhaps another clone's. */
function refuseLinkedModules() {
  if (!lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  console.error(
    'node_modules is a link to another folder, which an install would empty. Nothing was installed.\n' +
      'Remove the link (the folder behind it stays as it is), then start again.',
  );
  process.exit(1);
}

/** Installs when the lock file is not the one that was installed; refuses when node_modules is a link. */
export function install() {
  const wanted = hashOf(['package-lock.json']);
  if (isStamped(installStamp, wanted)) return;
  refuseLinkedModules();
  console.log('Installing (first start, or the lock file changed). This takes about a minute.');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installStamp, wanted);
}

/** Builds the halves whose sources changed; all of both with `force`. */
export function build({ force = false } = {}) {
  for (const [half, sources] of Object.entries(SOURCES)) {
    const stamp = join(root, 'build', `.${half}`);
    const wanted = hashOf(sources);
    if (!force && isStamped(stamp, wanted)) continue;
    console.log(`Building the ${half}.`);
    run(process.execPath, [join(root, 'scripts', 'build.mjs'), half]);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  }
}
