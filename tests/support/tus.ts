// Speaks the tus protocol over a plain socket, one request at a time and exactly as told, so that a test can also do what no
// well-kept client would.
import { request, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import type { ServerBuild } from '@remix-run/node';
import { createWebApp, listen, type Listening } from '#app/serve.server.ts';
import type { WebServices } from '#app/compose-web.server.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The whole web application on a free port, without pages. */
export const listenWithoutPages = (services: WebServices): Promise<Listening> =>
  listen(
    createWebApp(services, { build: {} as ServerBuild, assets: () => undefined }, false, {
      answer: async () => undefined,
    }),
    '127.0.0.1',
    0,
  );

export interface Tus {
  ask(method: string, path: string, headers?: Record<string, string>, body?: Uint8Array): Promise<Answer>;
  begin(path: string, metadata: Record<string, string>, length: number): Promise<Answer>;
  patch(path: string, offset: number, bytes: Uint8Array): Promise<Answer>;
  offset(path: string): Promise<number>;
  /** Sends the head of a PATCH and these bytes of `announced`, and leaves the line open. `cut` tears it. */
  half(path: string, offset: number, announced: number, bytes: Uint8Array): { cut(): void };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
export const metadataOf = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key} ${base64(value)}`)
    .join(',');

/** `always`: headers of every request, such as who is signed in. */
export function tus(port: number, always: Record<string, string>): Tus {
  const options = (method: string, path: string, headers: Record<string, string>): RequestOptions => ({
    host: '127.0.0.1',
    port,
    method,
    path,
    agent: false,
    headers: { 'tus-resumable': '1.0.0', ...always, ...headers },
  });
  const ask: Tus['ask'] = (method, path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const length: Record<string, string> = body ? { 'content-length': String(body.length) } : {};
      const asked = request(options(method, path, { ...length, ...headers }), (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      asked.once('error', reject);
      asked.end(body);
    });
  const patching = (offset: number) => ({
    'upload-offset': String(offset),
    'content-type': 'application/offset+octet-stream',
  });
  return {
    ask,
    begin: (path, metadata, length) =>
      ask('POST', path, {
        'content-length': '0',
        'upload-length': String(length),
        'upload-metadata': metadataOf(metadata),
      }),
    patch: (path, offset, bytes) => ask('PATCH', path, patching(offset), bytes),
    offset: async (path) => Number((await ask('HEAD', path)).headers['upload-offset']),
    half: (path, offset, announced, bytes) => {
      const headers = { ...patching(offset), 'content-length': String(announced) };
      const asked = request(options('PATCH', path, headers));
      asked.on('error', () => undefined);
      asked.write(bytes);
      return { cut: () => void asked.destroy() };
    },
  };
}
