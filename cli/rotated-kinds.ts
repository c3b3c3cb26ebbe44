// What `gatepost keys rotate` can change the key of: where it lies, how it is sealed anew, and what each line calls it.
import {
  recordTokenKeysRetired,
  resealTokens,
  unneededTokenKeys,
} from '#app/domain/accounts/reseal-tokens.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { recordRetired, resealPieces, unneededKeys } from '#app/domain/photos/reseal-pieces.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import type { Database } from '#db/client.server.ts';
import { keysInUse } from '#db/queries/photo-keys.server.ts';
import { tokenKeysInUse } from '#db/queries/token-keys.server.ts';

export const ROTATED_KINDS = ['photos', 'tokens'] as const;
export type RotatedKind = (typeof ROTATED_KINDS)[number];

export interface RotatedStuff {
  inUse(db: Database): Promise<{ keyId: string }[]>;
  reseal(
    deps: WorkDeps,
    vault: OpeningVault,
    current: string,
    held: readonly string[],
  ): Promise<{ resealed: number; damaged: number }>;
  unneeded(deps: WorkDeps, current: string, held: readonly string[]): Promise<string[]>;
  recordRetired(deps: WorkDeps, ids: string[]): Promise<void>;
  /** the variables of a cluster */
  variable: string;
  publicVariable: string;
  words: {
    /** what a new key opens from here on */
    opens: string;
    /** what was sealed anew: "data keys" */
    sealed: string;
    /** said after the number, where there is more to say */
    besides: string;
    /** what is still sealed to an old key */
    still: string;
  };
}

export const ROTATED: Readonly<Record<RotatedKind, RotatedStuff>> = {
  photos: {
    inUse: keysInUse,
    reseal: resealPieces,
    unneeded: unneededKeys,
    recordRetired,
    variable: 'GATEPOST_KEY_PHOTOS',
    publicVariable: 'GATEPOST_KEY_PHOTOS_PUBLIC',
    words: {
      opens: 'every original',
      sealed: 'data keys',
      besides: ' No photo was rewritten.',
      still: 'Originals are',
    },
  },
  tokens: {
    inUse: tokenKeysInUse,
    reseal: resealTokens,
    unneeded: unneededTokenKeys,
    recordRetired: recordTokenKeysRetired,
    variable: 'GATEPOST_KEY_TOKENS',
    publicVariable: 'GATEPOST_KEY_TOKENS_PUBLIC',
    words: {
      opens: 'the access of every account',
      sealed: 'accounts',
      besides: ' Nothing was asked of a platform.',
      still: 'Accounts are',
    },
  },
};
