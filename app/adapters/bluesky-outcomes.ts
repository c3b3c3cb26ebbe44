// The outcome table: what an answer of a Bluesky server to a write means for the post. Pure, and the only place that decides.
// The rule behind it: whatever could have put a post into the account's records without saying so is `unknown`.
import type {
  CreateResult,
  PrepareResult,
  RefusalCode,
  Refused,
  Unsent,
} from '#app/domain/ports/publisher.ts';
import { type BlueskyReply, problemOf, retryAfter, succeeded, textAt, unclearWhy } from './bluesky-reply.ts';

export const POSTS = 'app.bsky.feed.post';

/** A record key of ours and the id of a post on Bluesky: 13 letters of a sortable alphabet (AT Protocol, "Timestamp Identifiers"). */
export const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;

/** An account's permanent name (AT Protocol, "DID": methods plc and web). */
export const DID = /^did:(?:plc:[a-z2-7]{24}|web:[a-zA-Z0-9.-]{1,253}(?:%3A[0-9]{1,5})?)$/;

export const uriOf = (did: string, key: string): string => `at://${did}/${POSTS}/${key}`;

const RECONNECT = 'Bluesky no longer accepts the connection to this account';

/** Problems by which a server says that it did nothing because of the token. */
const TOKEN_PROBLEMS = new Set(['ExpiredToken', 'InvalidToken', 'AuthMissing', 'AuthenticationRequired']);

/** Problems of the account itself: taken down, suspended, deactivated. */
const CLOSED = /^Account(?:Takedown|Suspended|Deactivated)$/;

/** Whether the answer says that the connection is over, whatever was asked. A 401 without a word says so as well. */
export function saysReconnect(reply: BlueskyReply): boolean {
  if (reply.kind !== 'answered' || ![400, 401].includes(reply.status)) return false;
  const name = problemOf(reply)?.name ?? '';
  return TOKEN_PROBLEMS.has(name) || (reply.status === 401 && !CLOSED.test(name));
}

/** Answers that stop any call before it does something: credentials, credit, pace, an account that is closed. */
export function stopped(reply: BlueskyReply, now: Date): Unsent | Refused | null {
  if (reply.kind === 'never_connected') return { outcome: 'not_sent', why: unclearWhy(reply) };
  if (reply.kind !== 'answered') return null;
  if (saysReconnect(reply)) return { outcome: 'needs_reconnect', why: RECONNECT };
  if (CLOSED.test(problemOf(reply)?.name ?? '')) return refused('account_locked');
  if (reply.status === 402) return { outcome: 'no_credit', why: 'the server asks for payment' };
  if (reply.status === 429)
    return { outcome: 'busy', why: 'Bluesky asked us to wait', retryAfter: retryAfter(reply.headers, now) };
  return null;
}

const WHYS: Record<RefusalCode, string> = {
  photos_gone: 'Bluesky no longer has the uploaded photos',
  photos_refused: 'Bluesky did not take the photos',
  too_long: 'Bluesky says that the words are too long',
  account_locked: 'Bluesky has closed or suspended this account',
  not_allowed: 'Bluesky does not allow this connection to do that; connecting the account again may help',
  other: 'Bluesky refused it',
};

const refused = (code: RefusalCode): Refused => ({ outcome: 'refused', code, why: WHYS[code] });

/** Refusals by the name of the problem; `InvalidRequest` is told apart by its message. */
const NAMED: Readonly<Record<string, RefusalCode>> = {
  BlobNotFound: 'photos_gone',
  InvalidMimeType: 'photos_refused',
  InvalidSize: 'photos_refused',
  BlobTooLarge: 'photos_refused',
  PayloadTooLarge: 'photos_refused',
  ScopeMissingError: 'not_allowed',
  Forbidden: 'not_allowed',
};

/** A clear no, in the protocol's own form. */
function refusal(reply: BlueskyReply): Refused | null {
  const problem = problemOf(reply);
  if (!problem || reply.kind !== 'answered' || ![400, 403, 413, 415].includes(reply.status)) return null;
  if (problem.name in NAMED) return refused(NAMED[problem.name] ?? 'other');
  if (reply.status === 413 || reply.status === 415) return refused('photos_refused');
  if (reply.status === 403) return refused('not_allowed');
  // Only `InvalidRequest` is left, which says in its message what of the record is wrong.
  if (/blob too (?:big|large)/i.test(problem.message)) return refused('photos_refused');
  return refused(
    /grapheme|longer than|too long|string too big/i.test(problem.message) ? 'too_long' : 'other',
  );
}

/**
 * What one `putRecord` came to.
 * - 2xx naming our own record: published. Never connected: not sent. 429, 402, token and account problems: nothing was done.
 * - 400, 403, 413 and 415 in the protocol's own form: refused; but `InvalidSwap` is `unknown`, because a record lies under our key
 *   already and only a look can tell whether it is this one.
 * - everything else (5xx, 404, 408, reset, silence, a cut answer, a redirect, 2xx naming something else): unknown.
 */
export function createOutcome(
  reply: BlueskyReply,
  now: Date,
  of: { did: string; key: string },
): CreateResult {
  const stop = stopped(reply, now);
  if (stop) return stop;
  if (succeeded(reply)) {
    if (reply.valid && textAt(reply.body, 'uri') === uriOf(of.did, of.key))
      return { outcome: 'published', platformId: of.key };
    return { outcome: 'unknown', why: `Bluesky answered ${reply.status} without naming the post` };
  }
  if (problemOf(reply)?.name === 'InvalidSwap')
    return { outcome: 'unknown', why: 'Bluesky says that a post is there already under this key' };
  return refusal(reply) ?? { outcome: 'unknown', why: unclearWhy(reply) };
}

/** What a failed upload came to. Nothing visible can have happened, so whatever is not a clear no is `not_sent`. */
export function uploadOutcome(
  reply: BlueskyReply,
  now: Date,
): Exclude<PrepareResult, { outcome: 'prepared' }> {
  const stop = stopped(reply, now) ?? refusal(reply);
  if (stop) return stop;
  if (succeeded(reply)) return { outcome: 'not_sent', why: 'Bluesky did not keep a photo as it was sent' };
  return { outcome: 'not_sent', why: unclearWhy(reply) };
}
