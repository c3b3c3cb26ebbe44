// Draws every screen part with made-up content as plain HTML pages, for looking at: node scripts/gallery.mjs
// [--out DIR] [--look]. With --look it opens each page in Chromium under the product's strict content security
// policy, at 390 and 1280 px, light, dark and with 200 % text, writes screenshots beside the pages and ends with 1
// if axe-core, the policy, the console or a sideways scroll has anything to say. Never part of the product's build.
import { mkdirSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import tailwindcss from '@tailwindcss/vite';
import { build as bundle } from 'esbuild';
import sharp from 'sharp';
import { build as buildStyles } from 'vite';
import { look } from './gallery/look.mjs';

const { values: options } = parseArgs({
  options: { out: { type: 'string' }, look: { type: 'boolean', default: false } },
});
const root = resolve(import.meta.dirname, '..');
const out = resolve(options.out ?? join(tmpdir(), 'gatepost-gallery'));
const nonce = 'gallery';

mkdirSync(out, { recursive: true });
await bundle({
  entryPoints: [join(root, 'scripts/gallery/client.tsx')],
  outfile: join(out, 'client.js'),
  bundle: true,
  format: 'esm',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"development"' },
  logLevel: 'error',
});
const serverFile = join(root, 'node_modules/.cache/gatepost-gallery/server.mjs');
await bundle({
  entryPoints: [join(root, 'scripts/gallery/server.tsx')],
  outfile: serverFile,
  bundle: true,
  packages: 'external',
  alias: { '#app': join(root, 'app') },
  format: 'esm',
  platform: 'node',
  jsx: 'automatic',
  logLevel: 'error',
});
await buildStyles({
  root,
  configFile: false,
  logLevel: 'error',
  plugins: [tailwindcss()],
  build: {
    outDir: out,
    emptyOutDir: false,
    copyPublicDir: false,
    rollupOptions: {
      input: join(root, 'scripts/gallery/gallery.css'),
      output: { assetFileNames: 'gallery.css' },
    },
  },
});
copyFileSync(join(root, 'public/favicon.svg'), join(out, 'favicon.svg'));
for (const [index, colours] of [
  ['#9fc6e0', '#6f9a52', '#e9e3d5'],
  ['#cfd8dc', '#87a35f', '#5b4a3a'],
  ['#f2c27a', '#54724a', '#f7f3ea'],
].entries()) {
  await landscape(colours, join(out, `photo-${index + 1}.jpg`));
}

const { NAMES, page } = await import(pathToFileURL(serverFile).href);
for (const name of NAMES) writeFileSync(join(out, `${name}.html`), page(name, nonce));
console.log(`${NAMES.length} pages in ${out}`);
if (options.look) process.exitCode = await look({ dir: out, names: NAMES, nonce });

/** A made-up photo: sky, hills and a woolly shape, 1200 × 900 px. */
async function landscape([sky, grass, wool], file) {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <rect width="1200" height="900" fill="${sky}"/><path d="M0 520Q300 380 620 500T1200 440V900H0z" fill="${grass}"/>
    <path d="M0 640Q400 540 800 640T1200 620V900H0z" fill="${grass}" opacity=".6"/>
    <g fill="${wool}"><ellipse cx="620" cy="620" rx="150" ry="95"/><circle cx="760" cy="560" r="52"/></g>
    <g stroke="#2b2b2b" stroke-width="16"><path d="M560 700v90M680 700v90"/></g></svg>`;
  await sharp(Buffer.from(picture)).jpeg({ quality: 82 }).toFile(file);
}
