// What a Bluesky server's answer about a session means for an account's connection: a new grant, a clear no, or nothing at all. Pure.
import { z } from 'zod';
import type { Grant, NoGrant } from '#app/domain/ports/account-connector.ts';
import { saysReconnect, stopped } from './bluesky-outcomes.ts';
import { type BlueskyReply, problemOf, succeeded, unclearWhy } from './bluesky-reply.ts';

/** What the web side sealed: where the account lives, its name there, and a password made for Gatepost alone. */
export const appPasswordSecret = z.strictObject({
  service: z.string().min(1).max(300),
  identifier: z.string().min(1).max(300),
  appPassword: z.string().min(1).max(300),
});

/** What access is renewed with: the server that opened the session, which need not be the one that holds the account. */
export const blueskyRefresh = z.strictObject({ service: z.string(), token: z.string() });

/** How long an access token is trusted whose end cannot be read, in ms; a server gives one for two hours as a rule. */
const TRUSTED_MS = 30 * 60_000;

const claims = z.object({ exp: z.number().optional(), scope: z.string().optional() });

/** The claims of a token, unproved: they say what the server itself wrote into it. */
function claimsOf(token: string): z.infer<typeof claims> {
  try {
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    return claims.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

const session = z.object({
  accessJwt: z.string().min(1),
  refreshJwt: z.string(),
  didDoc: z.unknown().optional(),
});

/** The server that holds the account's records, as its own directory entry names it; null where it names none. */
function holderIn(didDoc: unknown): string | null {
  const services = z
    .object({
      service: z.array(z.object({ id: z.string(), type: z.string(), serviceEndpoint: z.unknown() })),
    })
    .safeParse(didDoc).data?.service;
  const holder = services?.find(
    ({ id, type }) => id.endsWith('#atproto_pds') && type === 'AtprotoPersonalDataServer',
  );
  return typeof holder?.serviceEndpoint === 'string' ? holder.serviceEndpoint : null;
}

/** A password that opens everything, as against one made for one program. */
export const isWholeAccount = ({ scopes }: Pick<Grant, 'scopes'>): boolean =>
  scopes.includes('com.atproto.access');

/**
 * The grant in an answer to opening or renewing a session at `service`.
 * Takes: what held before, kept where the answer leaves it out; whether a server may be given secrets.
 * Returns: `refused` only for a clear no about the password, the token or the account.
 */
export function grantIn(
  reply: BlueskyReply,
  at: {
    service: string;
    now: Date;
    maySend: (service: string) => boolean;
    before?: { refresh: string; holder: string };
  },
): ({ outcome: 'granted' } & Grant) | NoGrant {
  const answer = succeeded(reply) && reply.valid ? session.safeParse(reply.body).data : undefined;
  if (!answer) {
    const no = noGrant(reply, at.now);
    return !at.before && saysReconnect(reply) && no.why !== WHOLE_ACCOUNT ? WRONG : no;
  }
  const { exp, scope } = claimsOf(answer.accessJwt);
  const named = holderIn(answer.didDoc);
  const holder = named !== null && at.maySend(named) ? named : (at.before?.holder ?? at.service);
  const refresh =
    answer.refreshJwt === ''
      ? at.before?.refresh
      : JSON.stringify({ service: at.service, token: answer.refreshJwt });
  return {
    outcome: 'granted',
    credential: { kind: 'bluesky_session', service: new URL(holder).origin, accessToken: answer.accessJwt },
    refresh: refresh ?? null,
    expiresAt: new Date(exp === undefined ? at.now.getTime() + TRUSTED_MS : exp * 1000),
    scopes: scope === undefined ? [] : [scope],
  };
}

/** What an answer without a grant means; a doubt is never a no. */
export function noGrant(reply: BlueskyReply, now: Date): NoGrant {
  // A second factor is asked for only with the account's own password.
  if (problemOf(reply)?.name === 'AuthFactorTokenRequired') return { outcome: 'refused', why: WHOLE_ACCOUNT };
  const stop = stopped(reply, now);
  const isNo = stop?.outcome === 'needs_reconnect' || stop?.outcome === 'refused';
  return { outcome: isNo ? 'refused' : 'no_information', why: stop?.why ?? unclearWhy(reply) };
}

const WRONG: NoGrant = { outcome: 'refused', why: 'Bluesky did not accept the name or the app password' };

export const WHOLE_ACCOUNT =
  'that is the account’s own password; make an app password in the account’s settings on Bluesky and use that';
