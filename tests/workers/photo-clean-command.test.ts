// `gatepost photo clean IN OUT`: the worker's own engine at the command line, with whole results or none.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { photoClean } from '#cli/photo-clean.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { SECRETS, cameraPhoto, editedPng, heicHeader, pdfDocument } from '#tests/support/pictures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatepost-photo-clean-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

async function run(...args: string[]): Promise<{ exit: number; said: string[]; complained: string[] }> {
  const said: string[] = [];
  const complained: string[] = [];
  const exit = await photoClean(args, {
    say: (line) => said.push(line),
    complain: (line) => complained.push(line),
    openEngine: openPhotoEngine,
  });
  return { exit, said, complained };
}

describe('gatepost photo clean', () => {
  it('writes the clean photo and says what was removed', async () => {
    const original = await cameraPhoto({ width: 800, height: 600 });
    writeFileSync(at('in.jpg'), original);
    const { exit, said, complained } = await run(at('in.jpg'), at('out.jpg'));
    const out = readFileSync(at('out.jpg'));
    expect([exit, complained]).toEqual([0, []]);
    expect(walkBytes(out)).toEqual({ ok: true, format: 'jpeg' });
    expect(said).toEqual([
      'format   jpeg',
      'size     600 × 800 px',
      `bytes    ${out.length}`,
      `sha256   ${createHash('sha256').update(out).digest('hex')}`,
      'removed  location, serial_number, owner, camera, date_taken, thumbnail, maker_notes, comment, xmp, iptc, colour_profile, orientation',
    ]);
    expect(said.join()).not.toContain(SECRETS.owner);
    expect(readFileSync(at('in.jpg')).equals(original)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['in.jpg', 'out.jpg']);
  });

  it('--json says the same as one object, whatever the file is called', async () => {
    writeFileSync(at('holiday.pdf'), await editedPng());
    const { exit, said } = await run('--json', at('holiday.pdf'), at('out.jpg'));
    expect(exit).toBe(0);
    expect(said).toHaveLength(1);
    const out = readFileSync(at('out.jpg'));
    expect(JSON.parse(said[0] as string)).toMatchObject({
      format: 'jpeg',
      width: 640,
      height: 480,
      bytes: out.length,
      sha256: createHash('sha256').update(out).digest('hex'),
      removed: expect.arrayContaining(['location', 'text']) as unknown,
    });
  });

  it('replaces a file at OUT only by a whole clean one', async () => {
    writeFileSync(at('out.jpg'), 'what was there before');
    writeFileSync(at('in.jpg'), pdfDocument());
    expect((await run(at('in.jpg'), at('out.jpg'))).exit).toBe(2);
    expect(readFileSync(at('out.jpg'), 'utf8')).toBe('what was there before');
    writeFileSync(at('in.jpg'), await cameraPhoto({ width: 64, height: 48 }));
    expect((await run(at('in.jpg'), at('out.jpg'))).exit).toBe(0);
    expect(walkBytes(readFileSync(at('out.jpg'))).ok).toBe(true);
  });

  const photo = (): Promise<Buffer> => cameraPhoto({ width: 64, height: 48 });
  it.each<[string, (() => Promise<string[]>) | (() => string[]), RegExp]>([
    ['no words', () => [], /^usage: gatepost photo clean IN OUT/],
    ['one file only', () => [at('in.jpg')], /^usage/],
    ['three files', () => [at('a'), at('b'), at('c')], /^usage/],
    ['an unknown option', () => [at('a'), at('b'), '--keep-exif'], /^--keep-exif is not an option/],
    ['a missing file', () => [at('nowhere.jpg'), at('out.jpg')], /nowhere\.jpg: cannot be read \(ENOENT\)/],
    ['a folder', () => [folder, at('out.jpg')], /not a file/],
    ['OUT being IN', async () => [await saved(await photo()), at('in')], /OUT must be another file/],
    [
      'OUT in a folder that is not there',
      async () => [await saved(await photo()), at('no/out.jpg')],
      /cannot be written \(ENOENT\)/,
    ],
    [
      'OUT being a folder',
      async () => [await saved(await photo()), folderAt('out.jpg')],
      /cannot be written/,
    ],
    [
      'an empty file',
      async () => [await saved(Buffer.alloc(0)), at('out.jpg')],
      /This file is empty.*\[empty: 0 bytes\]/,
    ],
    ['a file of 33 MiB', async () => [await saved(Buffer.alloc(33 * 2 ** 20)), at('out.jpg')], /over 32 MB/],
    ['a HEIC photo', async () => [await saved(heicHeader()), at('out.jpg')], /HEIC.*Most Compatible/],
    ['half a photo', async () => [await saved((await photo()).subarray(0, -300)), at('out.jpg')], /damaged/],
  ])('%s: exit 2, one line, and nothing left behind', async (_what, words, line) => {
    const args = await words();
    const before = readdirSync(folder);
    const { exit, said, complained } = await run(...args);
    expect([exit, said]).toEqual([2, []]);
    expect(complained).toHaveLength(1);
    expect(complained[0]).toMatch(line);
    expect(complained[0]).not.toContain('\n');
    expect(readdirSync(folder)).toEqual(before);
  });

  const saved = async (bytes: Uint8Array): Promise<string> => {
    writeFileSync(at('in'), bytes);
    return Promise.resolve(at('in'));
  };
  const folderAt = (name: string): string => {
    mkdirSync(at(name));
    return at(name);
  };

  it('ends its engine, so that the command ends', async () => {
    writeFileSync(at('in'), await photo());
    const engine = await openPhotoEngine();
    await photoClean([at('in'), at('out')], { say: () => {}, complain: () => {}, openEngine: () => engine });
    expect(existsSync(at('out'))).toBe(true);
    expect(engine.processIds()).toEqual([]);
  });
});
