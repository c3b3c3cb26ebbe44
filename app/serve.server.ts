// The HTTP server: security headers with a fresh nonce, a bound on every body, the built pages, `/health`, and Remix behind them.
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { WebServices } from '#app/compose-web.server.ts';
import { PHOTO_FORM_BYTES } from '#app/http/photo-form.server.ts';
import { uploadDoors } from '#app/http/uploads/upload-door.server.ts';
import type { Metrics } from '#app/metrics.server.ts';
import { packageRoot } from '#db/package-root.server.ts';

export interface Pages {
  /** built pages, or what Vite makes of the sources at this moment */
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** serves scripts and styles; in production the built files */
  assets(app: Express): void;
}

/** The pages as built by `npm run build`. */
export async function builtPages(): Promise<Pages> {
  const root = packageRoot();
  const entry = pathToFileURL(join(root, 'build', 'pages', 'server', 'index.js')).href;
  return {
    build: (await import(/* @vite-ignore */ entry)) as ServerBuild,
    assets: (app) => {
      const client = join(root, 'build', 'pages', 'client');
      app.use(
        '/assets',
        express.static(join(client, 'assets'), { immutable: true, maxAge: '1y', index: false }),
      );
      app.use(express.static(client, { maxAge: '1h', index: false }));
    },
  };
}

/** The pages made from the sources while they are edited; the browser reloads by itself. Never for anything but this machine. */
export async function livePages(): Promise<Pages> {
  const { createServer } = await import('vite');
  const vite = await createServer({ server: { middlewareMode: true } });
  return {
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    assets: (app) => void app.use(vite.middlewares),
  };
}

function contentPolicy(nonce: string, live: boolean): string {
  const scripts = live ? `'self' 'nonce-${nonce}' 'unsafe-eval'` : `'nonce-${nonce}' 'strict-dynamic'`;
  const styles = live ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  const connect = live ? "'self' ws:" : "'self'";
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "img-src 'self' blob:",
    `connect-src ${connect}`,
    "font-src 'self'",
    "manifest-src 'self'",
    // Our one service worker; without this line it would need the page's nonce, which it cannot have.
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** Headers of every answer, and the nonce they name. */
function guardHeaders(live: boolean, https: boolean) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    const nonce = randomBytes(16).toString('base64');
    response.locals['cspNonce'] = nonce;
    response.set({
      'Content-Security-Policy': contentPolicy(nonce, live),
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'geolocation=(), microphone=(), camera=(self), interest-cohort=()',
      ...(https ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
    });
    next();
  };
}

/** Refuses what no page of ours sends: bodies without a length, bodies too long, and forms sent from another site. */
function guardBody(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const refuse = (status: number, words: string) =>
    void response.status(status).type('text/plain').send(words);
  const site = request.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site')
    return refuse(403, 'This form was sent from another site.');
  const length = request.get('content-length');
  // To end an upload takes no body, and browsers announce none.
  if (request.method === 'DELETE' && length === undefined && !request.get('transfer-encoding')) return next();
  if (request.get('transfer-encoding') || length === undefined)
    return refuse(411, 'Say how long the body is.');
  if (Number(length) > PHOTO_FORM_BYTES)
    return refuse(413, 'That is too large. A photo may have up to 32 MB. Nothing was changed.');
  return next();
}

/** Builds the application; nothing listens yet. */
export function createWebApp(
  services: WebServices,
  pages: Pages,
  live: boolean,
  metrics: Pick<Metrics, 'answer'>,
): Express {
  const app = express();
  app.disable('x-powered-by');
  // A proxy in front is believed about the caller's address and scheme only when it runs on this machine.
  app.set('trust proxy', 'loopback');
  app.use(guardHeaders(live, services.publicOrigin.startsWith('https:')), guardBody, compression());
  app.get('/health', (_request, response, next) => {
    services
      .health()
      .then((health) =>
        response
          .status(health.status === 'ok' ? 200 : 503)
          .set('Cache-Control', 'no-store')
          .json(health),
      )
      .catch(next);
  });
  app.get('/metrics', (request, response, next) => {
    metrics.answer(request, response).catch(next);
  });
  const uploads = uploadDoors(services);
  app.all(['/s/:school/uploads', '/s/:school/uploads/:uploadId'], (request, response, next) => {
    uploads.staff(request, response).catch(next);
  });
  app.all(['/u/:code/uploads', '/u/:code/uploads/:uploadId'], (request, response, next) => {
    uploads.guests(request, response).catch(next);
  });
  app.post('/share', (request, _response, next) => {
    // The phone's share sheet sends from no page at all, and browsers write that as an origin too.
    if (request.get('sec-fetch-site') === 'none' && request.get('origin') === 'null')
      delete request.headers.origin;
    next();
  });
  // The address of a family's page is its key, and goes nowhere else.
  app.use('/c', (request, response, next) => {
    response.set('Referrer-Policy', 'no-referrer');
    // A page without a referrer names no origin with its forms; whether another site sent them is known from elsewhere.
    if (request.get('origin') === 'null') delete request.headers.origin;
    next();
  });
  pages.assets(app);
  const handler = createRequestHandler({
    build: pages.build,
    mode: live ? 'development' : 'production',
    getLoadContext: (request, response) => ({
      cspNonce: String(response.locals['cspNonce']),
      clientAddress: request.ip ?? '',
      services,
    }),
  });
  app.all('*', (request, response, next) => {
    response.set('Cache-Control', 'private, no-store');
    void handler(request, response, next);
  });
  return app;
}

export interface Listening {
  port: number;
  /** Takes no new connection and waits up to `waitMs` for running answers. */
  close(waitMs: number): Promise<void>;
}

/** Listens. Errors: rejects with one plain line when the port is taken. */
export async function listen(app: Express, host: string, port: number): Promise<Listening> {
  const server: Server = await new Promise((resolve, reject) => {
    const opening = app.listen(port, host, () => resolve(opening));
    opening.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken by another program. Stop it, or set PORT to another number.`)
          : error,
      ),
    );
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (waitMs) =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), waitMs);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
