// Builds the browser half and the server half of the pages. Vitest has its own vitest.config.ts and never
// reads this file, so Remix's plugin stays out of the tests.
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import remixConfig from './remix.config.js';

const OFF = 'virtual:single-fetch-is-off';

/**
 * Single fetch is off (see remix.config.js), so no browser ever needs turbo-stream. Remix would bundle it all the same;
 * without it every page is 1.6 KB lighter and no part of a library with an open advisory reaches a phone.
 */
const withoutTurboStream: Plugin = {
  name: 'without-turbo-stream',
  enforce: 'pre',
  resolveId: (source, _importer, { ssr }) => (source === 'turbo-stream' && !ssr ? OFF : null),
  load: (id) =>
    id === OFF
      ? "const off = () => { throw new Error('single fetch is off'); }; export { off as decode, off as encode };"
      : null,
};

export default defineConfig({
  plugins: [withoutTurboStream, tailwindcss(), remix(remixConfig)],
  build: {
    target: 'es2022',
    // The content security policy allows no data: address, so nothing may be inlined as one.
    assetsInlineLimit: 0,
  },
});
