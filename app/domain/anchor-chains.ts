// Writes the heads of all chains into the system chain and into a file beside the backups, so that cutting off a chain's end shows.
import { chainHeads } from '#db/queries/audit.server.ts';
import type { SystemActor } from './actor.ts';
import type { WorkerDeps } from './deps.ts';
import { inOneTransaction } from './work.ts';

const ANCHORER: SystemActor = { kind: 'system', name: 'system:anchor-log' };

/** Anchors every chain but the system's own. Nothing is written when nothing has been recorded. */
export async function anchorChains(deps: WorkerDeps): Promise<void> {
  const heads = await inOneTransaction(deps, ANCHORER, async (work) => {
    const all = await chainHeads(work.db);
    const anchored = Object.fromEntries(
      all.filter((head) => head.chain !== 'system').map((head) => [head.chain, `${head.seq}:${head.mac}`]),
    );
    if (Object.keys(anchored).length > 0) work.record({ type: 'audit.anchored', heads: anchored });
    return anchored;
  });
  if (Object.keys(heads).length > 0) await deps.anchors.append({ at: deps.clock.now(), heads });
}
