// Whole responses, as a browser would get them: the real routes, documents and headers, put together from the sources without a
// build. For tests that compare pages byte for byte.
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import { createRequestHandler } from '@remix-run/node';
import * as entry from '#app/entry.server.tsx';
import * as root from '#app/root.tsx';
import remixConfig from '../../remix.config.js';

type RouteModule = ServerBuild['routes'][string]['module'];

const files = import.meta.glob<RouteModule>('/app/routes/*.{ts,tsx}', { eager: true });

/** Route modules by the name of their file: `s.$school.pupils._index`. */
export const routeModules: ReadonlyMap<string, RouteModule> = new Map(
  Object.entries(files).map(([path, module]) => [
    path.replace(/^\/app\/routes\//, '').replace(/\.tsx?$/, ''),
    module,
  ]),
);

/** The nearest route that frames this one, by its name. */
function parentOf(name: string): string | null {
  const parts = name.split('.');
  for (let length = parts.length - 1; length > 0; length--) {
    const parent = parts.slice(0, length).join('.');
    if (routeModules.has(parent)) return parent;
  }
  return null;
}

/** The part of the address that a route adds to its parent's: `posts/:postId`; none for an index. */
function pathOf(name: string, parent: string | null): string | undefined {
  const own = parent === null ? name : name.slice(parent.length + 1);
  const parts = own.split('.').filter((part) => part !== '_index');
  return parts.length > 0 ? parts.map((part) => part.replace(/^\$/, ':')).join('/') : undefined;
}

function build(): ServerBuild {
  const routes: ServerBuild['routes'] = { root: { id: 'root', path: '', module: root as RouteModule } };
  for (const [name, module] of routeModules) {
    const parent = parentOf(name);
    routes[`routes/${name}`] = {
      id: `routes/${name}`,
      parentId: parent === null ? 'root' : `routes/${parent}`,
      path: pathOf(name, parent),
      index: name.split('.').at(-1) === '_index',
      module,
    };
  }
  const manifest = Object.fromEntries(
    Object.values(routes).flatMap((route) =>
      route
        ? [
            [
              route.id,
              {
                id: route.id,
                parentId: route.parentId,
                path: route.path,
                index: route.index,
                hasAction: 'action' in route.module,
                hasLoader: 'loader' in route.module,
                hasErrorBoundary: 'ErrorBoundary' in route.module,
                module: `/assets/${route.id}.js`,
                imports: [],
                css: [],
              },
            ],
          ]
        : [],
    ),
  );
  return {
    entry: { module: entry },
    routes,
    assets: {
      entry: { module: '/assets/entry.js', imports: [] },
      routes: manifest,
      url: '/assets/manifest.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/pages/client',
    basename: '/',
    future: {
      unstable_optimizeDeps: false,
      v3_singleFetch: false,
      v3_lazyRouteDiscovery: false,
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_routeConfig: true,
      ...remixConfig.future,
    } as ServerBuild['future'],
    isSpaMode: false,
  } as unknown as ServerBuild;
}

let handler: ReturnType<typeof createRequestHandler> | undefined;

/** What the server answers to a request, whole. */
export function wholeResponse(request: Request, context: AppLoadContext): Promise<Response> {
  handler ??= createRequestHandler(build(), 'production');
  return handler(request, context);
}
