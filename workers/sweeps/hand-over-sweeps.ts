// The sweeps behind publishing by hand: who may open a post now, what has to be stopped in somebody's hands, and what nobody has answered.
import { handOversToTell, unansweredHandOvers } from '#db/queries/hand-overs.server.ts';
import { tellItMayBeOpened, watchHandOver } from '#app/domain/hand-overs/watch-hand-overs.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { lookBeforeTheGate } from '#app/domain/words/links/look-at-links.ts';
import { BATCH, each, type Sweep } from './sweep.ts';

export const HAND_OVER_SWEEPS: readonly Sweep[] = [
  {
    name: 'hand-overs-out',
    everyMs: 3_000,
    run: async (deps) => {
      const rows = await unansweredHandOvers(deps.db, BATCH);
      await each(deps, 'hand-overs-out', rows, 2, (row) => watchHandOver(deps, row));
    },
  },
  {
    name: 'hand-overs-due',
    everyMs: 10_000,
    run: async (deps) => {
      const { handOverMinutes } = DEFAULT_SETTINGS;
      const rows = await handOversToTell(deps.db, deps.clock.now(), handOverMinutes, BATCH);
      await each(deps, 'hand-overs-due', rows, 2, async (row) => {
        // Its links are looked at now: the page that opens it asks the whole gate, and looks nowhere outside itself.
        await lookBeforeTheGate(deps, row);
        return tellItMayBeOpened(deps, row);
      });
    },
  },
];
