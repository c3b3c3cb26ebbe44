// The walls around finding faces: the face process reaches the decoder, the runtime and arithmetic, and nothing else;
// only the detector's weights are named anywhere; the web side knows neither the runtime nor the finder.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '#db/package-root.server.ts';

const root = packageRoot();

async function reached(entry: string): Promise<{ outside: string[]; own: string[] }> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const outside = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  );
  return { outside: [...new Set(outside)].sort(), own: Object.keys(metafile.inputs) };
}

const sources = ['app', 'workers', 'cli', 'db', 'sandbox', 'scripts'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(m?js|tsx?)$/.test(path))
    .map((path) => join(folder, path)),
);
const naming = (pattern: RegExp): string[] =>
  sources.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8'))).sort();

describe('the face process', () => {
  it('imports the decoder, the runtime and quiet parts of Node: no network, no database, no other process', async () => {
    const { outside, own } = await reached('workers/face-finder/main.ts');
    expect(outside).toEqual([
      'node:crypto',
      'node:fs',
      'node:module',
      'node:os',
      'onnxruntime-node',
      'sharp',
    ]);
    const strangers = own.filter(
      (path) =>
        !/^(workers\/(face-finder\/|caged-program\.|close-inherited\.|own-isolation\.)|app\/domain\/photos)\b/.test(
          path,
        ),
    );
    expect(strangers).toEqual([]);
    expect(own.filter((path) => path.startsWith('workers/photo-engine/'))).toEqual([]);
  });

  it('is asked for through a parent that holds neither decoder nor runtime', async () => {
    const { outside } = await reached('app/adapters/onnx-face-finder.server.ts');
    expect(outside).not.toContain('sharp');
    expect(outside).not.toContain('onnxruntime-node');
    expect(outside).toContain('node:child_process');
  });

  it('is the only user of the runtime, and reads pictures in one place', () => {
    expect(naming(/(from|import\() ?'onnxruntime/)).toEqual(['workers/face-finder/model.ts']);
    expect(naming(/from 'sharp'/).filter((path) => path.startsWith('workers/face-finder/'))).toEqual([
      'workers/face-finder/detection-copy.ts',
    ]);
  });
});

describe('nobody is recognised (F-30)', () => {
  it('because only the detector’s weights are named, once, and no other part of their package', () => {
    expect(naming(/\.onnx\b/)).toEqual(['workers/face-finder/model.ts']);
    expect(naming(/jsface/)).toEqual(['workers/face-finder/model.ts']);
    const names = readFileSync(join(root, 'workers/face-finder/model.ts'), 'utf8').match(
      /[\w./@-]+\.onnx\b/g,
    );
    expect(names).toEqual(['@xingwangdev/jsface/model/fr_detect.onnx']);
  });
});

describe('the web side', () => {
  it('can reach neither the finder nor the runtime', async () => {
    const { outside, own } = await reached('app/compose-web.server.ts');
    expect(outside).not.toContain('onnxruntime-node');
    expect(own.filter((path) => /face-finder/.test(path) && !path.includes('/ports/'))).toEqual([]);
  });
});
