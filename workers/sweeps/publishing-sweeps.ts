// The sweeps behind "on time, or said so": what is due, and what is late without anybody having been told.
import { LATE_AFTER_MS, findLateUntold, tellOfLatePost } from '#app/domain/posts/tell-late.ts';
import { giveBackDue, publishTaken, takeDuePosts, withoutWaiting } from '#app/domain/posts/publish-due.ts';
import { BATCH, each, type Sweep } from './sweep.ts';

/** Posts that one worker publishes at a time from this sweep. */
export const POSTS_AT_ONCE = 8;
/** Posts taken in one go: no more than are surely begun before others may take them again. */
const TAKEN = 4 * POSTS_AT_ONCE;

export const PUBLISHING_SWEEPS: readonly Sweep[] = [
  {
    name: 'due-posts',
    everyMs: 500,
    run: async (deps) => {
      while (!deps.stopping?.aborted) {
        const due = await takeDuePosts(deps, TAKEN);
        const ready = await withoutWaiting(deps, due);
        for (let waits = ready.length; waits < due.length; waits++) deps.measures?.tried('waits_its_turn');
        const publish = async (row: (typeof due)[number]) => {
          const { outcome, afterDueMs } = await publishTaken(deps, row);
          deps.measures?.tried(outcome);
          if (afterDueMs !== null) deps.measures?.published(afterDueMs);
        };
        await each(deps, 'due-posts', ready, POSTS_AT_ONCE, publish, (left) => giveBackDue(deps, left));
        if (due.length < TAKEN) return;
      }
    },
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
