// Builds the browser half and the server half of the pages. Vitest has its own vitest.config.ts and never
// reads this file, so Remix's plugin stays out of the tests.
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';
import remixConfig from './remix.config.js';

/**
 * Parts of Remix that are off in remix.config.js, with what stands in for them in the browser. Remix asks its flags
 * before it calls any of these; the ones it calls all the same answer as they would with the flag off.
 */
const SINGLE_FETCH = {
  '@remix-run/react/dist/esm/single-fetch.js': `
    const off = () => { throw new Error('single fetch is off'); };
    export { off as StreamTransfer, off as decodeViaTurboStream, off as getSingleFetchDataStrategy, off as singleFetchUrl };`,
  'turbo-stream/dist/turbo-stream.mjs': `
    const off = () => { throw new Error('single fetch is off'); };
    export { off as decode, off as encode };`,
};
const LAZY_ROUTES = {
  '@remix-run/react/dist/esm/fog-of-war.js': `
    const off = () => { throw new Error('lazy route discovery is off'); };
    const nothing = () => undefined;
    export const isFogOfWarEnabled = () => false;
    export { off as fetchAndApplyManifestPatches, off as getPartialManifest };
    export { nothing as getPatchRoutesOnNavigationFunction, nothing as useFogOFWarDiscovery };`,
};

const { v3_singleFetch, v3_lazyRouteDiscovery } = remixConfig.future ?? {};
const OFF: Readonly<Record<string, string>> = {
  ...(v3_singleFetch ? {} : SINGLE_FETCH),
  ...(v3_lazyRouteDiscovery ? {} : LAZY_ROUTES),
};

/** Leaves them out of the browser's half: 4 KB less on every page, and nothing there of a library with an open advisory. */
const withoutWhatIsOff: Plugin = {
  name: 'without-what-is-off',
  apply: 'build',
  enforce: 'pre',
  load: (id, options) => {
    const part = Object.keys(OFF).find((path) => id.replaceAll('\\', '/').endsWith(`/node_modules/${path}`));
    return part && !options?.ssr ? OFF[part] : null;
  },
};

/**
 * What nearly every page draws. It goes out as one file with React and Remix: some twenty small ones, each pressed by itself
 * and each named again for every route that uses it, weigh 5 KB more.
 */
const OFFICE = [
  'app-frame',
  'route-error',
  'page',
  'notice',
  'empty-state',
  'when-text',
  'card',
  'post-list',
];
const officeChunk = (id: string): string | undefined =>
  OFFICE.some((name) => id.replaceAll('\\', '/').endsWith(`/app/components/${name}.tsx`))
    ? 'office'
    : undefined;

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [withoutWhatIsOff, tailwindcss(), remix(remixConfig)],
  build: {
    target: 'es2022',
    // The content security policy allows no data: address, so nothing may be inlined as one.
    assetsInlineLimit: 0,
    ...(isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: officeChunk } } }),
  },
}));
