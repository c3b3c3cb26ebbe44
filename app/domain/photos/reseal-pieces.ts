// Moves the data keys of originals from old keys of the installation to the current one. The originals' own bytes stay as they are:
// only the small sealed boxes are opened and sealed anew, in batches that can be cut off and gone on with.
import {
  keysInUse,
  type NewBox,
  piecesOfOtherKeys,
  replaceSealedKeys,
} from '#db/queries/photo-keys.server.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { type Resealed, ROTATOR } from '#app/domain/key-change.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import { inOneTransaction } from '#app/domain/work.ts';

const BATCH = 200;

/**
 * Seals every data key to `current`, the key that `vault` seals to. `heldIds` are the keys it opens.
 * Errors: throws, before anything is changed, when a data key is sealed to a key that is not held.
 */
export async function resealPieces(
  deps: WorkDeps,
  vault: OpeningVault,
  current: string,
  heldIds: readonly string[],
): Promise<Resealed> {
  const lacking = (await keysInUse(deps.db)).filter(({ keyId }) => !heldIds.includes(keyId));
  if (lacking.length > 0) {
    const which = lacking.map(({ keyId, pieces }) => `${keyId} (needed by ${pieces})`).join(', ');
    throw new Error(
      `Some originals are sealed to keys that are not here: ${which}. Put them back from the backup of the keys, then run this again. Nothing was changed.`,
    );
  }
  const outcome: Resealed = { resealed: 0, damaged: 0 };
  let after = '';
  for (;;) {
    const rows = await piecesOfOtherKeys(deps.db, current, after, BATCH);
    if (rows.length === 0) break;
    after = rows.at(-1)?.key ?? '';
    const changes: NewBox[] = [];
    for (const row of rows) {
      const dataKey = await vault.open({ box: row.sealedKey, keyId: row.keyId }).catch(() => null);
      if (!dataKey) {
        outcome.damaged += 1;
        deps.log.warn('a data key is damaged', { photoId: row.photoId, piece: row.number });
        continue;
      }
      const sealed = await vault.seal(dataKey);
      dataKey.fill(0);
      changes.push({ key: row.key, from: row.sealedKey, sealedKey: sealed.box, keyId: sealed.keyId });
    }
    outcome.resealed += await inOneTransaction(deps, ROTATOR, async (work) => {
      const replaced = await replaceSealedKeys(work.db, changes);
      if (replaced > 0)
        work.record({ type: 'keys.rotated', kind: 'photos', keyId: current, resealed: replaced });
      return replaced;
    });
  }
  return outcome;
}
