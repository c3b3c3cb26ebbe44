// The outcome table: what an answer of X to a write means for the post. Pure, and the only place that decides.
// The rule behind it: whatever could have put a post on the timeline without telling us its id is `unknown`.
import type {
  CreateResult,
  PrepareResult,
  Refused,
  RefusalCode,
  Unsent,
} from '#app/domain/ports/publisher.ts';
import { notesOf } from './x-notes.ts';
import { problemOf, retryAfter, type XProblem, type XReply } from './x-reply.ts';

type Answered = Extract<XReply, { kind: 'answered' }>;

/** A post or media id of X: digits, at most 19 of them (X API v2, `POST /2/tweets`). */
export const X_ID = /^[0-9]{1,19}$/;

/**
 * The string at `path` of an answer's body when it is an X id, else null.
 * Example: `idIn(body, 'data', 'id')`.
 */
export function idIn(body: unknown, ...path: string[]): string | null {
  let value: unknown = body;
  for (const name of path) {
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return typeof value === 'string' && X_ID.test(value) ? value : null;
}

/** A short plain line for a call that brought no clear answer. Holds no text from outside but error codes. */
export function unclearWhy(reply: XReply): string {
  if (reply.kind === 'never_connected' && reply.tooLate) return 'it was too late to send';
  if (reply.kind === 'never_connected')
    return `X could not be reached${reply.code ? ` (${reply.code})` : ''}`;
  if (reply.kind === 'answered') return `X answered ${reply.status}`;
  if (reply.late) return 'X did not answer in time';
  return `the connection to X broke before its answer was complete${reply.code ? ` (${reply.code})` : ''}`;
}

const succeeded = (reply: Answered): boolean => reply.status >= 200 && reply.status < 300;

/** Answers that stop any call before it does something: credentials, credit, pace. */
export function stopped(reply: Answered, now: Date): Unsent | null {
  switch (reply.status) {
    case 401:
      return { outcome: 'needs_reconnect', why: 'X no longer accepts the connection to this account' };
    case 402:
      return { outcome: 'no_credit', why: 'the credit for posting to X is used up' };
    case 429:
      // A plan's cap lifts when somebody pays, not when time passes.
      if (problemOf(reply.body)?.type === 'usage-capped') {
        return { outcome: 'no_credit', why: 'the plan for posting to X is used up' };
      }
      return { outcome: 'busy', why: 'X asked us to wait', retryAfter: retryAfter(reply.headers, now) };
    default:
      return null;
  }
}

const REFUSALS: [RegExp, RefusalCode, string][] = [
  [/media ids? (?:is|are) invalid/i, 'photos_gone', 'X did not accept the uploaded photos'],
  [/too long|longer than/i, 'too_long', 'X says that the words are too long'],
  [/suspended|locked/i, 'account_locked', 'X has locked or suspended this account'],
  [
    /scope|permi(?:ssion|tted)|oauth/i,
    'not_allowed',
    'X does not allow this connection to do that; connecting the account again may help',
  ],
];

/** What X's own words come to, in ours; `otherwise` when they say nothing that we know. */
function refusedFor(problem: XProblem, status: number, otherwise: RefusalCode): Refused {
  const known = REFUSALS.find(([pattern]) => pattern.test(problem.text));
  if (known) return { outcome: 'refused', code: known[1], why: known[2] };
  return { outcome: 'refused', code: otherwise, why: `X refused it (${status})` };
}

const isDuplicate = (problem: XProblem): boolean =>
  /duplicate content/i.test(problem.text) || problem.codes.includes(187);

/**
 * What one `POST /2/tweets` came to.
 * - 2xx with an id: published. Never connected: not sent. 429, 402, 401: X did nothing, and says why.
 * - 400 and 403: refused, if X itself says so in a readable answer; the 403 for duplicate words is
 *   `unknown`, because an equal post is there and it may be ours (only the detail text tells it apart).
 * - everything else (5xx, 404, 408, reset, silence, a cut answer, 2xx without an id): unknown.
 */
export function createOutcome(reply: XReply, now: Date): CreateResult {
  return { ...whatCameOfIt(reply, now), notes: notesOf(reply) };
}

function whatCameOfIt(reply: XReply, now: Date): CreateResult {
  if (reply.kind === 'never_connected') return { outcome: 'not_sent', why: unclearWhy(reply) };
  if (reply.kind === 'broken') return { outcome: 'unknown', why: unclearWhy(reply) };
  if (succeeded(reply)) {
    const platformId = idIn(reply.body, 'data', 'id');
    if (platformId) return { outcome: 'published', platformId };
    return { outcome: 'unknown', why: `X answered ${reply.status} without naming the post` };
  }
  const stop = stopped(reply, now);
  if (stop) return stop;
  const problem = reply.status === 400 || reply.status === 403 ? problemOf(reply.body) : null;
  if (!problem) return { outcome: 'unknown', why: unclearWhy(reply) };
  if (isDuplicate(problem))
    return {
      outcome: 'unknown',
      code: 'same_words',
      why: 'X says that the same words are already on the account',
    };
  return refusedFor(problem, reply.status, 'other');
}

export type NotPrepared = Exclude<PrepareResult, { outcome: 'prepared' }>;

/**
 * What a failed step of preparing (upload, alt text) came to. Nothing visible can have happened, so
 * whatever is not a clear no is `not_sent` and may be tried again. That includes 404, which X's media
 * paths answered for hours on a bad day.
 */
export function prepareOutcome(reply: XReply, now: Date): NotPrepared {
  return { ...whyNotPrepared(reply, now), notes: notesOf(reply) };
}

function whyNotPrepared(reply: XReply, now: Date): NotPrepared {
  if (reply.kind === 'answered') {
    const stop = stopped(reply, now);
    if (stop) return stop;
    const problem = [400, 403, 413, 415].includes(reply.status) ? problemOf(reply.body) : null;
    if (problem) return refusedFor(problem, reply.status, 'photos_refused');
    if (succeeded(reply))
      return { outcome: 'not_sent', why: `X answered ${reply.status} without what was asked for` };
  }
  return { outcome: 'not_sent', why: unclearWhy(reply) };
}
