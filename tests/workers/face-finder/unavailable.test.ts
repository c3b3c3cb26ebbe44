// Whenever faces cannot be looked for, the finder says so and why: it never answers "no faces" in place of "I could
// not look", whatever is missing, wrong, late or lying.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createFaceFinder,
  type OnnxFaceFinder,
  type OnnxFaceFinderOptions,
} from '#app/adapters/onnx-face-finder.server.ts';
import { DRAWN_FACES, FACE_MODEL_SHA256 } from '#app/domain/photos/face-model.ts';
import { packageRoot } from '#db/package-root.server.ts';
import { facesJpeg, rowsOfFaces } from '#tests/support/drawn-faces.ts';
import { faceFinderEntry, openFaceFinder } from '#tests/support/face-finder.ts';
import { cameraPhoto, plainJpeg, plainPng } from '#tests/support/pictures.ts';
import { standInPhotoProcess } from '#tests/support/stand-in-photo-process.ts';

let photo: Buffer;
beforeAll(async () => {
  photo = (await facesJpeg(rowsOfFaces(2, 80, { width: 400, height: 300 }))).bytes;
});

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function open(options: Partial<OnnxFaceFinderOptions> = {}): Promise<OnnxFaceFinder> {
  const finder = await openFaceFinder(options);
  cleanups.push(() => finder.close());
  return finder;
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'gatepost-faces-'));
  cleanups.push(() => rmSync(made, { recursive: true }));
  return made;
}

const WEIGHTS = createRequire(import.meta.url).resolve('@xingwangdev/jsface/model/fr_detect.onnx');
const isAlive = (id: number): boolean => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};

describe('a finder that lacks something', () => {
  it('without its model says so, for the photo and for health', async () => {
    const finder = await open({ model: '/nowhere/fr_detect.onnx' });
    expect(await finder.look(photo)).toEqual({ outcome: 'unavailable', why: 'model_missing' });
    expect(await finder.health()).toEqual({
      ok: false,
      detail: 'the face model is not installed: run npm ci',
    });
  });

  it('with one bit of its model changed refuses it', async () => {
    const weights = readFileSync(WEIGHTS);
    weights[weights.length - 1] = (weights.at(-1) as number) ^ 1;
    const model = join(folder(), 'fr_detect.onnx');
    writeFileSync(model, weights);
    const finder = await open({ model });
    expect(await finder.look(photo)).toEqual({ outcome: 'unavailable', why: 'model_differs' });
    expect((await finder.health()).ok).toBe(false);
  });

  it('without a runtime for this machine says so', async () => {
    const away = folder();
    mkdirSync(join(away, 'node_modules'));
    symlinkSync(join(packageRoot(), 'node_modules', 'sharp'), join(away, 'node_modules', 'sharp'));
    const entry = join(away, 'face-finder.mjs');
    writeFileSync(entry, readFileSync(await faceFinderEntry()));
    const finder = await open({ entry, model: WEIGHTS });
    expect(await finder.look(photo)).toEqual({ outcome: 'unavailable', why: 'runtime_missing' });
    expect(await finder.health()).toMatchObject({ ok: false });
  });

  it('whose program is not there fails, and goes on failing', async () => {
    const finder = await open({ entry: '/nowhere/face-finder.mjs' });
    for (let i = 0; i < 2; i++)
      expect(await finder.look(photo)).toEqual({ outcome: 'unavailable', why: 'failed' });
    expect(finder.processIds()).toEqual([]);
  });
});

describe('what may be looked at', () => {
  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['an original with where it was taken in it', () => cameraPhoto({ width: 320, height: 240 })],
    ['a PNG', () => plainPng()],
    ['a film behind a photo', async () => Buffer.concat([await plainJpeg(), Buffer.from('ftyp')])],
    ['nothing', () => new Uint8Array()],
    ['a photo cut short', () => photo.subarray(0, photo.length - 200)],
  ])('%s never comes near the model', async (_what, make) => {
    const finder = await open();
    expect(await finder.look(await make())).toEqual({ outcome: 'unavailable', why: 'failed' });
    expect(finder.processIds()).toEqual([]);
  });
});

