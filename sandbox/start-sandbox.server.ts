// Starts the practice platform: a listener on this machine that speaks X's paths, so that a school can rehearse
// and the real client can be tested without anything leaving the machine.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Applications } from './authorize-route.ts';
import { problem, type SandboxAnswer, type SandboxRequest, type SandboxRules } from './exchange.ts';
import type { Fault, Faults } from './faults.ts';
import { createRateLimits } from './rate-limits.ts';
import { answerRequest, type Limits } from './routes.ts';
import { createSnowflakes } from './snowflakes.ts';
import type { SandboxStore } from './store.ts';

/** No call needs more: a part of an upload, or a photo at one go in base64. In bytes. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

export interface SandboxOptions {
  store: SandboxStore;
  /** default 127.0.0.1; only this machine */
  host?: '127.0.0.1' | '::1' | undefined;
  /** default 0: any free port */
  port?: number | undefined;
  faults?: Faults | undefined;
  rules?: Partial<SandboxRules> | undefined;
  /** other limits than X's, by route, such as `{'POST /2/tweets': 1000}` */
  limits?: Limits | undefined;
  /** Shows the page on which people let these applications in; without it there is no such page. */
  applications?: Applications | undefined;
  /** default: the system's clock */
  now?: (() => Date) | undefined;
  /** told of every request that arrived whole, before it is answered */
  onRequest?: ((seen: { method: string; path: string; clientPort: number }) => void) | undefined;
  /** told where and how the platform itself failed, without words or photos; the caller gets a bare 500 */
  onError?: ((error: Error) => void) | undefined;
}

export interface Sandbox {
  /** such as http://127.0.0.1:41234 */
  url: string;
  /** Ends it, with every connection still open; when it resolves, nothing uses the store any more. */
  close(): Promise<void>;
}

/**
 * Starts listening.
 * Errors: rejects when the port is taken, or for a host that others could reach.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  if (host !== '127.0.0.1' && host !== '::1')
    throw new Error('The practice platform listens on this machine only.');
  const now = options.now ?? (() => new Date());
  const base = {
    store: options.store,
    now,
    nextId: createSnowflakes(now),
    rules: { duplicates: true, altTextRequired: false, ...options.rules },
  };
  const pace = createRateLimits(now);

  const serve = async (incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    if (!request) return send(outgoing, problem(413, 'Payload Too Large', 'The body is too large.'));
    const { method, path } = request;
    options.onRequest?.({ method, path, clientPort: incoming.socket.remotePort ?? 0 });
    const fault = options.faults?.take(method, path) ?? null;
    if (fault?.effect === 'delay') await wait(fault.ms);
    else if (fault?.at === 'before') return suffer(outgoing, fault, null);
    const lagMs = fault?.effect === 'lag' ? fault.ms : 0;
    const answer = await answerRequest(
      request,
      { ...base, lagMs },
      options.limits ?? {},
      pace,
      options.applications,
    );
    return fault ? suffer(outgoing, fault, answer) : send(outgoing, answer);
  };

  const running = new Set<Promise<void>>();
  const server = http.createServer((incoming, outgoing) => {
    const served = serve(incoming, outgoing).catch((error: unknown) => {
      // A caller that went away is no failure of ours.
      if (incoming.destroyed && !incoming.complete) return;
      options.onError?.(withoutContent(error, incoming.method ?? ''));
      send(outgoing, problem(500, 'Internal Server Error', 'Something is wrong on our side.'));
    });
    running.add(served);
    void served.then(() => running.delete(served));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host === '::1' ? '[::1]' : host}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      // Whoever closes the store next must not pull it from under a call.
      await Promise.all(running);
    },
  };
}

/** A database's error repeats the query's values, so only its kind, its code and its places may reach a log. */
function withoutContent(error: unknown, method: string): Error {
  const { name = 'unknown', stack = '', code, cause } = Object(error) as NodeJS.ErrnoException;
  const kind = code ?? (Object(cause) as NodeJS.ErrnoException).code ?? name;
  const safe = new Error(`The practice platform failed in a ${method} (${kind})`);
  const places = stack.split('\n').filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line));
  safe.stack = [safe.message, ...places].join('\n');
  return safe;
}

async function readRequest(incoming: http.IncomingMessage): Promise<SandboxRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to the end all the same: a caller still writing would see a reset instead of the answer.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) return null;
  const url = new URL(incoming.url ?? '/', 'http://sandbox');
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

const bytesOf = ({ body }: SandboxAnswer): Buffer =>
  Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));

function head(outgoing: http.ServerResponse, answer: SandboxAnswer, length: number): void {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  outgoing.writeHead(answer.status, { ...type, ...answer.headers, 'content-length': length });
}

function send(outgoing: http.ServerResponse, answer: SandboxAnswer): void {
  const bytes = bytesOf(answer);
  head(outgoing, answer, bytes.length);
  outgoing.end(bytes);
}

/** Lets the answer suffer as the fault says; `answer` is null when the work was never done. */
function suffer(outgoing: http.ServerResponse, fault: Fault, answer: SandboxAnswer | null): void {
  switch (fault.effect) {
    case 'hang':
      return;
    case 'reset':
      outgoing.socket?.resetAndDestroy();
      return;
    case 'status':
      send(outgoing, {
        status: fault.status,
        headers: fault.headers ?? {},
        body: fault.body ?? problem(fault.status, 'Fault', 'A fault on demand.').body,
      });
      return;
    case 'cut': {
      const bytes = answer ? bytesOf(answer) : Buffer.alloc(0);
      head(outgoing, answer ?? problem(500, 'Fault', ''), bytes.length);
      outgoing.flushHeaders();
      outgoing.write(bytes.subarray(0, fault.keepBytes), () => outgoing.socket?.destroy());
      return;
    }
    case 'delay':
    case 'lag':
      if (answer) send(outgoing, answer);
  }
}
