// `gatepost photo faces IN`: where the worker would find faces, in pixels of the photo as it came.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photoFaces, type FacesReport } from '#cli/photo-faces.ts';
import { FACE_MODEL_SHA256 } from '#app/domain/photos/face-model.ts';
import type { FaceFinder } from '#app/domain/ports/face-finder.ts';
import { drawFaces, facesJpeg, rowsOfFaces } from '#tests/support/drawn-faces.ts';
import { openFaceFinder, scriptedFaceFinder } from '#tests/support/face-finder.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { cameraExif, pdfDocument } from '#tests/support/pictures.ts';
import { jpegSegment, withSegments } from '#tests/support/picture-pieces.ts';
import { likeness } from '#workers/face-finder/boxes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-photo-faces-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

async function run(args: string[], finder?: FaceFinder) {
  const said: string[] = [];
  const complained: string[] = [];
  const exit = await photoFaces(args, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    openEngine: () => openPhotoEngine(),
    openFinder: () => finder ?? openFaceFinder(),
  });
  return { exit, said, complained };
}

describe('gatepost photo faces', () => {
  it('--json gives each face in pixels of the upright original, larger than what is looked at', async () => {
    // Stored lying on its side with a mark that says so, as phones do: 3,000 × 2,400 px when upright.
    const upright = drawFaces(rowsOfFaces(3, 600, { width: 3000, height: 2400 }));
    const raw = { width: upright.width, height: upright.height, channels: 3 } as const;
    const lying = await sharp(upright.data, { raw }).rotate(270).jpeg({ quality: 90 }).toBuffer();
    const marked = withSegments(
      lying,
      jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), cameraExif(6)])),
    );
    writeFileSync(at('in.jpg'), marked);
    const { exit, said, complained } = await run([at('in.jpg'), '--json']);
    expect([exit, complained, said.length]).toEqual([0, [], 1]);
    const found = JSON.parse(said[0] as string) as FacesReport;
    expect(Object.keys(found)).toEqual(['width', 'height', 'faces', 'model', 'ms']);
    expect(found).toMatchObject({ width: 3000, height: 2400, model: FACE_MODEL_SHA256 });
    expect(found.faces).toHaveLength(3);
    for (const box of upright.boxes) {
      const alike = found.faces.map(({ x, y, w, h }) => likeness({ x, y, width: w, height: h }, box));
      expect(Math.max(...alike)).toBeGreaterThan(0.4);
    }
    for (const { score } of found.faces) expect(score).toBeGreaterThan(0.5);
  });

  it('says it in words without --json', async () => {
    const { bytes } = await facesJpeg({ width: 400, height: 300, faces: [] });
    writeFileSync(at('in.jpg'), bytes);
    const box = { x: 10, y: 20, width: 30, height: 40 };
    const one = scriptedFaceFinder([{ box, score: 0.75, certainty: 'sure' }]);
    expect((await run([at('in.jpg')], one)).said).toEqual([
      expect.stringMatching(/^1 face found in 400 × 300 px \(\d+ ms\)$/),
      '  1  30 × 40 px at 10, 20  score 0.75',
    ]);
    expect((await run([at('in.jpg')], scriptedFaceFinder())).said[0]).toMatch(/^no faces found/);
  });

  it('--batch says a line for each file in its order, and one bad file stops no other', async () => {
    const { bytes } = await facesJpeg({ width: 400, height: 300, faces: [] });
    writeFileSync(at('a.jpg'), bytes);
    writeFileSync(at('b.pdf'), pdfDocument());
    writeFileSync(at('c.jpg'), bytes);
    writeFileSync(at('list.txt'), ['a.jpg', 'b.pdf', 'c.jpg'].map(at).join('\n'));
    const { exit, said } = await run(['--batch', at('list.txt')], scriptedFaceFinder());
    expect(exit).toBe(2);
    expect(said.map((line) => JSON.parse(line) as object)).toMatchObject([
      { input: at('a.jpg'), ok: true, width: 400, height: 300, faces: [] },
      { input: at('b.pdf'), ok: false, code: 'pdf' },
      { input: at('c.jpg'), ok: true },
    ]);
  });

  it('never says "no faces" where they cannot be found: exit 1 and why', async () => {
    writeFileSync(at('in.jpg'), (await facesJpeg({ width: 64, height: 48, faces: [] })).bytes);
    const finder = scriptedFaceFinder();
    finder.isUnavailable('model_missing');
    const { exit, said, complained } = await run([at('in.jpg'), '--json'], finder);
    expect([exit, said]).toEqual([1, []]);
    expect(complained).toEqual([
      expect.stringMatching(/in\.jpg: faces cannot be found, because the face model is not installed/),
    ]);
  });

  it.each<[string, () => string[], RegExp]>([
    ['no words', () => [], /^usage: gatepost photo faces IN/],
    ['two files', () => [at('a'), at('b')], /^usage/],
    ['a file and a list', () => [at('a'), '--batch', at('b')], /^usage/],
    ['an unknown option', () => [at('a'), '--names'], /^usage/],
    ['a missing file', () => [at('nowhere.jpg')], /nowhere\.jpg: cannot be read \(ENOENT\)/],
    ['a list that is not there', () => ['--batch', at('list.txt')], /list\.txt: cannot be read/],
  ])('%s: exit 2 and one line', async (_what, args, line) => {
    const { exit, said, complained } = await run(args(), scriptedFaceFinder());
    expect([exit, said, complained]).toEqual([2, [], [expect.stringMatching(line)]]);
  });
});
