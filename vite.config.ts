// Builds the browser half and the server half of the pages. Vitest has its own vitest.config.ts and never
// reads this file, so Remix's plugin stays out of the tests.
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  build: {
    target: 'es2022',
    // The content security policy allows no data: address, so nothing may be inlined as one.
    assetsInlineLimit: 0,
  },
});
