// The lint rules themselves: each forbidden direction is tried, and what is allowed beside it is tried too, so that
// a rule that matches nothing any more is found.
import { ESLint } from 'eslint';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({ cwd: root });
});

/** The names of the house rules that one line breaks in one file; other rules are not our question here. */
async function broken(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: join(root, file) });
  const rules = result?.messages.map(({ ruleId }) => ruleId ?? 'unparsed') ?? [];
  return rules.filter((rule) => rule.startsWith('no-restricted') || rule === 'unparsed');
}

const IMPORTS = ['no-restricted-imports'];
const SYNTAX = ['no-restricted-syntax'];

describe('the domain', () => {
  test.each([
    '#app/adapters/bull-queue.server.ts',
    '../../adapters/bull-queue.server.ts',
    '#app/routes/sign-in.tsx',
    '#app/presenters/post.ts',
    '#app/components/button.tsx',
    '#workers/main.ts',
    'sharp',
    'onnxruntime-node',
    'bull',
    'ioredis',
    'twitter-api-v2',
    '@atproto/api',
    'pg',
    '@electric-sql/pglite',
    'express',
    '@remix-run/node',
  ])('may not import %s', async (address) => {
    expect(await broken('app/domain/posts/example.ts', `import '${address}';`)).toEqual(IMPORTS);
  });

  test.each(['#db/queries/posts.server.ts', '#app/domain/ports/clock.ts', 'zod'])(
    'may import %s',
    async (address) => {
      expect(await broken('app/domain/posts/example.ts', `import '${address}';`)).toEqual([]);
    },
  );

  test.each(['Date.now()', 'new Date()', "process.env['TZ']"])('may not ask %s', async (question) => {
    expect(await broken('app/domain/example.ts', `export const answer = ${question};`)).toEqual(SYNTAX);
  });

  test('may make a date from a time it was given', async () => {
    expect(await broken('app/domain/example.ts', 'export const at = (ms: number) => new Date(ms);')).toEqual(
      [],
    );
  });
});

describe('other directions', () => {
  test.each([
    ['app/routes/example.tsx', '#db/queries/posts.server.ts'],
    ['app/routes/example.tsx', '#app/adapters/disk-photo-areas.server.ts'],
    ['app/components/example.tsx', '#db/client.server.ts'],
    ['app/components/example.tsx', '#app/adapters/disk-photo-areas.server.ts'],
    ['app/presenters/example.ts', '#db/client.server.ts'],
    ['app/presenters/example.ts', 'sharp'],
    ['app/adapters/example.ts', '#app/routes/sign-in.tsx'],
    ['workers/example.ts', '#app/routes/sign-in.tsx'],
    ['workers/example.ts', '#app/components/button.tsx'],
    ['db/queries/example.server.ts', '#app/presenters/post.ts'],
    ['sandbox/example.ts', '#app/domain/actor.ts'],
  ])('%s may not import %s', async (file, address) => {
    expect(await broken(file, `import '${address}';`)).toEqual(IMPORTS);
  });

  test.each([
    ['app/routes/example.tsx', '#app/domain/actor.ts'],
    ['app/adapters/example.ts', 'sharp'],
    ['workers/example.ts', '#app/domain/actor.ts'],
    ['app/compose-web.server.ts', '#app/adapters/bull-queue.server.ts'],
  ])('%s may import %s', async (file, address) => {
    expect(await broken(file, `import '${address}';`)).toEqual([]);
  });
});

describe('what must not get out', () => {
  const metadata = (call: string) => `export const save = (photo: { ${call}(): void }) => photo.${call}();`;
  const named = (call: string) => `export const save = (photo: { ${call}(): void }) => photo['${call}'];`;

  test.each([
    'withMetadata',
    'withDensity',
    'withExif',
    'withExifMerge',
    'withXmp',
    'withGainMap',
    'keepMetadata',
    'keepExif',
    'keepIccProfile',
    'keepXmp',
    'keepGainMap',
    'keepOrientation',
  ])('no product code calls %s on a photo, nor names it another way (R-69)', async (call) => {
    for (const file of ['workers/photo-engine/example.ts', 'app/domain/photos/example.ts', 'cli/example.ts'])
      for (const line of [metadata(call), named(call)]) expect(await broken(file, line)).toEqual(SYNTAX);
    expect(await broken('app/routes/example.tsx', metadata(call))).toEqual(SYNTAX);
    expect(await broken('app/env.server.ts', metadata(call))).toEqual(SYNTAX);
    expect(await broken('tests/support/example.ts', metadata(call))).toEqual([]);
  });

  test('what carries nothing over may be called', async () => {
    expect(await broken('workers/photo-engine/example.ts', metadata('autoOrient'))).toEqual([]);
    expect(await broken('workers/photo-engine/example.ts', metadata('keepNothing'))).toEqual([]);
  });

  test('no screen writes a style attribute or raw HTML', async () => {
    expect(await broken('app/routes/example.tsx', 'export const A = () => <p style={{}} />;')).toEqual(
      SYNTAX,
    );
    const raw = "export const A = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;";
    expect(await broken('app/components/example.tsx', raw)).toEqual(SYNTAX);
  });

  test('only one file reads the environment', async () => {
    const reads = "export const port = process.env['PORT'];";
    expect(await broken('app/http/example.server.ts', reads)).toEqual(SYNTAX);
    expect(await broken('workers/example.ts', reads)).toEqual(SYNTAX);
    expect(await broken('app/env.server.ts', reads)).toEqual([]);
  });
});
