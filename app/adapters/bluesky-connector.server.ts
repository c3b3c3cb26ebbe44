// Opens, renews and ends the session of a Bluesky account: with an app password, which its owner can take back on Bluesky at any time
// and which cannot change the account itself. One call each; nothing is sent a second time.
import type { AccountConnector } from '#app/domain/ports/account-connector.ts';
import { type BlueskyClientOptions, createBlueskyClient } from './bluesky-client.server.ts';
import {
  appPasswordSecret,
  blueskyRefresh,
  grantIn,
  isWholeAccount,
  noGrant,
  WHOLE_ACCOUNT,
} from './bluesky-grant.ts';
import { DID, saysReconnect } from './bluesky-outcomes.ts';
import { succeeded, textAt } from './bluesky-reply.ts';
import { serviceOrigin } from './bluesky-service.ts';

const OVER = { outcome: 'refused', why: 'the connection is not one of Bluesky' } as const;

/** The connector for Bluesky. Its methods never reject: a doubt is an outcome. */
export function createBlueskyConnector(options: BlueskyClientOptions = {}): AccountConnector {
  const client = createBlueskyClient(options);
  const now = options.now ?? (() => new Date());
  const maySend = (service: string): boolean => serviceOrigin(service, options.here ?? false) !== null;

  const revoke = async (refresh: string | null) => {
    const held = read(blueskyRefresh, refresh ?? '');
    if (!held) return 'no_information';
    const reply = await client(held, (rpc) => rpc.com.atproto.server.deleteSession());
    return succeeded(reply) || saysReconnect(reply) ? 'revoked' : 'no_information';
  };

  return {
    /** `secret`: `{service, identifier, appPassword}`; the account's own password is refused. */
    async exchange(secret) {
      const asked = read(appPasswordSecret, secret);
      if (!asked) return { outcome: 'refused', why: 'what was handed over is no app password' };
      const { service, identifier, appPassword } = asked;
      if (!maySend(service))
        return { outcome: 'refused', why: 'that is not the address of a Bluesky server' };
      const reply = await client({ service, token: null }, (rpc) =>
        rpc.com.atproto.server.createSession({ identifier, password: appPassword }),
      );
      const grant = grantIn(reply, { service, now: now(), maySend });
      if (grant.outcome !== 'granted' || !isWholeAccount(grant)) return grant;
      await revoke(grant.refresh);
      return { outcome: 'refused', why: WHOLE_ACCOUNT };
    },

    async renew(credential, refresh) {
      const held = read(blueskyRefresh, refresh);
      if (credential.kind !== 'bluesky_session' || !held) return OVER;
      const reply = await client(held, (rpc) => rpc.com.atproto.server.refreshSession());
      const before = { refresh, holder: credential.service };
      return grantIn(reply, { service: held.service, now: now(), maySend, before });
    },

    async who(credential) {
      if (credential.kind !== 'bluesky_session') return OVER;
      const { service, accessToken: token } = credential;
      const reply = await client({ service, token }, (rpc) => rpc.com.atproto.server.getSession());
      const did = textAt(reply.kind === 'answered' ? reply.body : null, 'did') ?? '';
      if (!succeeded(reply) || !reply.valid || !DID.test(did)) return noGrant(reply, now());
      return { outcome: 'known', platformUserId: did, handle: textAt(reply.body, 'handle') ?? '' };
    },

    revoke: (_credential, refresh) => revoke(refresh),
  };
}

/** JSON text of a form; null for anything else. */
function read<T>(form: { safeParse(value: unknown): { data?: T | undefined } }, text: string): T | null {
  try {
    return form.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
