// The installable app's own files agree with the rest: its colours are the design's, its pictures are there, and its service worker
// keeps shared photos where the page looks for them, for as long as the page says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '#db/package-root.server.ts';

const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');
const manifest = JSON.parse(read('public/manifest.webmanifest')) as {
  theme_color: string;
  background_color: string;
  icons: { src: string; purpose?: string }[];
  share_target: { action: string; method: string; enctype: string; params: { files: { name: string }[] } };
};
const worker = read('public/service-worker.js');
const page = read('app/components/uploads/shared-photos.ts');

test('its colours are those of the light design', () => {
  const light = /:root \{[^}]*\}/.exec(read('app/styles/tokens.css'))?.[0] ?? '';
  expect(light).toContain(`--green: ${manifest.theme_color};`);
  expect(light).toContain(`--paper: ${manifest.background_color};`);
});

test('its pictures are there, one of them with a margin that may be cut away', () => {
  for (const { src } of manifest.icons)
    expect(existsSync(join(packageRoot(), 'public', src)), src).toBe(true);
  expect(manifest.icons.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
});

test('photos are shared to the address and field that the server and the service worker take them from', () => {
  const { action, method, enctype, params } = manifest.share_target;
  expect([action, method, enctype]).toEqual(['/share', 'POST', 'multipart/form-data']);
  expect(worker).toContain(`pathname === '${action}'`);
  expect(worker).toContain(`getAll('${params.files[0]?.name}')`);
  expect(read('app/http/photo-form.server.ts')).toContain(`fieldName !== '${params.files[0]?.name}'`);
});

test('the service worker and the page mean the same store and the same hour', () => {
  const said = (source: string) => [
    /const CACHE = '(.*)'/.exec(source)?.[1],
    /const HOUR_MS = (.*);/.exec(source)?.[1],
  ];
  expect(said(worker)).toEqual(said(page));
  expect(said(worker)).toEqual(['gatepost-shared-photos', '3_600_000']);
});

test('the service worker keeps no page: it stores in one place, and only what was shared', () => {
  expect(worker.match(/\.put\(/g)).toHaveLength(1);
  expect(worker).not.toMatch(/addAll|\.add\(|importScripts|indexedDB|localStorage/);
});
