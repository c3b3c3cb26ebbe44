// The anchor file keeps every anchor that was acknowledged, and a line cut short (by a full disk, a power cut) spoils no other.
import { appendFile, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAnchorFile, readAnchors } from '#app/adapters/anchor-file.server.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatepost-anchors-'));
  path = join(folder, 'audit-anchors.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const anchor = (hour: number) => ({
  at: new Date(Date.UTC(2026, 10, 20, hour)),
  heads: { system: `mac-${hour}` },
});
const kept = async () => (await readAnchors(path)).map(({ heads }) => heads['system']);

test('anchors are read in the order in which they were noted, by this user alone', async () => {
  const file = openAnchorFile(path);
  await file.append(anchor(8));
  await file.append(anchor(9));
  expect(await kept()).toEqual(['mac-8', 'mac-9']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a line cut short is left out, and the next one stands on a line of its own', async () => {
  const file = openAnchorFile(path);
  await file.append(anchor(8));
  await appendFile(path, '{"at":"2026-11-20T09:');
  expect(await kept()).toEqual(['mac-8']);
  await file.append(anchor(10));
  await file.append(anchor(11));
  expect(await kept()).toEqual(['mac-8', 'mac-10', 'mac-11']);
});

test('no file means no anchors', async () => {
  expect(await kept()).toEqual([]);
});
