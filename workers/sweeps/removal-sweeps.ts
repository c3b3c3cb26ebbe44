// The sweeps behind requests to remove: those whose time is nearly over or over undecided, and words that are not needed any more.
import { requestsToRemind } from '#db/queries/removal-requests.server.ts';
import { eraseRequestWords } from '#app/domain/removals/erase-words.ts';
import { AGAIN_EVERY_MS, remindOfRequest, URGENT_BEFORE_MS } from '#app/domain/removals/tell-deciders.ts';
import { BATCH, each, type Sweep } from './sweep.ts';

export const REMOVAL_SWEEPS: readonly Sweep[] = [
  {
    name: 'removals-to-decide',
    everyMs: 60_000,
    run: async (deps) => {
      const at = deps.clock.now();
      const soonBy = new Date(at.getTime() + URGENT_BEFORE_MS);
      const rows = await requestsToRemind(deps.db, { at, soonBy, everyMs: AGAIN_EVERY_MS }, BATCH);
      await each(deps, 'removals-to-decide', rows, 1, (row) => remindOfRequest(deps, row));
    },
  },
  {
    name: 'removal-words',
    everyMs: 6 * 3_600_000,
    run: async (deps) => void (await eraseRequestWords(deps)),
  },
];
