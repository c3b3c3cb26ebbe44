// How passwords are kept: only as slow, salted hashes. The domain never sees which algorithm.

export interface Passwords {
  /** A self-describing hash to store (algorithm, cost, salt and digest in one line). */
  hash(password: string): Promise<string>;
  /** Whether the password is the one behind the hash. Errors: rejects when the stored hash cannot be read. */
  verify(hash: string, password: string): Promise<boolean>;
}
