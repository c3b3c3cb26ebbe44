// The practice platform's tokens: made here, given out once, kept as hashes only.
import { createHash, randomBytes } from 'node:crypto';
import type { SandboxStore, SandboxToken } from './store.ts';

/** What X names its rights; all that the product asks for. */
export const ALL_SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];

/** An access token lives 2 hours, an authorisation code 30 seconds, a refresh token six months (X). In ms. */
export const ACCESS_MS = 2 * 60 * 60 * 1000;
const CODE_MS = 30 * 1000;
const REFRESH_MS = 182 * 24 * 60 * 60 * 1000;

/** The form in which a token is kept. */
export const tokenHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** The S256 challenge of a PKCE verifier (RFC 7636 §4.2). */
export const s256 = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const newSecret = (): string => randomBytes(32).toString('base64url');

export interface Grant {
  userId: string;
  clientId: string;
  scopes: string[];
}

const token = (
  kind: SandboxToken['kind'],
  secret: string,
  grant: Grant,
  expiresAt: Date | null,
): SandboxToken => ({
  hash: tokenHash(secret),
  kind,
  userId: grant.userId,
  clientId: grant.clientId,
  scopes: grant.scopes,
  expiresAt,
  challenge: null,
  redirectUri: null,
});

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Gives out an access token that ends with its time (2 hours) or, when `lasting`, never. */
export async function issueAccess(
  store: SandboxStore,
  grant: Grant,
  at: Date,
  lasting = false,
): Promise<string> {
  const secret = newSecret();
  await store.addToken(token('access', secret, grant, lasting ? null : later(at, ACCESS_MS)));
  return secret;
}

/** Gives out a refresh token that works once, within six months or, when `lasting`, whenever. */
export async function issueRefresh(
  store: SandboxStore,
  grant: Grant,
  at: Date,
  lasting = false,
): Promise<string> {
  const secret = newSecret();
  await store.addToken(token('refresh', secret, grant, lasting ? null : later(at, REFRESH_MS)));
  return secret;
}

/**
 * What happens when a person says yes on the platform's own page: a code that works once, for 30 seconds,
 * for whoever holds the PKCE verifier of `challenge` (S256).
 */
export async function issueCode(
  store: SandboxStore,
  grant: Grant & { redirectUri: string; challenge: string },
  at: Date,
): Promise<string> {
  const code = newSecret();
  const { redirectUri, challenge } = grant;
  await store.addToken({ ...token('code', code, grant, later(at, CODE_MS)), redirectUri, challenge });
  return code;
}
