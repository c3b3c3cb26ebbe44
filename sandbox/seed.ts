// Puts accounts on the practice platform, so that a school can rehearse without connecting anything.
import { snowflakeAt } from './snowflakes.ts';
import type { SandboxStore } from './store.ts';
import { ALL_SCOPES, issueAccess, issueRefresh } from './tokens.ts';

/** The application that practice accounts belong to. */
export const PRACTICE_CLIENT = 'practice';

export interface PracticeAccount {
  platformUserId: string;
  /** works until the account is gone; given out here and nowhere else */
  accessToken: string;
  refreshToken: string;
}

/**
 * Adds a practice account, with tokens of its own that do not expire.
 * Takes: a handle of 1 to 15 letters, digits and underscores, without the @, and a name to show.
 * For a handle that is there already: the same account under the new name, with further tokens.
 * Errors: RangeError for a handle that X would not have.
 */
export async function addPracticeAccount(
  store: SandboxStore,
  account: { handle: string; name: string },
  now: () => Date = () => new Date(),
): Promise<PracticeAccount> {
  if (!/^[A-Za-z0-9_]{1,15}$/.test(account.handle)) {
    throw new RangeError('A handle has 1 to 15 letters, digits or underscores, without the @.');
  }
  const at = now();
  const user = await store.addUser({ id: snowflakeAt(at), ...account, createdAt: at });
  const grant = { userId: user.id, clientId: PRACTICE_CLIENT, scopes: ALL_SCOPES };
  return {
    platformUserId: user.id,
    accessToken: await issueAccess(store, grant, at, true),
    refreshToken: await issueRefresh(store, grant, at, true),
  };
}
