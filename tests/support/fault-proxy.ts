// Stands between a client and a real server on this machine, and spoils calls on purpose: before the server sees them, or after it has
// done them and before its answer arrives.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ProxiedCall {
  method: string;
  /** without its query */
  path: string;
  headers: http.IncomingHttpHeaders;
  /** the caller's end of the connection: each call should come over one of its own */
  clientPort: number;
}

/**
 * `reset` drops the connection, `hang` never answers, `cut` ends in the middle of the answer, or after so many bytes of it; the rest
 * answer in the server's place. `late`: never answered, and done only once `held` has resolved, when nobody waits for it any more.
 */
export type Spoiling =
  | { at: 'before' | 'after'; effect: 'reset' | 'hang' }
  | { at: 'late'; effect: 'hang'; held: () => Promise<unknown> }
  | { at: 'after'; effect: 'cut'; keepBytes?: number }
  | {
      at: 'before' | 'after';
      effect: 'status';
      status: number;
      body?: unknown;
      headers?: Record<string, string>;
    };

export interface FaultProxy {
  url: string;
  /** every call since the beginning, spoilt or not */
  readonly calls: ProxiedCall[];
  /** Spoils the next call whose path ends so; several wait in line. */
  spoil(pathEnd: string, spoiling: Spoiling): void;
  /** Decides on every call for which nothing waits in line; null lets it through. */
  decide(decider: ((call: ProxiedCall) => Spoiling | null) | null): void;
  /** Resolves once no call is on its way to the server any more. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one in front of `target`, an origin of this machine. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const calls: ProxiedCall[] = [];
  const waiting: { pathEnd: string; spoiling: Spoiling }[] = [];
  let decider: ((call: ProxiedCall) => Spoiling | null) | null = null;
  const onTheWay = new Set<Promise<unknown>>();

  const spoilingOf = (call: ProxiedCall): Spoiling | null => {
    const index = waiting.findIndex(({ pathEnd }) => call.path.endsWith(pathEnd));
    if (index >= 0) return waiting.splice(index, 1)[0]?.spoiling ?? null;
    return decider?.(call) ?? null;
  };

  const server = http.createServer((request, response) => {
    const call = {
      method: request.method ?? '',
      path: new URL(request.url ?? '/', target).pathname,
      headers: request.headers,
      clientPort: request.socket.remotePort ?? 0,
    };
    calls.push(call);
    const spoiling = spoilingOf(call);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (spoiling?.at === 'before') return spoilt(response, spoiling);
      const held = spoiling?.at === 'late' ? spoiling.held() : Promise.resolve();
      const done = held
        .then(() => forward(request, Buffer.concat(parts)))
        .then(
          ({ status, headers, bytes }) => {
            if (spoiling) return spoilt(response, spoiling, bytes);
            response.writeHead(status, headers);
            response.end(bytes);
          },
          () => void response.destroy(),
        )
        .finally(() => onTheWay.delete(done));
      onTheWay.add(done);
    });
    request.on('error', () => undefined);
  });

  const forward = (request: http.IncomingMessage, body: Buffer) =>
    new Promise<{ status: number; headers: http.OutgoingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
      const { host: _, connection: __, ...headers } = request.headers;
      const onward = http.request(new URL(request.url ?? '/', target), {
        method: request.method ?? 'GET',
        headers,
        agent: false,
      });
      onward.on('error', reject);
      onward.on('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const { 'transfer-encoding': ___, connection: ____, ...kept } = answer.headers;
          resolve({ status: answer.statusCode ?? 502, headers: kept, bytes: Buffer.concat(parts) });
        });
      });
      onward.end(body);
    });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    spoil: (pathEnd, spoiling) => void waiting.push({ pathEnd, spoiling }),
    decide: (next) => void (decider = next),
    async quiet() {
      while (onTheWay.size > 0) await Promise.all(onTheWay);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function spoilt(response: http.ServerResponse, spoiling: Spoiling, done?: Buffer): void {
  switch (spoiling.effect) {
    case 'reset':
      return void response.destroy();
    case 'hang':
      return;
    case 'cut':
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': String((done?.byteLength ?? 0) + 10),
      });
      response.write((done ?? Buffer.alloc(0)).subarray(0, spoiling.keepBytes));
      response.socket?.end();
      return;
    case 'status':
      response.writeHead(spoiling.status, { 'content-type': 'application/json', ...spoiling.headers });
      response.end(JSON.stringify(spoiling.body ?? { error: 'Spoilt', message: 'On purpose' }));
  }
}
