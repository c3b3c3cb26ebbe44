// One short reference per request, so that "what does it say under Reference?" on the phone finds the log line.
// Error messages can carry what people typed (a database driver quotes its parameters), so none is ever logged.
import { randomInt } from 'node:crypto';

/** No I, O, 0 or 1: people read these aloud. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const references = new WeakMap<object, string>();

/**
 * The reference of one request, eight letters such as `K7QF-9D4M`, the same for the life of that request.
 * @param requestKey the request's load context, or any object that lives as long as the request
 */
export function errorReference(requestKey: object): string {
  const known = references.get(requestKey);
  if (known) return known;
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const reference = `${letters.slice(0, 4)}-${letters.slice(4)}`;
  references.set(requestKey, reference);
  return reference;
}

/** What may be written down about an error: kinds, codes and places in our code, never a message. */
export interface ErrorReport {
  reference: string;
  method: string;
  /** without the query, which may hold what somebody searched for, and without a guest's code or a family's secret */
  path: string;
  error: ErrorKind[];
}

interface ErrorKind {
  name: string;
  code: string | null;
  frames: string[];
}

/** Turns anything thrown, and its causes (five deep at most), into lines that are safe to log. */
export function errorReport(error: unknown, request: Request, reference: string): ErrorReport {
  const kinds: ErrorKind[] = [];
  for (let at = error; at !== undefined && at !== null && kinds.length < 5; at = causeOf(at))
    kinds.push(kindOf(at));
  return {
    reference,
    method: request.method,
    path: new URL(request.url).pathname.replace(/^\/(u|v|c)\/[^/]+/, '/$1/…'),
    error: kinds,
  };
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function kindOf(error: unknown): ErrorKind {
  if (!(error instanceof Error)) return { name: typeof error, code: null, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, code, frames: frames.slice(0, 12).map((line) => line.trim()) };
}
