// What every change of a key of the installation has alike: under which name it is logged, which keys nothing needs any more, and
// the line in the log for those that were let go of.
import type { SystemActor } from './actor.ts';
import type { WorkDeps } from './deps.ts';
import { inOneTransaction } from './work.ts';

export const ROTATOR: SystemActor = { kind: 'system', name: 'system:rotate-keys' };

export interface Resealed {
  resealed: number;
  /** boxes that their own key does not open; they stay as they are, and so must their key */
  damaged: number;
}

/** Which of `heldIds` (without `current`) are not among the keys `inUse`. */
export function unneededKeys(
  inUse: readonly { keyId: string }[],
  current: string,
  heldIds: readonly string[],
): string[] {
  const needed = new Set(inUse.map(({ keyId }) => keyId));
  return heldIds.filter((id) => id !== current && !needed.has(id));
}

/** Writes into the log that keys of this kind were retired. */
export async function recordKeysRetired(deps: WorkDeps, kind: string, keyIds: string[]): Promise<void> {
  await inOneTransaction(deps, ROTATOR, async (work) => work.record({ type: 'keys.retired', kind, keyIds }));
}
