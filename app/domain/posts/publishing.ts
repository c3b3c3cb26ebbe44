// What the steps of publishing share: who acts, how long a lease lasts, what a claim carries, and the one place a token is opened.
import { findCredential } from '#db/queries/schools.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import type { PostRef } from './load-post-facts.ts';
import type { DeliveryRecord, PostFacts } from './post-facts.ts';

export const PUBLISHER: SystemActor = { kind: 'system', name: 'system:publish-post' };

/** How long a worker may hold a delivery before a sweep takes it for dead, in ms: longer than every deadline within it. */
export const DELIVERY_LEASE_MS = 180_000;

export interface DeliveryRef {
  schoolId: string;
  deliveryId: string;
}

export interface Claimed {
  ref: PostRef;
  facts: PostFacts;
  delivery: DeliveryRecord;
  /** bytes of each photo by SHA-256, verified for this attempt */
  bytes: Map<string, Uint8Array>;
}

/** The account's token, opened here and nowhere else; null when there is none, or it cannot be opened: people are then told. */
export async function openAccount(
  deps: WorkerDeps,
  of: { ref: PostRef; facts: PostFacts },
): Promise<AccountRef | null> {
  const { account } = of.facts;
  const credential = await findCredential(deps.db, of.ref, account.id);
  if (!credential || !account.platformUserId) return null;
  const token = await deps.tokens
    .open({ box: credential.sealedToken, keyId: credential.keyId })
    .catch((error: unknown) =>
      deps.log.error('an account token cannot be opened', { accountId: account.id, error }),
    );
  if (!token) return null;
  return {
    accountId: account.id,
    platformUserId: account.platformUserId,
    accessToken: new TextDecoder().decode(token),
  };
}
