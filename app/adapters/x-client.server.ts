// One call to X through the real client library, and what it came to. Everything that the library throws
// ends here, because its errors can hold the token.
import { ApiResponseError, TwitterApi, type TwitterApiv2, type TwitterResponse } from 'twitter-api-v2';
import type { Credential } from '#app/domain/ports/publisher.ts';
import type { XReply } from './x-reply.ts';
import { X_DEADLINE_MS, XTransport, type XCall } from './x-transport.server.ts';

export interface XClientOptions {
  /** an origin on this machine that stands in for X; X itself when absent */
  baseUrl?: string | undefined;
  /** deadline of each call in ms; default 30,000 */
  deadlineMs?: number | undefined;
  /** the present moment; default: the system's clock */
  now?: (() => Date) | undefined;
}

export interface XCallLimits {
  /** no byte leaves after this moment */
  notAfter?: Date | undefined;
  /** asked with `notAfter`: false = the clock may not be believed, and no byte leaves */
  clockTrusted?: (() => boolean) | undefined;
  /** a shorter deadline for this call, in ms */
  deadlineMs?: number | undefined;
}

/** Makes exactly one HTTP call; `send` gets the library's v2 client and must return a full response. */
export type XClient = (
  credential: Credential,
  send: (v2: TwitterApiv2) => Promise<TwitterResponse<unknown>>,
  limits?: XCallLimits,
) => Promise<XReply>;

/** How long after the deadline to wait for the library to notice it, in ms. */
const GRACE_MS = 500;

/**
 * Makes a client. Each call gets its own connection, its own deadline and a transport that lets one
 * request through, so that nothing below can repeat a post.
 * Errors: throws here for a base URL that is not on this machine; a call never rejects.
 */
export function createXClient(options: XClientOptions = {}): XClient {
  const longest = options.deadlineMs ?? X_DEADLINE_MS;
  const transportOptions = { baseUrl: options.baseUrl, now: options.now, maxCalls: 1 };
  // A wrong base URL must stop the worker at its start, not at its first post.
  new XTransport(transportOptions);
  return async (credential, send, limits = {}) => {
    const deadlineMs = Math.min(longest, limits.deadlineMs ?? longest);
    const { notAfter, clockTrusted } = limits;
    const transport = new XTransport({ ...transportOptions, deadlineMs, notAfter, clockTrusted });
    // Compression stays off: a compressed answer that is cut would leave the library waiting for ever.
    const settings = { plugins: [transport], httpAgent: transport.agent, compression: 'identity' as const };
    try {
      const api = signedClient(credential, settings);
      const response = await settled(send(api.v2), deadlineMs + GRACE_MS);
      return answered(transport.calls[0], undefined, response);
    } catch (error) {
      return answered(transport.calls[0], error);
    }
  };
}

/** Errors: throws for a credential of another platform; the call is then never made. */
function signedClient(
  credential: Credential,
  settings: ConstructorParameters<typeof TwitterApi>[1],
): TwitterApi {
  switch (credential.kind) {
    case 'oauth2_user':
      return new TwitterApi(credential.accessToken, settings);
    case 'oauth1_user': {
      const { appKey, appSecret, accessToken, accessSecret } = credential;
      return new TwitterApi({ appKey, appSecret, accessToken, accessSecret }, settings);
    }
    case 'bluesky_session':
      throw new Error('A credential of another platform is not sent to X.');
  }
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
  if (!call?.reached)
    return { kind: 'never_connected', code: call?.errorCode ?? null, tooLate: call?.tooLate === true };
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
