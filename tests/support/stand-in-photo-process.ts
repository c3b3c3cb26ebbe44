// Photo processes that misbehave, for proving that their parent believes nothing it cannot check. Each is a small
// script that speaks the real frames on the real pipes.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SPEAKING = `
import { readSync, writeSync } from 'node:fs';
const say = (head, body = Buffer.alloc(0)) => {
  const json = Buffer.from(JSON.stringify(head));
  const start = Buffer.alloc(8);
  start.writeUInt32BE(json.length, 0);
  start.writeUInt32BE(body.length, 4);
  const all = Buffer.concat([start, json, body]);
  for (let at = 0; at < all.length; ) at += writeSync(3, all, at);
};
const waitForPhoto = () => readSync(0, Buffer.alloc(65536));
const hello = () => say({ ready: true, isolation: {} });
`;

/**
 * In: what the process does, as JavaScript using `hello()`, `waitForPhoto()` and `say(head, body)`.
 * Out: the path of its script and how to remove it.
 */
export function standInPhotoProcess(script: string): { entry: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'gatepost-stand-in-'));
  const entry = join(folder, 'photo-engine.mjs');
  writeFileSync(entry, SPEAKING + script);
  return { entry, remove: () => rmSync(folder, { recursive: true }) };
}
