// A clone whose node_modules is a link: an install would empty the folder behind it, so none is begun.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '#db/package-root.server.ts';

let folder: string;
let clone: string;
let theirs: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-linked-'));
  clone = join(folder, 'clone');
  theirs = join(folder, 'theirs');
  mkdirSync(join(clone, 'scripts'), { recursive: true });
  mkdirSync(theirs);
  cpSync(join(packageRoot(), 'scripts/prepare.mjs'), join(clone, 'scripts/prepare.mjs'));
  writeFileSync(join(clone, 'package-lock.json'), '{}');
  writeFileSync(join(theirs, 'kept.txt'), 'kept');
  // Stands where npm would: says that it was asked, and empties nothing.
  writeFileSync(join(folder, 'npm'), '#!/bin/sh\necho npm was run\n', { mode: 0o755 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const install = () =>
  spawnSync(
    process.execPath,
    ['-e', `import(${JSON.stringify(join(clone, 'scripts/prepare.mjs'))}).then((m) => m.install())`],
    { encoding: 'utf8', env: { ...process.env, PATH: `${folder}:/bin:/usr/bin` } },
  );

test('nothing is installed through a link, and one line says what to do', () => {
  symlinkSync(theirs, join(clone, 'node_modules'), 'dir');
  const { status, stdout, stderr } = install();
  expect(status).toBe(1);
  expect(stderr).toContain('node_modules is a link to another folder');
  expect(stderr).toContain('Remove the link');
  expect(stdout).not.toContain('npm was run');
  expect(existsSync(join(theirs, '.gatepost-installed'))).toBe(false);
});

test('a link that leads nowhere is refused too', () => {
  symlinkSync(join(folder, 'gone'), join(clone, 'node_modules'), 'dir');
  expect(install()).toMatchObject({ status: 1, stderr: expect.stringContaining('is a link') });
});

test('a folder of its own is installed into, once for a lock file', () => {
  mkdirSync(join(clone, 'node_modules'));
  expect(install()).toMatchObject({ status: 0, stdout: expect.stringContaining('npm was run') });
  expect(install()).toMatchObject({ status: 0, stdout: '' });
});
