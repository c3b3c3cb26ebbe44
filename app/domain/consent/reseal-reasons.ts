// Moves what is sealed with the reasons' key (why a restriction was set, and the names that pupils no longer have) from old keys of the
// installation to the current one, a batch at a time, each with its line in the log. What is opened is wiped at once and shown to nobody;
// whoever asked to read a reason is answered before and after alike, because a worker opens both.
import {
  namesOfOtherKeys,
  type NewBox,
  reasonKeysInUse,
  reasonsOfOtherKeys,
  replaceNames,
  replaceReasons,
  type SealedRow,
} from '#db/queries/reason-keys.server.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { type Resealed, ROTATOR } from '#app/domain/key-change.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import { inOneTransaction } from '#app/domain/work.ts';

const BATCH = 200;

const PLACES = [
  { read: reasonsOfOtherKeys, replace: replaceReasons, damaged: 'the reason of a restriction is damaged' },
  { read: namesOfOtherKeys, replace: replaceNames, damaged: 'an earlier name is damaged' },
] as const;

/**
 * Seals every reason and every earlier name to `current`, the key that `vault` seals to. `heldIds` are the keys it opens.
 * Errors: throws, before anything is changed, when one is sealed to a key that is not held.
 */
export async function resealReasons(
  deps: WorkDeps,
  vault: OpeningVault,
  current: string,
  heldIds: readonly string[],
): Promise<Resealed> {
  const lacking = (await reasonKeysInUse(deps.db)).filter(({ keyId }) => !heldIds.includes(keyId));
  if (lacking.length > 0)
    throw new Error(
      `Some reasons or earlier names are sealed to keys that are not here: ${lacking.map(({ keyId, sealed }) => `${keyId} (needed by ${sealed})`).join(', ')}. Put them back from the backup of the keys, then run this again. Nothing was changed.`,
    );
  const outcome: Resealed = { resealed: 0, damaged: 0 };
  for (const { read, replace, damaged } of PLACES)
    for (let after: string | null = null; ;) {
      const rows: SealedRow[] = await read(deps.db, current, after, BATCH);
      if (rows.length === 0) break;
      after = rows.at(-1)?.id ?? null;
      const boxes: NewBox[] = [];
      for (const row of rows) {
        const box = await resealed(vault, row);
        if (box) boxes.push(box);
        else deps.log.warn(damaged, { id: row.id });
      }
      outcome.damaged += rows.length - boxes.length;
      outcome.resealed += await inOneTransaction(deps, ROTATOR, async (work) => {
        const replaced = await replace(work.db, boxes);
        if (replaced > 0)
          work.record({ type: 'keys.rotated', kind: 'reasons', keyId: current, resealed: replaced });
        return replaced;
      });
    }
  return outcome;
}

/** The same, closed to the current key; null when its own key does not open it. */
async function resealed(vault: OpeningVault, { id, box, keyId }: SealedRow): Promise<NewBox | null> {
  const plain = await vault.open({ box, keyId }).catch(() => null);
  if (!plain) return null;
  const sealed = await vault.seal(plain);
  plain.fill(0);
  return { id, from: box, box: sealed.box, keyId: sealed.keyId };
}