describe('the face process', () => {
  it('is started by the first look, stays warm, and is replaced after its share of photos', async () => {
    const finder = await open({ photosPerProcess: 2 });
    expect(finder.processIds()).toEqual([]);
    const used: number[] = [];
    for (let i = 0; i < 3; i++) {
      expect(await finder.look(photo)).toMatchObject({ outcome: 'looked' });
      used.push(finder.processIds()[0] ?? 0);
    }
    expect(used[0]).toBeGreaterThan(0);
    expect(new Set(used).size).toBe(2);
    await vi.waitFor(() => expect(isAlive(used[0] as number)).toBe(false), { interval: 5 });
  });

  it('that is killed costs one look; the next has a process of its own', async () => {
    const finder = await open();
    expect(await finder.look(photo)).toMatchObject({ outcome: 'looked' });
    const [id] = finder.processIds() as [number];
    const look = finder.look(photo);
    process.kill(id, 'SIGKILL');
    expect(await look).toEqual({ outcome: 'unavailable', why: 'failed' });
    expect(await finder.look(photo)).toMatchObject({ outcome: 'looked' });
    expect(finder.processIds()).not.toContain(id);
  });

  it('that is idle and dies on its own is not handed a photo', async () => {
    const finder = await open();
    await finder.look(photo);
    const [id] = finder.processIds() as [number];
    process.kill(id, 'SIGKILL');
    await vi.waitFor(() => expect(finder.processIds()).toEqual([]), { interval: 5 });
    expect(await finder.look(photo)).toMatchObject({ outcome: 'looked' });
  });

  it('that is late is killed at the wall limit', async () => {
    const finder = await open({ wallMs: 5 });
    expect(await finder.health()).toMatchObject({ ok: true });
    const [id] = finder.processIds() as [number];
    expect(await finder.look(photo)).toEqual({ outcome: 'unavailable', why: 'took_too_long' });
    await vi.waitFor(() => expect(isAlive(id)).toBe(false), { interval: 5 });
  });

  it('ends with its finder, which refuses what waits and whatever comes later', async () => {
    const finder = await open();
    const outcomes = Promise.allSettled([finder.look(photo), finder.look(photo)]);
    await vi.waitFor(() => expect(finder.processIds()).toHaveLength(1), { interval: 5 });
    const [id] = finder.processIds() as [number];
    await finder.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(isAlive(id)).toBe(false);
    await expect(finder.look(photo)).rejects.toThrow('closed');
    expect(await finder.health()).toEqual({ ok: false, detail: 'the face finder is closed' });
  });
});

describe('health', () => {
  it('is good once a process has found the drawn faces, and names the fences around it', async () => {
    const finder = await open();
    const [one, two] = await Promise.all([finder.health(), finder.health()]);
    expect(one).toEqual(two);
    expect(one.ok).toBe(true);
    expect(one.detail).toMatch(/^faces are found in a separate process; holding: empty environment/);
    expect(finder.processIds()).toHaveLength(1);
  });
});

const hello = (changes: object = {}): string =>
  `say(${JSON.stringify({ ready: true, isolation: {}, model: FACE_MODEL_SHA256, drawn: DRAWN_FACES, ...changes })});`;
const FACE = { box: { x: 1, y: 2, width: 30, height: 40 }, score: 0.9, certainty: 'sure' };
const answering = (faces: unknown, head: object = {}): string =>
  `${hello()} waitForPhoto(); say(${JSON.stringify({ ok: true, model: FACE_MODEL_SHA256, ms: 1, cpuMs: 1, ...head })}, Buffer.from(${JSON.stringify(JSON.stringify(faces))})); setInterval(() => {}, 1000);`;

async function lookedAtBy(script: string, wallMs = 30_000) {
  const { entry, remove } = standInPhotoProcess(script);
  const finder = createFaceFinder({ entry, size: 1, wallMs });
  cleanups.push(remove, () => finder.close());
  return { look: await finder.look(photo), finder };
}

describe('what the face process says is checked', () => {
  it('a true answer is believed', async () => {
    const { look } = await lookedAtBy(answering([FACE]));
    expect(look).toEqual({ outcome: 'looked', faces: [FACE], model: FACE_MODEL_SHA256, ms: 1 });
  });

  it.each([17, 19, 0])('%i drawn faces instead of 18: not believed about anything', async (drawn) => {
    const { look, finder } = await lookedAtBy(`${hello({ drawn })} setInterval(() => {}, 1000);`);
    expect(look).toEqual({ outcome: 'unavailable', why: 'failed' });
    expect(await finder.health()).toEqual({ ok: false, detail: `found ${drawn} of 18 drawn faces` });
  });

  it.each<[string, string]>([
    ['a face outside the photo', answering([{ ...FACE, box: { x: 380, y: 2, width: 30, height: 40 } }])],
    ['a face of no size', answering([{ ...FACE, box: { x: 1, y: 2, width: 0, height: 40 } }])],
    ['a score of two', answering([{ ...FACE, score: 2 }])],
    ['a certainty that is none', answering([{ ...FACE, certainty: 'Maya' }])],
    ['no list', answering('nobody')],
    ['another model', answering([FACE], { model: 'a'.repeat(64) })],
    ['another model at the start', `${hello({ model: 'a'.repeat(64) })} setInterval(() => {}, 1000);`],
    ['that it failed', answering([], { ok: false })],
    [
      'words that are no frame',
      `${hello()} waitForPhoto(); writeSync(3, 'this is not a frame at all'); setInterval(() => {}, 1000);`,
    ],
    ['nothing, and ends', `${hello()} waitForPhoto(); process.exit(7);`],
  ])('%s: unavailable', async (_what, script) => {
    expect((await lookedAtBy(script)).look).toEqual({ outcome: 'unavailable', why: 'failed' });
  });

  it('silence: took too long', async () => {
    const { look } = await lookedAtBy(`${hello()} setInterval(() => {}, 1000);`, 200);
    expect(look).toEqual({ outcome: 'unavailable', why: 'took_too_long' });
  });
});
