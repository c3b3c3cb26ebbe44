// The sweep behind reposts by hand: nothing that may be up on another account stays without an answer.
import { silentReposts } from '#db/queries/reposts.server.ts';
import { askAboutReposts } from '#app/domain/reposts/watch-reposts.ts';
import { BATCH, each, type Sweep } from './sweep.ts';

export const REPOST_SWEEPS: readonly Sweep[] = [
  {
    name: 'reposts-silent',
    everyMs: 60_000,
    run: async (deps) => {
      const rows = await silentReposts(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'reposts-silent', rows, 2, (row) =>
        askAboutReposts(deps, { schoolId: row.schoolId, postId: row.postId }),
      );
    },
  },
];
