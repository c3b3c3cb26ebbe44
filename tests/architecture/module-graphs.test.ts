// What each side can reach, followed import by import: the web cannot post and never decodes a picture; the photo process has no
// database, secrets or network; the domain knows no adapter.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildResult } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '#db/package-root.server.ts';

const root = packageRoot();

type Graph = BuildResult<{ metafile: true; write: false }>;

async function graphOf(entries: string[]): Promise<Graph> {
  return build({
    absWorkingDir: root,
    entryPoints: entries,
    bundle: true,
    write: false,
    outdir: 'unused',
    packages: 'external',
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    metafile: true,
    logLevel: 'silent',
    loader: { '.css': 'empty' },
    external: ['*.css', '*.css?url', 'virtual:*'],
  });
}

const files = (graph: Graph): string[] => Object.keys(graph.metafile.inputs);
const packages = (graph: Graph): string[] => [
  ...new Set(
    Object.values(graph.metafile.inputs).flatMap((input) =>
      input.imports.filter((one) => one.external).map((one) => one.path),
    ),
  ),
];

describe('the web side', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await graphOf(['app/compose-web.server.ts', ...(await routeFiles())]);
  });

  it('cannot reach a platform client, a picture decoder or a detector', () => {
    for (const name of packages(graph))
      expect(name).not.toMatch(/^(twitter-api-v2|@atproto|sharp|onnxruntime|libheif)/);
  });

  it('loads the S3 client only when photos lie on such a server', () => {
    const loaded = Object.values(graph.metafile.inputs).flatMap((input) =>
      input.imports.filter((one) => one.external && one.path.startsWith('@aws-sdk/')),
    );
    expect(loaded.map((one) => one.kind)).toEqual(['dynamic-import']);
  });

  it('has no publisher, no photo engine, no face finder and no vault that opens', () => {
    const forbidden =
      /adapters\/(x-|bluesky-|sharp-photo-engine|photo-engine-|onnx-face-finder|face-finder-|intent-journal)|compose-worker|workers\//;
    expect(files(graph).filter((path) => forbidden.test(path))).toEqual([]);
    const opens = graph.outputFiles.some((file) => /\.pairs\.get\(/.test(file.text));
    expect(opens).toBe(false);
  });
});

describe('the photo process', () => {
  it('reaches only the decoders and the pure rules of photos', async () => {
    const graph = await graphOf(['workers/photo-engine/main.ts']);
    expect(
      files(graph).filter(
        (path) =>
          !/^(workers\/(photo-engine\/|caged-program\.|close-inherited\.|own-isolation\.)|app\/domain\/(photos|ports)\/)/.test(
            path,
          ),
      ),
    ).toEqual([]);
    expect(
      packages(graph).filter(
        (name) =>
          !/^(sharp|libheif-js\/libheif-wasm\/libheif\.js|node:(crypto|process|stream|buffer|events|util|os|fs|perf_hooks|timers\/promises))$/.test(
            name,
          ),
      ),
    ).toEqual([]);
  });
});

describe('the domain', () => {
  it('knows ports and its own tables, never an adapter, a page or a worker', async () => {
    const graph = await graphOf(await filesUnder('app/domain'));
    const strangers = files(graph).filter((path) => !/^(app\/domain|db)\//.test(path));
    expect(strangers).toEqual([]);
  });
});

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true });
  return entries.filter((name) => /\.tsx?$/.test(name)).map((name) => join(folder, name));
}

const routeFiles = (): Promise<string[]> => filesUnder('app/routes');
