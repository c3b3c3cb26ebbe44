// One call to a Bluesky server through the platform's own client library, and what it came to. Only the library's lowest layer is
// used: its agents renew a session and send again by themselves. Its errors end here, because they can hold what was sent.
import { AtpBaseClient } from '@atproto/api';
import type { BlueskyReply } from './bluesky-reply.ts';
import { serviceOrigin } from './bluesky-service.ts';
import { type CallEnd, makeOneCall } from './one-call.server.ts';

/** How long one call may take when nobody says otherwise, in ms. */
const DEADLINE_MS = 30_000;

export interface BlueskyClientOptions {
  /** servers on this machine, and no others, stand in for Bluesky (tests) */
  here?: boolean | undefined;
  /** deadline of each call in ms, from its start to the whole answer; default 30,000 */
  deadlineMs?: number | undefined;
  /** the present moment; default: the system's clock */
  now?: (() => Date) | undefined;
}

export interface BlueskyCall {
  /** origin of the server */
  service: string;
  /** null: asked as a stranger would */
  token: string | null;
  /** the first byte leaves before this moment, or nothing does */
  notAfter?: Date | undefined;
  /** asked with `notAfter`: false = the clock may not be believed, and nothing leaves */
  clockTrusted?: (() => boolean) | undefined;
}

/** Makes exactly one HTTP call; `send` makes it with the library's client. */
export type BlueskyClient = (
  call: BlueskyCall,
  send: (rpc: AtpBaseClient) => Promise<unknown>,
) => Promise<BlueskyReply>;

/** Makes a client. A call never rejects; a server that may not be called has never been connected to. */
export function createBlueskyClient(options: BlueskyClientOptions = {}): BlueskyClient {
  const { here = false, deadlineMs = DEADLINE_MS, now = () => new Date() } = options;
  return async ({ service, token, notAfter, clockTrusted }, send) => {
    const origin = serviceOrigin(service, here);
    if (!origin) return { kind: 'never_connected', code: 'NO_SUCH_SERVICE' };
    const ends: CallEnd[] = [];
    const rpc = new AtpBaseClient(async (path: string, init: RequestInit) => {
      if (ends.length > 0) throw new Error('A further call to Bluesky was stopped before it was sent.');
      ends.push({ kind: 'never_connected', code: null });
      const end = await makeOneCall({
        ...{ origin, path, deadlineMs, notAfter, clockTrusted, now, here },
        method: (init.method ?? 'get').toUpperCase(),
        headers: {
          ...Object.fromEntries(new Headers(init.headers)),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: init.body instanceof Uint8Array ? init.body : null,
      });
      ends[0] = end;
      if (end.kind !== 'answered') throw new Error(end.kind);
      const empty = [204, 205, 304].includes(end.status) || end.bytes.byteLength === 0;
      return new Response(empty ? null : new Uint8Array(end.bytes), {
        status: end.status,
        headers: end.headers,
      });
    });
    const valid = await send(rpc).then(
      () => true,
      () => false,
    );
    const [end] = ends;
    if (end?.kind !== 'answered') return end ?? { kind: 'never_connected', code: null };
    return { kind: 'answered', status: end.status, headers: end.headers, body: jsonOf(end.bytes), valid };
  };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
