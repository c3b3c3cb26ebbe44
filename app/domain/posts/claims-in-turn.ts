// Within one process the posts of an account are claimed one after another. All but one of those that fall due together have to wait for
// their turn; they are put back by a look at the account's pace, and do not stand at its lock with their photos read and a connection held.
import type { Database } from '#db/client.server.ts';

/**
 * Longest that a post waits for the claim of another, in ms. It spares work and decides nothing: under the locks each post is held against
 * its account's pace all the same.
 */
const LONGEST_MS = 5_000;

/** The end of the last claim begun, by account, for each database that this process has open. */
const lastClaims = new WeakMap<Database, Map<string, Promise<void>>>();

/**
 * Runs `claim` once the claims begun before for the same account are decided, or have taken too long. `claim` calls `decided` as soon as
 * its own is; its end, or its failure, says the same.
 */
export async function afterEarlierClaims<T>(
  db: Database,
  accountId: string,
  claim: (decided: () => void) => Promise<T>,
): Promise<T> {
  const claims = lastClaims.get(db) ?? new Map<string, Promise<void>>();
  lastClaims.set(db, claims);
  const earlier = claims.get(accountId);
  let decided = (): void => undefined;
  const last = new Promise<void>((resolve) => {
    decided = () => {
      if (claims.get(accountId) === last) claims.delete(accountId);
      resolve();
    };
  });
  claims.set(accountId, last);
  try {
    if (earlier) await orTooLong(earlier);
    return await claim(decided);
  } finally {
    decided();
  }
}

async function orTooLong(earlier: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_MS);
  });
  await Promise.race([earlier, tooLong]);
  clearTimeout(timer);
}
