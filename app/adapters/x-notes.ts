// What X says about a call besides its outcome: its own number for it, and how many calls are left. Numbers and codes only.
import type { CallNotes, RatesLeft } from '#app/domain/ports/publisher.ts';
import type { XReply } from './x-reply.ts';

type Headers = Record<string, string>;

/** Both limits over 24 hours count: the account's own, and the one that all accounts of an installation share. */
const DAY_LIMITS = ['x-user-limit-24hour', 'x-app-limit-24hour'];

const numberIn = (headers: Headers, name: string): number | null => {
  const text = headers[name];
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
};

const momentIn = (headers: Headers, name: string): Date | null => {
  const seconds = numberIn(headers, name);
  return seconds ? new Date(seconds * 1000) : null;
};

function ratesIn(headers: Headers): RatesLeft | null {
  const left = numberIn(headers, 'x-rate-limit-remaining');
  const days = DAY_LIMITS.flatMap((limit) => {
    const of = numberIn(headers, `${limit}-remaining`);
    return of === null ? [] : [{ left: of, resetAt: momentIn(headers, `${limit}-reset`) }];
  });
  const tightest = days.sort((a, b) => a.left - b.left)[0];
  if (left === null && !tightest) return null;
  return {
    left,
    resetAt: momentIn(headers, 'x-rate-limit-reset'),
    dayLeft: tightest?.left ?? null,
    dayResetAt: tightest?.resetAt ?? null,
  };
}

/** Short and plain, as X sends them; anything else is not kept. */
const codeIn = (headers: Headers, name: string): string | null => {
  const text = headers[name];
  return text !== undefined && /^[\w.-]{1,64}$/.test(text) ? text : null;
};

/** The notes of one call, from its reply. */
export function notesOf(reply: XReply): CallNotes {
  const connected = reply.kind !== 'never_connected';
  if (reply.kind !== 'answered')
    return { connected, status: null, transactionId: null, apiVersion: null, rates: null };
  return {
    connected,
    status: reply.status,
    transactionId: codeIn(reply.headers, 'x-transaction-id'),
    apiVersion: codeIn(reply.headers, 'api-version'),
    rates: ratesIn(reply.headers),
  };
}
