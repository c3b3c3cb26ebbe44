// What one call to a Bluesky server came to, freed of the client library and of every secret: the only thing that the outcome rules
// may look at.
import type { CallNotes, RatesLeft } from '#app/domain/ports/publisher.ts';

/** One HTTP call as it ended. */
export type BlueskyReply =
  /**
   * A whole answer arrived, whatever its status. `body` is parsed JSON, undefined when there was none to read; a success is `valid`
   * when it is of the form that the platform's own description of the call promises.
   */
  | { kind: 'answered'; status: number; body: unknown; headers: Record<string, string>; valid: boolean }
  /** No connection was ever ready to carry the request, so the server cannot have seen it. */
  | { kind: 'never_connected'; code: string | null }
  /** The connection stood, then broke, stayed silent or was cut inside the answer. */
  | { kind: 'broken'; code: string | null; late: boolean };

/** An error answer of the protocol. `message` may be read by rules; it is never shown and never logged. */
export interface BlueskyProblem {
  /** such as `RecordNotFound` */
  name: string;
  message: string;
}

const asRecord = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

/** The text at `path` of a value, else null. Example: `textAt(body, 'blob', 'ref', '$link')`. */
export function textAt(value: unknown, ...path: string[]): string | null {
  let inner = value;
  for (const name of path) inner = asRecord(inner)?.[name];
  return typeof inner === 'string' ? inner : null;
}

export const succeeded = (reply: BlueskyReply): reply is Extract<BlueskyReply, { kind: 'answered' }> =>
  reply.kind === 'answered' && reply.status >= 200 && reply.status < 300;

/**
 * Reads an error answer (AT Protocol, "HTTP API (XRPC)": `error`, `message`).
 * Returns: null when it is none, as from a proxy in between.
 */
export function problemOf(reply: BlueskyReply): BlueskyProblem | null {
  if (reply.kind !== 'answered' || reply.status < 400) return null;
  const name = textAt(reply.body, 'error');
  return name === null || name === '' ? null : { name, message: textAt(reply.body, 'message') ?? '' };
}

/** Whether the server says in so many words that there is no such record. */
export const saysNoRecord = (reply: BlueskyReply): boolean => problemOf(reply)?.name === 'RecordNotFound';

/** A short plain line for a call that brought no clear answer. Holds no text from outside but error codes. */
export function unclearWhy(reply: BlueskyReply): string {
  if (reply.kind === 'never_connected' && reply.code === 'TOO_LATE')
    return 'it came too late to be sent to Bluesky';
  if (reply.kind === 'never_connected')
    return `Bluesky could not be reached${reply.code ? ` (${reply.code})` : ''}`;
  if (reply.kind === 'answered') return `Bluesky answered ${reply.status}`;
  if (reply.late) return 'Bluesky did not answer in time';
  return `the connection to Bluesky broke before its answer was complete${reply.code ? ` (${reply.code})` : ''}`;
}

const count = (text: string | undefined): number | null =>
  text !== undefined && /^[0-9]{1,12}$/.test(text) ? Number(text) : null;

const DAY_S = 86_400;

/**
 * What is left of the limit that the server names, the tightest one it counts. `ratelimit-policy` (`35000;w=86400`) tells whether
 * that is the day's; `ratelimit-reset` is in Unix seconds.
 */
export function ratesOf(reply: BlueskyReply): RatesLeft | null {
  if (reply.kind !== 'answered') return null;
  const left = count(reply.headers['ratelimit-remaining']);
  const reset = count(reply.headers['ratelimit-reset']);
  if (left === null) return null;
  const resetAt = reset === null ? null : new Date(reset * 1000);
  const window = count(/;\s*w=([0-9]+)/.exec(reply.headers['ratelimit-policy'] ?? '')?.[1]) ?? 0;
  return window >= DAY_S
    ? { left: null, resetAt: null, dayLeft: left, dayResetAt: resetAt }
    : { left, resetAt, dayLeft: null, dayResetAt: null };
}

/** When a server that asked us to wait may be asked again; null when no header tells. `retry-after` counts seconds from `now`. */
export function retryAfter(headers: Record<string, string>, now: Date): Date | null {
  const reset = count(headers['ratelimit-reset']);
  if (reset !== null) return new Date(reset * 1000);
  const pause = count(headers['retry-after']);
  return pause === null ? null : new Date(now.getTime() + pause * 1000);
}

/** What is kept of a call beside its outcome. Bluesky gives calls no number and its interface no version. */
export const notesOf = (reply: BlueskyReply): CallNotes => ({
  connected: reply.kind !== 'never_connected',
  status: reply.kind === 'answered' ? reply.status : null,
  transactionId: null,
  apiVersion: null,
  rates: ratesOf(reply),
});
