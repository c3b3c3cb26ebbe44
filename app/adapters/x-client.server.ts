// One call to X through the real client library, and what it came to. Everything that the library throws
// ends here, because its errors can hold the token.
import { ApiResponseError, TwitterApi, type TwitterApiv2, type TwitterResponse } from 'twitter-api-v2';
import type { XReply } from './x-reply.ts';
import { X_DEADLINE_MS, XTransport, type XCall } from './x-transport.server.ts';

/** How a call proves whom it acts for. Further kinds (OAuth 1.0a) become further members. */
export type XCredential = { kind: 'oauth2-user'; accessToken: string };

export interface XClientOptions {
  /** an origin on this machine that stands in for X; X itself when absent */
  baseUrl?: string | undefined;
  /** deadline of each call in ms; default 30,000 */
  deadlineMs?: number | undefined;
}

/** Makes exactly one HTTP call; `send` gets the library's v2 client and must return a full response. */
export type XClient = (
  credential: XCredential,
  send: (v2: TwitterApiv2) => Promise<TwitterResponse<unknown>>,
) => Promise<XReply>;

/** How long after the deadline to wait for the library to notice it, in ms. */
const GRACE_MS = 500;

/**
 * Makes a client. Each call gets its own connection, its own deadline and a transport that lets one
 * request through, so that nothing below can repeat a post.
 * Errors: throws here for a base URL that is not on this machine; a call never rejects.
 */
export function createXClient(options: XClientOptions = {}): XClient {
  const deadlineMs = options.deadlineMs ?? X_DEADLINE_MS;
  const transportOptions = { baseUrl: options.baseUrl, deadlineMs, maxCalls: 1 };
  // A wrong base URL must stop the worker at its start, not at its first post.
  new XTransport(transportOptions);
  return async (credential, send) => {
    const transport = new XTransport(transportOptions);
    // Compression stays off: a compressed answer that is cut would leave the library waiting for ever.
    const api = new TwitterApi(tokensOf(credential), {
      plugins: [transport],
      httpAgent: transport.agent,
      compression: 'identity',
    });
    try {
      const response = await settled(send(api.v2), deadlineMs + GRACE_MS);
      return answered(transport.calls[0], undefined, response);
    } catch (error) {
      return answered(transport.calls[0], error);
    }
  };
}

function tokensOf(credential: XCredential): string {
  return credential.accessToken;
}

/** The promise, or a rejection after `ms`: the last guard should the library never settle. */
async function settled<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('X did not answer in time')), ms);
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}

/** Reads the end of a call from what the wire showed, and only then from what the library made of it. */
function answered(call: XCall | undefined, error: unknown, response?: TwitterResponse<unknown>): XReply {
  if (!call?.reached) return { kind: 'never_connected', code: call?.errorCode ?? null };
  const status = call.status;
  if (status !== null) {
    if (response) return { kind: 'answered', status, body: response.data, headers: plain(response.headers) };
    if (error instanceof ApiResponseError) {
      return { kind: 'answered', status, body: error.data, headers: plain(error.headers) };
    }
  }
  return { kind: 'broken', code: call.errorCode, late: call.deadline.aborted };
}

function plain(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const single = Object.entries(headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(single);
}
