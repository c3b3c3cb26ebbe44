// Passwords as Argon2id hashes, at the cost that OWASP's password storage sheet asks for. The only file that knows the algorithm.
import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '#app/domain/ports/passwords.ts';

/** Memory in KiB, passes and threads; the library's default algorithm is Argon2id, and the test reads it from the hash. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const argon2Passwords: Passwords = {
  hash: (password) => hash(password.normalize('NFKC'), COST),
  verify: (stored, password) => verify(stored, password.normalize('NFKC')),
};
