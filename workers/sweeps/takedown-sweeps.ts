// The sweeps behind "it comes down": clocks that run out, pictures to look for in other schools, posts said to be gone, and posts
// whose time is over.
import { breachesToRemind } from '#db/queries/breaches.server.ts';
import { schoolsToSearch } from '#db/queries/look-alikes.server.ts';
import { takedownsToCall } from '#db/queries/on-call.server.ts';
import { livePostsWithoutTime, postsPastTheirTime } from '#db/queries/posts.server.ts';
import {
  lateTakedowns,
  saidToBeGone,
  takedownsToBegin,
  waitingTakedowns,
} from '#db/queries/takedowns-to-see-to.server.ts';
import { REMIND_BEFORE_MS, remindOfBreach } from '#app/domain/breaches/remind-of-breaches.ts';
import { CALLED_ROLES } from '#app/domain/on-call/call-order.ts';
import { callNext } from '#app/domain/on-call/call-people.ts';
import { beginRemoval, tellOfLateTakedown } from '#app/domain/posts/late-takedowns.ts';
import {
  LOOK_AGAIN_EVERY_MS,
  LOOK_AGAIN_FOR_MS,
  lookAgain,
  PROVED_AFTER_MS,
  PROVED_FOR_MS,
} from '#app/domain/posts/look-again.ts';
import { endStay, giveRemoveBy } from '#app/domain/posts/remove-by.ts';
import { searchPictures } from '#app/domain/posts/search-pictures.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { BATCH, each, type Sweep } from './sweep.ts';

export const TAKEDOWN_SWEEPS: readonly Sweep[] = [
  {
    // By itself: hundreds of withdrawals, or a platform that answers none of their calls, keep nobody's urgent post live.
    name: 'urgent-takedowns',
    anyClock: true,
    everyMs: 1_000,
    run: async (deps) => {
      const rows = await waitingTakedowns(deps.db, deps.clock.now(), BATCH, { asked: true });
      await each(deps, 'urgent-takedowns', rows, 4, ({ schoolId, deliveryId }) =>
        takeDownPost(deps, { schoolId, deliveryId }),
      );
    },
  },
  {
    name: 'takedown-clocks',
    everyMs: 15_000,
    run: async (deps) => {
      const now = deps.clock.now();
      const begin = await takedownsToBegin(deps.db, now, BATCH);
      await each(deps, 'takedown-clocks', begin, 2, ({ schoolId, postId }) =>
        beginRemoval(deps, { schoolId, postId }),
      );
      const late = await lateTakedowns(deps.db, now, BATCH);
      await each(deps, 'takedown-clocks', late, 2, ({ schoolId, postId }) =>
        tellOfLateTakedown(deps, { schoolId, postId }),
      );
    },
  },
  {
    name: 'on-call',
    everyMs: 15_000,
    run: async (deps) => {
      const ask = { at: deps.clock.now(), roles: CALLED_ROLES, limit: BATCH };
      const rows = await takedownsToCall(deps.db, ask);
      await each(deps, 'on-call', rows, 2, ({ schoolId, postId }) => callNext(deps, { schoolId, postId }));
    },
  },
  {
    name: 'breaches-to-decide',
    everyMs: 60_000,
    run: async (deps) => {
      const by = new Date(deps.clock.now().getTime() + REMIND_BEFORE_MS);
      const rows = await breachesToRemind(deps.db, by, BATCH);
      await each(deps, 'breaches-to-decide', rows, 1, ({ schoolId, id }) =>
        remindOfBreach(deps, { schoolId, breachId: id }),
      );
    },
  },
  {
    name: 'removed-by-word',
    everyMs: 60_000,
    run: async (deps) => {
      const now = deps.clock.now().getTime();
      const asked = {
        before: new Date(now - LOOK_AGAIN_EVERY_MS),
        since: new Date(now - LOOK_AGAIN_FOR_MS),
        proved: { from: new Date(now - PROVED_FOR_MS), until: new Date(now - PROVED_AFTER_MS) },
      };
      const rows = await saidToBeGone(deps.db, asked, BATCH);
      await each(deps, 'removed-by-word', rows, 2, (row) => lookAgain(deps, row));
    },
  },
  {
    name: 'pictures-in-other-schools',
    anyClock: true,
    everyMs: 5_000,
    run: async (deps) => {
      const schools = await schoolsToSearch(deps.db);
      await each(deps, 'pictures-in-other-schools', schools, 1, async ({ schoolId, waiting }) => {
        for (let left = waiting; left > 0;) {
          const done = await searchPictures(deps, { schoolId });
          if (done === 0) break;
          left -= done;
        }
      });
    },
  },
  {
    name: 'posts-past-their-time',
    everyMs: 600_000,
    run: async (deps) => {
      const over = await postsPastTheirTime(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'posts-past-their-time', over, 2, (ref) => endStay(deps, ref));
    },
  },
  {
    // Goes through every live post that shows nobody, and finds something after an upgrade only: hence once a day, and at the start.
    name: 'posts-without-last-day',
    everyMs: 86_400_000,
    run: async (deps) => {
      const without = await livePostsWithoutTime(deps.db, BATCH);
      await each(deps, 'posts-without-last-day', without, 2, (ref) => giveRemoveBy(deps, ref));
    },
  },
];
