// What the steps of publishing share: who acts, how long a lease lasts, what a claim carries, and the one place a credential is opened.
import { lastingAccess } from '#app/domain/accounts/lasting-access.ts';
import { isConnected } from '#app/domain/accounts/platforms.ts';
import { openCredential } from '#app/domain/accounts/sealed-credential.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { counted, type CountedPublisher } from './count-calls.ts';
import type { DeliveryRecord } from './delivery-record.ts';
import type { PostRef } from './load-post-facts.ts';
import { neverThrows } from './never-throws.ts';
import type { PostFacts } from './post-facts.ts';

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

/** An account opened for calls: only for as long as they take. */
export interface OpenAccount {
  account: AccountRef;
  publisher: CountedPublisher;
  /** version of the credential in it, for whoever has to ask for a newer one */
  version: number;
}

/**
 * The account's credential, opened here and nowhere else, with the publisher that it may be used with; access that has run out is renewed
 * on the way. Never inside a transaction: the platform may be asked. Null when the account is not
 * connected, its credential cannot be opened, or nothing here may publish to it: nothing can then have been sent, and people are told.
 */
export async function openAccount(
  deps: WorkerDeps,
  { schoolId, account: of }: { schoolId: string; account: PostFacts['account'] },
): Promise<OpenAccount | null> {
  const { id: accountId, platform, platformUserId, practice } = of;
  const row = await lastingAccess(deps, { schoolId, accountId });
  if (row?.status !== 'connected' || !platformUserId || !isConnected(platform)) return null;
  try {
    const called = neverThrows(deps.publishers.for({ platform, practice }), deps.log);
    const publisher = counted(called, deps, { schoolId, accountId, platform });
    const credential = await openCredential(deps.tokens, row);
    const account = { accountId, platform, practice, platformUserId, credential };
    return { account, publisher, version: row.version };
  } catch (error) {
    deps.log.error('an account cannot be opened', { accountId, error });
    return null;
  }
}
