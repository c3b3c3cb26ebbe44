// What anybody may know of this installation before signing in: whether everything in it is made up for practice.
import type { Database } from '#db/client.server.ts';
import { trustsHere } from '#db/queries/foundation.server.ts';

/** True when every trust here is a practice one: no real children, nothing leaves this machine. */
export async function isPractice(db: Database): Promise<boolean> {
  const trusts = await trustsHere(db);
  return trusts.length > 0 && trusts.every((trust) => trust.practice);
}
