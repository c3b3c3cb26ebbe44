// The sweeps behind "on time, or said so": what is due, and what is late without anybody having been told.
import { LATE_AFTER_MS, findLateUntold, tellOfLatePost } from '#app/domain/posts/tell-late.ts';
import { giveBackDue, publishTaken, takeDuePosts, withoutWaiting } from '#app/domain/posts/publish-due.ts';
import { createPlaces, POSTS_AT_ONCE } from '#workers/in-hand.ts';
import { asTheyCome } from './as-they-come.ts';
import { BATCH, each, type Sweep } from './sweep.ts';

/** Posts taken in one go: no more than are surely begun before others may take them again. */
const TAKEN = 4 * POSTS_AT_ONCE;
/** Between two looks at what is due, ms. */
const EVERY_MS = 500;

export const PUBLISHING_SWEEPS: readonly Sweep[] = [
  {
    name: 'due-posts',
    everyMs: EVERY_MS,
    run: (deps) =>
      asTheyCome(deps, {
        name: 'due-posts',
        places: deps.places ?? createPlaces(POSTS_AT_ONCE),
        lookAgainMs: EVERY_MS,
        take: async () => {
          // A run goes on for as long as posts are in hand, and the clock may have gone wrong meanwhile.
          if (!deps.clock.trustworthy()) return { rows: [], more: false };
          const due = await takeDuePosts(deps, TAKEN);
          const rows = await withoutWaiting(deps, due);
          for (let waits = rows.length; waits < due.length; waits++) deps.measures?.tried('waits_its_turn');
          // In a busy hour a run has no end; whoever watches is told of each look.
          deps.measures?.sweepRan('due-posts', true);
          return { rows, more: due.length === TAKEN };
        },
        work: async (row) => {
          const { outcome, afterDueMs } = await publishTaken(deps, row);
          deps.measures?.tried(outcome);
          if (afterDueMs !== null) deps.measures?.published(afterDueMs);
        },
        leave: (left) => giveBackDue(deps, left),
      }),
  },
  {
    name: 'late-posts',
    everyMs: LATE_AFTER_MS / 8,
    run: async (deps) => {
      const rows = await findLateUntold(deps, BATCH);
      await each(deps, 'late-posts', rows, 2, (row) => tellOfLatePost(deps, row));
    },
  },
];
