// Moves accounts' access from old keys of the installation to the current one. A credential is taken under its lease, so that nobody is getting
// new access for it meanwhile; whoever does is left alone and found again by the next run (docs/decisions/0020).
import { changeCredential, type CredentialRow, takeLease } from '#db/queries/account-credentials.server.ts';
import {
  credentialsOfOtherKeys,
  replaceTrySecret,
  tokenKeysInUse,
  triesOfOtherKeys,
} from '#db/queries/token-keys.server.ts';
import type { Tx } from '#db/client.server.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { type Resealed, ROTATOR } from '#app/domain/key-change.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import { inOneTransaction } from '#app/domain/work.ts';

/** Credentials that are put in their places together, with their line in the log; nobody renews them meanwhile. */
const BATCH = 50;
const LEASE_MS = 30_000;

/**
 * Seals every account's access to `current`, the key that `vault` seals to. `heldIds` are the keys it opens.
 * Errors: throws, before anything is changed, when some is sealed to a key that is not held.
 */
export async function resealTokens(
  deps: WorkDeps,
  vault: OpeningVault,
  current: string,
  heldIds: readonly string[],
): Promise<Resealed> {
  const lacking = (await tokenKeysInUse(deps.db)).filter(({ keyId }) => !heldIds.includes(keyId));
  if (lacking.length > 0)
    throw new Error(
      `Some accounts are sealed to keys that are not here: ${lacking.map(({ keyId, sealed }) => `${keyId} (needed by ${sealed})`).join(', ')}. Put them back from the backup of the keys, then run this again. Nothing was changed.`,
    );
  const outcome: Resealed = { resealed: 0, damaged: 0 };
  const keep = async (boxes: readonly Kept[]): Promise<void> => {
    outcome.resealed += await inOneTransaction(deps, ROTATOR, async (work) => {
      let kept = 0;
      for (const write of boxes) if (await write(work.db)) kept += 1;
      if (kept > 0) work.record({ type: 'keys.rotated', kind: 'tokens', keyId: current, resealed: kept });
      return kept;
    });
  };
  for (let after: string | null = null; ;) {
    const rows: CredentialRow[] = await credentialsOfOtherKeys(deps.db, current, after, BATCH);
    if (rows.length === 0) break;
    after = rows.at(-1)?.accountId ?? null;
    const boxes: Kept[] = [];
    for (const row of rows) {
      const box = await credentialResealed(deps, vault, row);
      if (box === 'damaged') outcome.damaged += 1;
      else if (box !== 'busy') boxes.push(box);
    }
    await keep(boxes);
  }
  const tries: Kept[] = [];
  for (const row of await triesOfOtherKeys(deps.db, current)) {
    const boxes = await resealed(vault, (row.sealedSecret ?? '').split('.'), row.keyId ?? '');
    const sealed = boxes?.map(({ box }) => box).join('.');
    if (!sealed) outcome.damaged += 1;
    else
      tries.push((db) => replaceTrySecret(db, row, { sealedSecret: sealed, keyId: boxes?.[0]?.keyId ?? '' }));
  }
  await keep(tries);
  return outcome;
}

/** Puts a box closed to the current key in its place; false when what is there has changed meanwhile. */
type Kept = (db: Tx) => Promise<boolean>;

/** Takes a credential under its lease and closes it anew. @returns how it is put in its place, or why it is not */
async function credentialResealed(
  deps: WorkDeps,
  vault: OpeningVault,
  found: CredentialRow,
): Promise<Kept | 'damaged' | 'busy'> {
  const at = deps.clock.now();
  const { schoolId, accountId, version } = found;
  const scope = { schoolId };
  const live = found.status === 'connected';
  const until = new Date(at.getTime() + LEASE_MS);
  const row = live ? await takeLease(deps.db, scope, accountId, { version, at, until }) : found;
  if (!row) return 'busy';
  const texts = [row.sealedToken, ...(row.sealedRefresh === null ? [] : [row.sealedRefresh])];
  const [token, refresh] = (await resealed(vault, texts, row.keyId)) ?? [];
  if (token) {
    const boxes = { sealedToken: token.box, keyId: token.keyId, sealedRefresh: refresh?.box ?? null };
    return (db) => changeCredential(db, scope, accountId, version, { ...boxes, leaseUntil: null });
  }
  await changeCredential(deps.db, scope, accountId, version, { leaseUntil: null });
  deps.log.warn('the access of an account is damaged', { accountId });
  return 'damaged';
}

/** The boxes closed to the current key; null when one of them does not open. */
async function resealed(vault: OpeningVault, boxes: readonly string[], keyId: string) {
  try {
    return await Promise.all(
      boxes.map(async (box) => {
        const plain = await vault.open({ box, keyId });
        const sealed = await vault.seal(plain);
        plain.fill(0);
        return sealed;
      }),
    );
  } catch {
    return null;
  }
}
