// The Remix options, and the only place for them: vite.config.ts hands this object to Remix's Vite plugin.
// Every v3 flag is on but two: single fetch would serve through turbo-stream 2.4.1, whose encoder an echoed
// deep input can exhaust (CVE-2026-34077), and lazy route discovery would open a /__manifest endpoint that a
// few dozen routes do not need.

/** @type {import('@remix-run/dev').VitePluginConfig} */
export default {
  appDirectory: 'app',
  buildDirectory: 'build/pages',
  serverModuleFormat: 'esm',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
};
