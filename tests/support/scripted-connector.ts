// A platform's side of connections in memory: codes, and refresh tokens that work once, as on X. Tests may cut its answers off.
import { randomUUID } from 'node:crypto';
import type { AccountConnector, Connectors, NoGrant } from '#app/domain/ports/account-connector.ts';

export interface ScriptedConnector extends AccountConnector {
  /** every call made, by name */
  calls: string[];
  /** an outage: every call ends in `no_information` until it is taken away; `null` = none */
  outage: string | null;
  /** does the work and loses the answer of the next call */
  loseNextAnswer: boolean;
  /** how long access lives, in ms */
  accessLivesMs: number;
  /** leaves the new refresh token out of the next answers, as RFC 6749 allows: the old one then stays good */
  keepsRefresh: boolean;
  /** gives no refresh token for a code, whatever rights it names */
  withholdsRefresh: boolean;
  /** runs while a call is under way, before the platform does anything */
  meanwhile: (() => Promise<void>) | null;
  /** Somebody says yes on the platform's own page. Returns: the code. */
  allow(user: { platformUserId: string; handle: string }, scopes?: readonly string[]): string;
  /** A whole grant, as after a connection. */
  grant(user: { platformUserId: string; handle: string }): { accessToken: string; refresh: string };
  /** The platform forgets the account's access and its refresh tokens. */
  forget(platformUserId: string): void;
  revoked: string[];
}

const ALL = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'];

export function scriptedConnector(now: () => Date): ScriptedConnector & { connectors: Connectors } {
  interface Granted {
    platformUserId: string;
    handle: string;
    scopes: readonly string[];
  }
  const codes = new Map<string, Granted>();
  const access = new Map<string, Granted>();
  const refreshes = new Map<string, Granted>();
  const refused: NoGrant = { outcome: 'refused', why: 'token_refused' };

  const give = (to: Granted, refresh: string | null) => {
    const accessToken = `access-${randomUUID()}`;
    access.set(accessToken, to);
    if (refresh) refreshes.set(refresh, to);
    return {
      outcome: 'granted' as const,
      credential: { kind: 'oauth2_user' as const, accessToken },
      refresh,
      expiresAt: new Date(now().getTime() + me.accessLivesMs),
      scopes: to.scopes,
    };
  };
  const answered = async <T>(name: string, work: () => T): Promise<T | NoGrant> => {
    me.calls.push(name);
    if (me.outage) return { outcome: 'no_information', why: me.outage };
    await me.meanwhile?.();
    const answer = work();
    if (!me.loseNextAnswer) return answer;
    me.loseNextAnswer = false;
    return { outcome: 'no_information', why: 'connection_broke' };
  };

  const me: ScriptedConnector = {
    calls: [],
    outage: null,
    loseNextAnswer: false,
    accessLivesMs: 7_200_000,
    keepsRefresh: false,
    withholdsRefresh: false,
    meanwhile: null,
    revoked: [],
    allow(user, scopes = ALL) {
      const code = `code-${randomUUID()}`;
      codes.set(code, { ...user, scopes });
      return code;
    },
    grant(user) {
      const { credential, refresh } = give({ ...user, scopes: ALL }, `refresh-${randomUUID()}`);
      return { accessToken: credential.accessToken, refresh: refresh ?? '' };
    },
    forget(platformUserId) {
      for (const kept of [access, refreshes])
        for (const [token, of] of kept) if (of.platformUserId === platformUserId) kept.delete(token);
    },
    exchange: (secret) =>
      answered('exchange', () => {
        const { code } = JSON.parse(secret) as { code: string };
        const granted = codes.get(code);
        codes.delete(code);
        return granted ? give(granted, me.withholdsRefresh ? null : `refresh-${randomUUID()}`) : refused;
      }),
    renew: (_credential, refresh) =>
      answered('renew', () => {
        const granted = refreshes.get(refresh);
        if (!granted) return refused;
        if (me.keepsRefresh) return give(granted, null);
        refreshes.delete(refresh);
        return give(granted, `refresh-${randomUUID()}`);
      }),
    who: (credential) =>
      answered('who', () => {
        const token = credential.accessToken;
        const granted = access.get(token);
        if (!granted) return refused;
        return { outcome: 'known' as const, platformUserId: granted.platformUserId, handle: granted.handle };
      }),
    revoke: async (credential, refresh) => {
      me.calls.push('revoke');
      if (me.outage) return 'no_information';
      access.delete(credential.accessToken);
      if (refresh) refreshes.delete(refresh);
      me.revoked.push(credential.accessToken);
      return 'revoked';
    },
  };
  return Object.assign(me, { connectors: { for: () => me } });
}
