// Passwords for tests that sign in often: no slow hash, and a count of how often the slow work would have been done.
import type { Passwords } from '#app/domain/ports/passwords.ts';

export interface QuickPasswords extends Passwords {
  /** hashes made plus hashes verified since `reset` */
  work(): number;
  reset(): void;
}

export function quickPasswords(): QuickPasswords {
  let done = 0;
  return {
    hash: async (password) => (done++, `quick:${password}`),
    verify: async (hash, password) => (done++, hash === `quick:${password}`),
    work: () => done,
    reset: () => void (done = 0),
  };
}
