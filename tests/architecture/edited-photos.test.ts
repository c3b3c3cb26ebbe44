// One way for what is hidden: versions are stored, and wanted edits written, where the proofs are, and whether a version is what was
// asked for is decided in one place.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '#db/package-root.server.ts';

const root = packageRoot();
const sources = ['app', 'db', 'workers', 'cli'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`),
);
const using = (pattern: RegExp): string[] =>
  sources.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8'))).sort();

it('stores a version of a photo after cleaning and after rendering only, both of which walk its bytes', () => {
  expect(using(/\binsertVersion\(work\.db/)).toEqual([
    'app/domain/photos/clean-photo.ts',
    'app/domain/photos/keep-rendered.ts',
  ]);
  expect(using(/insert\(photoVersions\)/)).toEqual(['db/queries/photos.server.ts']);
  for (const path of ['app/domain/photos/clean-photo.ts', 'app/domain/photos/render-photo.ts'])
    expect(readFileSync(join(root, path), 'utf8')).toContain('walkBytes(');
});

it('compares what was asked for with what was made in one place', () => {
  expect(using(/editsHash\s*===|===\s*editsHash\b/)).toEqual(['app/domain/photos/render-state.ts']);
});
