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
import { declaredSize } from '#app/domain/photos/declared-size.ts';
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
    openEngine: () => openPhotoEngine(),
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
    [
      'a longest edge that is none',
      () => [at('a'), at('b'), '--max-edge', '0'],
      /--max-edge is a whole number/,
    ],
    ['a list without a folder', () => ['--batch', at('list.txt')], /^usage/],
    ['a list and a file', () => [at('a'), '--batch', at('list.txt'), '--out', folder], /^usage/],
    [
      'a list that is not there',
      () => ['--batch', at('list.txt'), '--out', folder],
      /list\.txt: cannot be read \(ENOENT\)/,
    ],
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

  it('--max-edge bounds the longest edge of the result', async () => {
    writeFileSync(at('in'), await cameraPhoto({ width: 800, height: 600, orientation: 1 }));
    expect((await run(at('in'), at('out.jpg'), '--max-edge', '200')).exit).toBe(0);
    expect(declaredSize(readFileSync(at('out.jpg')))).toEqual({ width: 200, height: 150 });
  });
});

describe('gatepost photo clean --batch', () => {
  it('cleans every file of a list with one pool, says a line for each in its order, and stops at none', async () => {
    mkdirSync(at('more'));
    const photos = ['one.jpg', 'more/one.png', 'three'];
    for (const name of photos) writeFileSync(at(name), await cameraPhoto({ width: 320, height: 240 }));
    writeFileSync(at('two.pdf'), pdfDocument());
    const inputs = ['one.jpg', 'two.pdf', 'more/one.png', 'missing.jpg', 'three'].map(at);
    writeFileSync(at('list.txt'), `${inputs.join('\r\n')}\n\n`);
    let engines = 0;
    const said: string[] = [];
    const exit = await photoClean(['--batch', at('list.txt'), '--out', at('clean')], {
      say: (line) => said.push(line),
      complain: () => {},
      openEngine: () => {
        engines++;
        return openPhotoEngine();
      },
    });
    expect([exit, engines]).toEqual([2, 1]);
    const lines = said.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ input }) => input)).toEqual(inputs);
    expect(lines.map(({ ok, code }) => code ?? ok)).toEqual([true, 'pdf', true, 'unreadable', true]);
    expect(lines[1]).toMatchObject({ message: expect.stringContaining('PDF') as unknown });
    expect(lines.flatMap(({ output }) => output ?? [])).toEqual(
      ['clean/one.jpg', 'clean/one-2.jpg', 'clean/three.jpg'].map(at),
    );
    for (const { output, sha256, bytes } of lines.filter(({ ok }) => ok === true)) {
      const out = readFileSync(output as string);
      expect(walkBytes(out)).toEqual({ ok: true, format: 'jpeg' });
      expect([bytes, sha256]).toEqual([out.length, createHash('sha256').update(out).digest('hex')]);
    }
    expect(readdirSync(at('clean')).sort()).toEqual(['one-2.jpg', 'one.jpg', 'three.jpg']);
  });

  it('never writes over a file of the list, and says 0 when all are clean', async () => {
    writeFileSync(at('a.jpg'), await cameraPhoto({ width: 64, height: 48 }));
    const before = readFileSync(at('a.jpg'));
    writeFileSync(at('list.txt'), at('a.jpg'));
    expect((await run('--batch', at('list.txt'), '--out', folder)).exit).toBe(2);
    expect(readFileSync(at('a.jpg')).equals(before)).toBe(true);
    expect((await run('--batch', at('list.txt'), '--out', at('clean'))).exit).toBe(0);
  });
});
