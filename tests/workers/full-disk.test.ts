// A disk that is really full, and a process that is really killed: nothing that was acknowledged is lost, nothing is left half-done
// under its final name, and everything goes on once there is room.
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundleEntry } from '#tests/support/bundle.ts';
import { startChild } from '#tests/support/child.ts';

/** A small file system of its own needs a user namespace, which some machines refuse. */
function canMountSmallDisk(): boolean {
  if (spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0) return true;
  if (process.env['TEST_FULL_DISK'] === 'must')
    throw new Error('TEST_FULL_DISK=must, but no small disk can be mounted.');
  console.warn('SKIPPED, because this machine lets nobody mount a small disk (unshare -rm).');
  return false;
}

test.skipIf(!canMountSmallDisk())('every write on a full disk says so, and loses nothing', async () => {
  const disk = await mkdtemp(join(tmpdir(), 'gatepost-full-'));
  const entry = await bundleEntry('tests/support/processes/fill-disk.ts');
  const script =
    'mount -t tmpfs -o size=160m tmpfs "$1" && exec "$2" --disable-warning=ExperimentalWarning "$3" "$1"';
  const { stdout } = await promisify(execFile)('unshare', [
    '-rm',
    'sh',
    '-c',
    script,
    'sh',
    disk,
    process.execPath,
    entry,
  ]);
  expect(JSON.parse(stdout)).toEqual({
    'photo, with room for the database alone': 'no room',
    'database, with that room': 'done',
    original: 'no room',
    'clean copy': 'no room',
    database: 'no room',
    journal: 'no room',
    key: 'no room',
    'half files': 0,
    'key file is as before': true,
    'clean copy of before': 50_000,
    'with room again': ['done', 'done', 'done', 'done', 'done'],
    'acknowledged rows that are lost': 0,
    'notes in the journal': ['before', 'after'],
  });
  await rm(disk, { recursive: true });
});

test('kill -9 while files are written leaves no half file under a final name, and none lost that was given out', async () => {
  const root = await mkdtemp(join(tmpdir(), 'gatepost-killed-'));
  const given: string[] = [];
  for (let round = 0; round < 6; round++) {
    const writer = await startChild('tests/support/processes/store-clean-copies.ts', [root]);
    for (let count = 0; count <= round; count++) given.push(await writer.nextLine());
    await writer.kill('SIGKILL');
  }
  const names = await readdir(join(root, 'clean'));
  const whole = names.filter((name) => /^c-[0-9a-f]{32}$/.test(name));
  expect(whole).toEqual(expect.arrayContaining(given));
  for (const name of whole) {
    const bytes = await readFile(join(root, 'clean', name));
    const digest = createHash('sha256').update(bytes.subarray(0, -32)).digest();
    expect(digest.equals(bytes.subarray(-32))).toBe(true);
  }
  for (const name of names) expect(name).toMatch(/^c-[0-9a-f]{32}(\.unfinished-[0-9a-f]{12})?$/);
  await rm(root, { recursive: true });
});
