// What `gatepost keys rotate` can change the key of: where it lies, how it is sealed anew, and what each line calls it.
import { resealTokens } from '#app/domain/accounts/reseal-tokens.ts';
import { resealReasons } from '#app/domain/consent/reseal-reasons.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import type { Resealed } from '#app/domain/key-change.ts';
import { resealPieces } from '#app/domain/photos/reseal-pieces.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import type { Database } from '#db/client.server.ts';
import { keysInUse } from '#db/queries/photo-keys.server.ts';
import { reasonKeysInUse } from '#db/queries/reason-keys.server.ts';
import { tokenKeysInUse } from '#db/queries/token-keys.server.ts';

export const ROTATED_KINDS = ['photos', 'tokens', 'reasons'] as const;
export type RotatedKind = (typeof ROTATED_KINDS)[number];

export interface RotatedStuff {
  inUse(db: Database): Promise<{ keyId: string }[]>;
  reseal(deps: WorkDeps, vault: OpeningVault, current: string, held: readonly string[]): Promise<Resealed>;
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
    variable: 'GATEPOST_KEY_TOKENS',
    publicVariable: 'GATEPOST_KEY_TOKENS_PUBLIC',
    words: {
      opens: 'the access of every account',
      sealed: 'accounts',
      besides: ' Nothing was asked of a platform.',
      still: 'Accounts are',
    },
  },
  reasons: {
    inUse: reasonKeysInUse,
    reseal: resealReasons,
    variable: 'GATEPOST_KEY_REASONS',
    publicVariable: 'GATEPOST_KEY_REASONS_PUBLIC',
    words: {
      opens: 'every reason of a restriction and every earlier name',
      sealed: 'reasons and earlier names',
      besides: ' Nobody was shown one.',
      still: 'Reasons or earlier names are',
    },
  },
};
