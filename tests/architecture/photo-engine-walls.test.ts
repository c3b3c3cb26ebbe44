// The walls around decoding: the photo process reaches nothing but sharp, files' descriptors and arithmetic; its
// parent holds no image library; and the calls of sharp that carry metadata over are used nowhere.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { processOptions } from '../../scripts/build.mjs';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

async function importsOf(entry: string): Promise<{ outside: string[]; own: string[] }> {
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    external: ['sharp', 'zod', 'libheif-js'],
    logLevel: 'silent',
  });
  const outside = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  );
  return { outside: [...new Set(outside)].sort(), own: Object.keys(metafile.inputs) };
}

describe('the photo process', () => {
  it('imports two image libraries and three quiet parts of Node: no network, no database, no other process', async () => {
    const { outside, own } = await importsOf('workers/photo-engine/main.ts');
    expect(outside).toEqual([
      'libheif-js/libheif-wasm/libheif.js',
      'node:crypto',
      'node:fs',
      'node:os',
      'sharp',
    ]);
    expect(
      own.filter(
        (path) =>
          !/^(workers\/(photo-engine\/|caged-program\.|close-inherited\.|own-isolation\.)|app\/domain\/photos\/)/.test(
            path,
          ),
      ),
    ).toEqual([]);
  });

  it('is built with libheif left outside, where anybody may replace it (LGPL)', async () => {
    const { metafile, outputFiles } = await build({
      ...processOptions({ 'photo-engine': 'workers/photo-engine/main.ts' }),
      logLevel: 'silent',
      metafile: true,
      write: false,
    });
    expect(Object.keys(metafile?.inputs ?? {}).filter((path) => path.includes('node_modules'))).toEqual([]);
    const built = outputFiles?.find(({ path }) => path.endsWith('.mjs'))?.text ?? '';
    expect(built).toContain('import("libheif-js/libheif-wasm/libheif.js")');
    expect(built).not.toMatch(/^import .*libheif/m);
  });

  it('is asked for through a parent that cannot decode', async () => {
    const { outside } = await importsOf('app/adapters/sharp-photo-engine.server.ts');
    expect(outside).not.toContain('sharp');
    expect(outside).toContain('node:child_process');
  });
});

describe('sharp', () => {
  const sources = ['app', 'workers', 'cli', 'db', 'sandbox'].flatMap((folder) =>
    readdirSync(`${projectRoot}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => `${folder}/${path}`),
  );
  const textOf = (path: string): string => readFileSync(`${projectRoot}/${path}`, 'utf8');

  it('is imported by one file only', () => {
    // The face finder, a process of its own, has walls of its own.
    const ours = sources.filter((path) => !path.startsWith('workers/face-finder/'));
    expect(
      ours.filter((path) =>
        /^import (?!type).* from 'sharp'|require\('sharp'\)|import\('sharp'\)/m.test(textOf(path)),
      ),
    ).toEqual(['workers/photo-engine/decoders.ts']);
  });

  it('is never asked to keep anything of the original (R-69)', () => {
    const keeping = /\.(with(Metadata|Density|Exif|ExifMerge|Xmp|IccProfile|GainMap)|keep[A-Z]\w*)\(/;
    const offending = sources.filter(
      (path) => path.startsWith('workers/photo-engine') && keeping.test(textOf(path)),
    );
    expect(offending).toEqual([]);
    expect(keeping.test('picture.keepExif()')).toBe(true);
  });
});
