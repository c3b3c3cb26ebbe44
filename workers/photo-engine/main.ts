// The photo process: reads one original after another from its standard input and answers each on pipe 3.
// It holds no database, no secret and no network code, and its parent may kill it at any moment.
import { readSync, writeSync } from 'node:fs';
import { readCleanOrder, type CleanOrder } from '#app/domain/photos/clean-order.ts';
import { FRAME_PREFIX, frameLengths, frameStart } from '#app/domain/photos/engine-frames.ts';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { cleanPicture } from './clean-picture.ts';
import { closeInherited } from './close-inherited.ts';
import { ownIsolation } from './own-isolation.ts';

const ORIGINALS = 0;
const ANSWERS = 3;

/** Blocking on purpose: this process does one thing, and end of input means that its parent is gone. */
function readExactly(length: number): Uint8Array | undefined {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length;) {
    const read = readSync(ORIGINALS, bytes, at, length - at, null);
    if (read === 0) return undefined;
    at += read;
  }
  return bytes;
}

function writeAll(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(ANSWERS, bytes, at);
}

function answer(head: object, body: Uint8Array = new Uint8Array()): void {
  writeAll(frameStart(head, body.length));
  writeAll(body);
}

/** Out: the next original and what to make of it, or undefined at the end of input. */
function nextOriginal(): { order: CleanOrder; original: Uint8Array } | undefined {
  const prefix = readExactly(FRAME_PREFIX);
  if (!prefix) return undefined;
  const lengths = frameLengths(prefix, MAX_UPLOAD_BYTES);
  const head = readExactly(lengths.head);
  const original = head && readExactly(lengths.body);
  if (!original) return undefined;
  return { order: readCleanOrder(JSON.parse(new TextDecoder().decode(head))), original };
}

// The parent alone says when this ends, by closing its input or by force: a polite signal sent to everything at
// once, as supervisors do, must not cost the photo at hand.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
closeInherited(ANSWERS);
answer({ ready: true, isolation: ownIsolation() });
for (let next = nextOriginal(); next; next = nextOriginal()) {
  const result = await cleanPicture(next.original, next.order);
  const cpuMs = Math.round(process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000);
  if (result.ok) {
    const { bytes, ...photo } = result.photo;
    answer({ ok: true, photo, cpuMs }, bytes);
  } else answer({ ...result, cpuMs });
}
