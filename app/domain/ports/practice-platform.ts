// The practice platform as the web side may use it: it can open an account there, and gets its access sealed, never to be read here.
import type { Sealed } from './token-vault.ts';

export interface OpenedAccount {
  platformUserId: string;
  /** the account's access, sealed to the worker's key */
  sealed: Sealed;
  scopes: readonly string[];
  sealedAt: Date;
}

export interface PracticePlatform {
  /** Opens an account, or gives the one of that handle again. Errors: RangeError for a handle that X would not have. */
  openAccount(account: { handle: string; name: string }): Promise<OpenedAccount>;
}
