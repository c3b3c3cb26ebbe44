// Carries every call of the X client library: to which machine, on a fresh connection, with a deadline, and with
// a note of what happened on the wire. The library itself has no base URL and no deadline, and loses the error.
import type http from 'node:http';
import type https from 'node:https';
import type {
  ITwitterApiBeforeRequestConfigHookArgs,
  ITwitterApiBeforeRequestHookArgs,
  ITwitterApiClientPlugin,
} from 'twitter-api-v2';
import { loopbackOrigin } from './loopback-origin.ts';
import { readyConnections } from './ready-connections.server.ts';

/** How long one call may take when nobody says otherwise, in ms. */
export const X_DEADLINE_MS = 30_000;

const X_HOST = 'api.x.com';

export interface XTransportOptions {
  /** an origin on this machine that stands in for X; X itself when absent */
  baseUrl?: string | undefined;
  /** deadline of each call in ms, from start to whole answer; default 30,000 */
  deadlineMs?: number | undefined;
  /** how many calls this transport carries before it refuses; no limit when absent */
  maxCalls?: number | undefined;
  /** past this moment, by `now`, no connection is handed over any more; null = any time */
  notAfter?: Date | null | undefined;
  /** asked with `notAfter`: false = `now` may not be believed, and it counts as past */
  clockTrusted?: (() => boolean) | undefined;
  /** the present moment; default: the system's clock */
  now?: (() => Date) | undefined;
}

/** What happened on the wire during one call. */
export interface XCall {
  /** The connection (with TLS: the handshake too) was ready, so X may have seen the request. */
  reached: boolean;
  /** The connection stood too late, and was closed unused. */
  tooLate: boolean;
  /** HTTP status, once an answer began */
  status: number | null;
  /** the system's error code, such as ECONNREFUSED */
  errorCode: string | null;
  /** aborts at the deadline */
  deadline: AbortSignal;
}

/**
 * A plugin for `new TwitterApi(tokens, { plugins: [transport], httpAgent: transport.agent })`. It also carries
 * token calls, since the library builds their clients with the same settings.
 * Errors: the constructor throws for a base URL that is not on this machine. A call throws before anything
 * is sent when it exceeds `maxCalls`, is a stream (the library gives no way to redirect one), or, with no
 * base URL, goes anywhere but api.x.com over TLS.
 */
export class XTransport implements ITwitterApiClientPlugin {
  /** Opens a new connection for every call: a dropped pooled one would make a post's outcome doubtful. */
  readonly agent: http.Agent | https.Agent;
  readonly calls: XCall[] = [];
  readonly #origin: URL | null;
  readonly #deadlineMs: number;
  readonly #maxCalls: number;

  constructor(options: XTransportOptions = {}) {
    this.#origin = options.baseUrl === undefined ? null : loopbackOrigin(options.baseUrl);
    this.#deadlineMs = options.deadlineMs ?? X_DEADLINE_MS;
    this.#maxCalls = options.maxCalls ?? Number.POSITIVE_INFINITY;
    const { notAfter = null, now = () => new Date(), clockTrusted = () => true } = options;
    const past = () => notAfter !== null && (!clockTrusted() || now() > notAfter);
    this.agent = readyConnections(this.#origin?.protocol !== 'http:', () => {
      const call = this.calls.at(-1);
      if (!call) throw new Error('A connection to X is opened for a call.');
      const mayStillSend = () => !(call.tooLate = past());
      return { deadline: call.deadline, mayStillSend };
    });
  }

  onBeforeRequestConfig({ params }: ITwitterApiBeforeRequestConfigHookArgs): void {
    if (this.calls.length >= this.#maxCalls)
      throw new Error('A further call to X was stopped before it was sent.');
    const call: XCall = {
      reached: false,
      tooLate: false,
      status: null,
      errorCode: null,
      deadline: AbortSignal.timeout(this.#deadlineMs),
    };
    this.calls.push(call);
    params.requestEventDebugHandler = (event, data: unknown) => note(call, event, data);
  }

  onBeforeRequest({ computedParams, requestOptions }: ITwitterApiBeforeRequestHookArgs): void {
    const url = computedParams.url;
    if (this.#origin) {
      // The URL object is the very one that the request is built from; its protocol cannot always be set in place.
      computedParams.url = new URL(`${url.pathname}${url.search}`, this.#origin);
    } else if (url.protocol !== 'https:' || url.host !== X_HOST) {
      throw new Error('A call to a host other than X was stopped before it was sent.');
    }
    requestOptions.agent = this.agent;
    const signal = this.calls.at(-1)?.deadline;
    if (signal) requestOptions.signal = signal;
  }

  onBeforeStreamRequestConfig(): void {
    throw new Error('Streams of X are not carried: they could not be redirected.');
  }
}

/** The library's debugging events are the only place where the connection and its error can be seen. */
function note(call: XCall, event: string, data: unknown): void {
  const detail = data as {
    requestError?: NodeJS.ErrnoException;
    res?: http.IncomingMessage;
  };
  if (event === 'socket') {
    // A request is given a connection that stands; it writes nothing before that.
    call.reached = true;
  } else if (event === 'request-error') {
    call.errorCode = detail.requestError?.code ?? null;
  } else if (event === 'response') {
    call.status = detail.res?.statusCode ?? null;
  }
}
