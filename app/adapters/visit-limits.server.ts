// How often strangers may knock: counts kept in the database under keyed digests, so that neither an address nor a code
// stands anywhere, and a restart forgives nobody.
import { createHmac } from 'node:crypto';
import { normalizeIP } from '@better-auth/core/utils/ip';
import type { Database } from '#db/client.server.ts';
import { countTry, triesUnder } from '#db/queries/sign-in-tries.server.ts';
import type { Clock } from '#app/domain/ports/clock.ts';

export interface VisitLimits {
  /** One caller's network: an IPv6 address counts as its /64, which one household or school shares. */
  networkOf(address: string): string;
  /** Whether more than `most` were counted in the window that runs; counts nothing. */
  isOver(kind: string, of: string, most: number): Promise<boolean>;
  /** Counts one in a window that opens with the first. Returns how many there are now. */
  count(kind: string, of: string, windowMs: number): Promise<number>;
}

/** `secret`: at least 32 random bytes as text. */
export function visitLimits({
  db,
  clock,
  secret,
}: {
  db: Database;
  clock: Clock;
  secret: string;
}): VisitLimits {
  const key = (kind: string, of: string) =>
    createHmac('sha256', secret).update(`visit\n${kind}\n${of}`).digest('base64url');
  return {
    networkOf: (address) => normalizeIP(address, { ipv6Subnet: 64 }),
    isOver: async (kind, of, most) => (await triesUnder(db, key(kind, of), clock.now())) > most,
    count: async (kind, of, windowMs) => (await countTry(db, key(kind, of), windowMs, clock.now())).tries,
  };
}
