// Getting, renewing and ending an account's connection, as the worker sees it: one connector for each kind of credential.
// Each method makes its calls once and never retries; a doubt is an outcome.
import type { ConnectedPlatform } from '#app/domain/accounts/platforms.ts';
import type { Credential } from './publisher.ts';

/** What proves a connection, in the clear, in the worker's memory only. */
export interface Grant {
  credential: Credential;
  /** what new access is got with; null where access does not run out */
  refresh: string | null;
  /** when the access runs out; null = it does not */
  expiresAt: Date | null;
  scopes: readonly string[];
}

export interface WhoItIs {
  platformUserId: string;
  handle: string;
}

/** `refused`: the platform said a clear no. `no_information`: an outage, a timeout; nothing may be concluded. */
export type NoGrant = { outcome: 'refused'; why: string } | { outcome: 'no_information'; why: string };

export interface AccountConnector {
  /**
   * Ends a connection's first step: a code with its verifier (X), or a name with an app password (Bluesky).
   * `secret` is what the web side sealed, as JSON text of the connector's own shape.
   */
  exchange(secret: string): Promise<({ outcome: 'granted' } & Grant) | NoGrant>;
  /** New access for old. An answer without a new refresh token keeps the old one. */
  renew(credential: Credential, refresh: string): Promise<({ outcome: 'granted' } & Grant) | NoGrant>;
  /** Whose account the credential opens: also the cheapest proof that a connection is alive. */
  who(credential: Credential): Promise<({ outcome: 'known' } & WhoItIs) | NoGrant>;
  /** Tells the platform that the connection is over; harmless when it is over already. */
  revoke(credential: Credential, refresh: string | null): Promise<'revoked' | 'no_information'>;
}

/** The connector for an account: practice accounts never reach a real platform. */
export interface Connectors {
  /** Null where this installation has no way to connect such accounts. */
  for(account: { platform: ConnectedPlatform; practice: boolean }): AccountConnector | null;
}
