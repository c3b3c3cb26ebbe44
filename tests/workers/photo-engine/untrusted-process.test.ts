// A hostile picture may take over the process that decodes it. Its parent therefore checks every word: bytes that
// are not clean never pass, nonsense costs one photo, and the parent itself is never harmed.
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { jpegSegment, withSegments } from '#tests/support/picture-pieces.ts';
import { plainJpeg, plainPng } from '#tests/support/pictures.ts';
import { standInPhotoProcess } from '#tests/support/stand-in-photo-process.ts';

let jpeg: Buffer;
beforeAll(async () => {
  jpeg = await plainJpeg(64, 48);
});

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function cleanedBy(script: string, wallMs = 30_000): Promise<CleanResult> {
  const { entry, remove } = standInPhotoProcess(script);
  const engine = createPhotoEngine({ entry, size: 1, wallMs });
  cleanups.push(remove, () => engine.close());
  return engine.clean(jpeg);
}

/** A process that answers every photo with this report and these bytes. */
function answering(photo: object, bytes: Uint8Array, head: object = { ok: true, cpuMs: 1 }): string {
  return `hello(); waitForPhoto(); say(${JSON.stringify({ ...head, photo })}, Buffer.from('${Buffer.from(bytes).toString('base64')}', 'base64')); setInterval(() => {}, 1000);`;
}

const report = (bytes: Uint8Array, changes: object = {}): object => ({
  format: 'jpeg',
  width: 64,
  height: 48,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  perceptualHash: '0123456789abcdef',
  likeness: 'AAECAwQFBgc=',
  removed: [],
  frames: 1,
  original: { width: 64, height: 48 },
  ms: 1,
  ...changes,
});

describe('what the photo process says is checked', () => {
  it('a true answer is believed', async () => {
    const result = await cleanedBy(answering(report(jpeg), jpeg));
    expect(result).toMatchObject({ ok: true, photo: { width: 64, height: 48 } });
    expect(result.ok && Buffer.from(result.photo.bytes).equals(jpeg)).toBe(true);
  });

  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['a comment left in', () => withSegments(jpeg, jpegSegment(0xfe, 'Class 3'))],
    ['bytes after the end', () => Buffer.concat([jpeg, Buffer.from('Class 3')])],
    [
      'bytes after the last block',
      () => Buffer.concat([jpeg.subarray(0, -2), Buffer.from('Class 3'), jpeg.subarray(-2)]),
    ],
    ['no picture at all', () => Buffer.from('Class 3')],
    ['another format', () => plainPng(64, 48)],
  ])('%s: leak_found, however well it is reported', async (_what, make) => {
    const bytes = await make();
    expect(await cleanedBy(answering(report(bytes), bytes))).toMatchObject({ ok: false, code: 'leak_found' });
  });

  it.each<[string, () => object]>([
    ['another size', () => report(jpeg, { width: 640 })],
    ['another digest', () => report(jpeg, { sha256: 'a'.repeat(64) })],
    ['another format', () => report(jpeg, { format: 'png' })],
    ['a perceptual hash that is none', () => report(jpeg, { perceptualHash: '<script>' })],
    ['a likeness that is none', () => report(jpeg, { likeness: '<script>' })],
    ['no original size', () => report(jpeg, { original: undefined })],
    ['a kind that is none', () => report(jpeg, { removed: ['54.27N'] })],
    ['nothing', () => ({})],
  ])('%s reported: refused', async (_what, make) => {
    expect(await cleanedBy(answering(make(), jpeg))).toMatchObject({ ok: false, code: 'engine_failed' });
  });

  it('a result larger than asked for is refused', async () => {
    const large = await plainJpeg(2100, 20);
    const reported = report(large, { width: 2100, height: 20 });
    expect(await cleanedBy(answering(reported, large))).toMatchObject({ ok: false, code: 'engine_failed' });
  });

  it.each([
    [
      'an unknown refusal code',
      `hello(); waitForPhoto(); say({ ok: false, code: 'sorry', detail: '', cpuMs: 0 }); setInterval(() => {}, 1000);`,
    ],
    [
      'words that are no frame',
      `hello(); waitForPhoto(); writeSync(3, 'this is not a frame at all'); setInterval(() => {}, 1000);`,
    ],
    [
      'a frame of four gigabytes',
      `hello(); waitForPhoto(); writeSync(3, Buffer.alloc(8, 255)); setInterval(() => {}, 1000);`,
    ],
    ['two answers at once', `hello(); waitForPhoto(); say({}); say({}); setInterval(() => {}, 1000);`],
    ['an end without a word', `hello(); waitForPhoto(); process.exit(7);`],
    ['no hello', `say({ ok: true }); setInterval(() => {}, 1000);`],
    [
      'an answer before any question',
      `hello(); say({ ok: true }); say({ ok: true }); setInterval(() => {}, 1000);`,
    ],
  ])('%s: one refusal', async (_what, script) => {
    expect(await cleanedBy(script)).toMatchObject({ ok: false, code: 'engine_failed' });
  });

  it('silence is ended at the wall limit', async () => {
    const result = await cleanedBy(`hello(); setInterval(() => {}, 1000);`, 300);
    expect(result).toMatchObject({ ok: false, code: 'took_too_long' });
  });
});

describe('a photo process that cannot start', () => {
  it('says why, for the person who looks after it', async () => {
    const { entry, remove } = standInPhotoProcess(`throw new Error('no image library for this machine');`);
    const engine = createPhotoEngine({ entry, size: 1 });
    cleanups.push(remove, () => engine.close());
    const health = await engine.health();
    expect(health.ok).toBe(false);
    expect(health.detail).toContain('no image library for this machine');
  });

  it('but hangs about without a word of sense is not left running', async () => {
    const { entry, remove } = standInPhotoProcess(`say({ ok: true }); setInterval(() => {}, 1000);`);
    const engine = createPhotoEngine({ entry, size: 1 });
    cleanups.push(remove, () => engine.close());
    expect(await engine.clean(jpeg)).toMatchObject({ ok: false, code: 'engine_failed' });
    await vi.waitFor(() => expect(engine.processIds()).toEqual([]), { interval: 5 });
  });

  it('whose file is missing refuses each photo and harms nobody', async () => {
    const engine = createPhotoEngine({ entry: '/nowhere/photo-engine.mjs', size: 1 });
    cleanups.push(() => engine.close());
    for (let i = 0; i < 2; i++)
      expect(await engine.clean(jpeg)).toMatchObject({ ok: false, code: 'engine_failed' });
    expect((await engine.health()).ok).toBe(false);
  });
});
