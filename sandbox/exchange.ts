// A request as the practice platform reads it and an answer as it gives it, in the forms X uses.
import { z } from 'zod';
import { multipartFields } from './multipart.ts';
import type { SandboxStore, SandboxToken } from './store.ts';

/** Ids are 64-bit numbers with a sign, written as digits. */
const MAX_ID = 2n ** 63n - 1n;

/** An id in a path, a query or a body. */
export const snowflakeId = z.string().refine((id) => /^[0-9]{1,19}$/.test(id) && BigInt(id) <= MAX_ID);

export interface SandboxRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: Uint8Array;
}

export interface SandboxAnswer {
  status: number;
  headers?: Record<string, string>;
  /** sent as JSON; a string as it is */
  body: unknown;
}

export interface SandboxRules {
  /** refuse the same words within a day, as X does (default true) */
  duplicates: boolean;
  /** refuse photos without alt text, which X does not (default false) */
  altTextRequired: boolean;
}

/** What every route works with. */
export interface SandboxContext {
  store: SandboxStore;
  now: () => Date;
  nextId: () => string;
  rules: SandboxRules;
  /** how long the timeline hides a new post, in ms */
  lagMs: number;
}

/** A route's own part of the path, and who asks. */
export interface Visit {
  request: SandboxRequest;
  context: SandboxContext;
  /** what the path's pattern caught, by name */
  part: Record<string, string>;
  token: SandboxToken;
}

export const ok = (body: unknown, status = 200): SandboxAnswer => ({ status, body });

const TYPES = {
  'invalid-request': 'https://api.twitter.com/2/problems/invalid-request',
  'resource-not-found': 'https://api.twitter.com/2/problems/resource-not-found',
  none: 'about:blank',
};

/** An error as X sends it: a problem document (RFC 9457), with `errors` for an invalid request. */
export function problem(
  status: number,
  title: string,
  detail: string,
  type: keyof typeof TYPES = 'none',
): SandboxAnswer {
  const errors = type === 'invalid-request' ? { errors: [{ parameters: {}, message: detail }] } : {};
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: { ...errors, title, detail, type: TYPES[type], status },
  };
}

export const invalid = (detail: string): SandboxAnswer =>
  problem(400, 'Invalid Request', detail, 'invalid-request');

export const forbidden = (detail: string): SandboxAnswer => problem(403, 'Forbidden', detail);

/** X says "not there" inside a 200 when the thing was asked for by id. */
export const notFoundError = (what: 'tweet' | 'user', id: string) => ({
  value: id,
  detail: `Could not find ${what} with id: [${id}].`,
  title: 'Not Found Error',
  resource_type: what,
  parameter: 'id',
  resource_id: id,
  type: TYPES['resource-not-found'],
});

const contentType = (request: SandboxRequest): string => String(request.headers['content-type'] ?? '');

/** The body as JSON; undefined when it is not JSON or does not say so. */
export function jsonBody(request: SandboxRequest): unknown {
  if (!contentType(request).includes('application/json')) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
  } catch {
    return undefined;
  }
}

/** The body's fields, from JSON, a form, or multipart; files as bytes. Null when it is none of these. */
export function fieldsOf(request: SandboxRequest): Record<string, unknown> | null {
  const type = contentType(request);
  if (type.includes('application/json')) {
    const value = jsonBody(request);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  }
  if (type.includes('multipart/form-data')) return multipartFields(request.body, type);
  if (!type.includes('application/x-www-form-urlencoded')) return null;
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(request.body)));
}
