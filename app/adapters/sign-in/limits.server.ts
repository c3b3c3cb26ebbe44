// How many wrong passwords are let through, and from where. Counted before the password is looked at, taken back when it was right.
import { createHmac } from 'node:crypto';
import { normalizeIP } from '@better-auth/core/utils/ip';
import type { Database } from '#db/client.server.ts';
import { countTry, forgetTries, takeBackTry } from '#db/queries/sign-in-tries.server.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import type { Clock } from '#app/domain/ports/clock.ts';

const WINDOW_MS = 15 * 60_000;
/** Wrong passwords for one person from one address. */
export const TRIES_PER_PERSON = 5;
/** Wrong passwords from one address, which a whole school may share. */
export const TRIES_PER_ADDRESS = 60;

export interface Attempt {
  /** Why it may not go on, or null. The answer is the same for people who exist and people who do not. */
  refused: Issue | null;
  /** Call when the password was right. */
  succeeded(): Promise<void>;
}

export interface SignInLimits {
  /** Counts one try for an e-mail (any letter case) from an address (an IPv6 address counts as its /64 network). */
  tryFrom(email: string, address: string): Promise<Attempt>;
  /** Counts one try of a person who is already signed in. */
  tryOf(userId: string): Promise<Attempt>;
}

export function signInLimits({
  db,
  clock,
  secret,
}: {
  db: Database;
  clock: Clock;
  secret: string;
}): SignInLimits {
  const key = (kind: string, of: string) =>
    createHmac('sha256', secret).update(`${kind}\n${of}`).digest('base64url');

  /** Null while within the limit, else the issue that says how long to wait. */
  const over = async (counted: string, most: number): Promise<Issue | null> => {
    const at = clock.now();
    const { tries, expiresAt } = await countTry(db, counted, WINDOW_MS, at);
    const minutes = Math.max(1, Math.ceil((expiresAt.getTime() - at.getTime()) / 60_000));
    return tries > most ? block('sign-in', 'too_many_tries', 'password', 'R-29', { minutes }) : null;
  };

  return {
    async tryFrom(email, address) {
      const network = normalizeIP(address, { ipv6Subnet: 64 });
      const person = key('person', `${email}\n${network}`);
      const place = key('address', network);
      // A try refused for the person is not counted for the address: one stubborn person must not lock out a school.
      const refused = (await over(person, TRIES_PER_PERSON)) ?? (await over(place, TRIES_PER_ADDRESS));
      return {
        refused,
        succeeded: async () => {
          await forgetTries(db, person);
          await takeBackTry(db, place);
        },
      };
    },
    async tryOf(userId) {
      const person = key('confirm', userId);
      return { refused: await over(person, TRIES_PER_PERSON), succeeded: () => forgetTries(db, person) };
    },
  };
}
