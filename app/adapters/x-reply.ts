// What one call to X came to, freed of the client library and of every secret: the only thing that the
// outcome rules may look at.

/** One HTTP call as it ended. */
export type XReply =
  /** A whole answer arrived, whatever its status. `body` is parsed JSON, or text, or undefined. */
  | { kind: 'answered'; status: number; body: unknown; headers: Record<string, string> }
  /** No connection was ever ready to carry the request, so X cannot have seen it. `tooLate`: we let none be. */
  | { kind: 'never_connected'; code: string | null; tooLate?: boolean }
  /** The connection stood, then broke, stayed silent or was cut inside the answer. */
  | { kind: 'broken'; code: string | null; late: boolean };

/** The parts of X's error answers that rules may read. Never shown, never logged. */
export interface XProblem {
  /** last path part of the problem's type, such as `resource-not-found`; '' when there is none */
  type: string;
  /** title, detail and messages together */
  text: string;
  /** numeric codes of older answers, such as 187 */
  codes: number[];
}

const asRecord = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

const words = (record: Record<string, unknown>, names: string[]): string[] =>
  names
    .map((name) => record[name])
    .filter((value): value is string => typeof value === 'string' && value !== '');

/**
 * Reads an error answer of X: a problem document, a list of `errors`, or both.
 * Returns: null when the body says nothing readable, as from a proxy or an empty answer.
 */
export function problemOf(body: unknown): XProblem | null {
  const whole = asRecord(body);
  if (!whole) return null;
  const listed = Array.isArray(whole.errors)
    ? whole.errors.map(asRecord).filter((item) => item !== null)
    : [];
  const parts = [whole, ...listed];
  const text = parts.flatMap((part) => words(part, ['title', 'detail', 'message'])).join(' · ');
  if (text === '') return null;
  const types = parts.flatMap((part) => words(part, ['type'])).filter((type) => type !== 'about:blank');
  const codes = parts.map((part) => part.code).filter((code): code is number => typeof code === 'number');
  return { type: types[0]?.split(/[/#]/).at(-1) ?? '', text, codes };
}

/** True when a 200 or 404 answer says in so many words that the thing asked for is not there. */
export function saysNotThere(reply: XReply): boolean {
  if (reply.kind !== 'answered' || ![200, 404].includes(reply.status)) return false;
  if (asRecord(reply.body)?.data !== undefined) return false;
  return problemOf(reply.body)?.type === 'resource-not-found';
}

const LIMITS = ['x-app-limit-24hour', 'x-user-limit-24hour', 'x-rate-limit'];

/**
 * When X says that a call may be tried again.
 * The latest reset among the limits that are used up; else the ordinary window's reset; else `retry-after`
 * (seconds from `now`). Returns: null when no header tells.
 */
export function retryAfter(headers: Record<string, string>, now: Date): Date | null {
  const seconds = (name: string): number | null => {
    const value = Number(headers[name] ?? Number.NaN);
    return Number.isFinite(value) && value > 0 ? value : null;
  };
  const resets = LIMITS.filter((limit) => headers[`${limit}-remaining`] === '0').map((limit) =>
    seconds(`${limit}-reset`),
  );
  const usedUp = resets.filter((reset) => reset !== null);
  const reset = usedUp.length > 0 ? Math.max(...usedUp) : seconds('x-rate-limit-reset');
  if (reset !== null) return new Date(reset * 1000);
  const pause = seconds('retry-after');
  return pause === null ? null : new Date(now.getTime() + pause * 1000);
}
