// What permissions that were taken back have stopped, and what is coming down for them, most urgent first: for those who see to it
// that it is gone. Whose permission, and why, is not told; a withdrawal, a refusal and a restriction are one and the same here.
import type { Database } from '#db/client.server.ts';
import { countGone, postsComingDown, postsStopped } from '#db/queries/surge.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Person } from '#app/domain/actor.ts';
import { dayBounds } from '#app/domain/school/school-clock.ts';
import { requireMay } from './may-here.ts';

export interface ComingDown {
  postId: string;
  words: string;
  platform: Platform;
  handle: string;
  photoCount: number;
  deadlineAt: Date;
  /** `by_hand`: Gatepost cannot do it. `late`: its time is over. `in_the_air`: it may not have arrived yet. `removing`: it is being removed */
  urgency: (typeof URGENCIES)[number];
}

/** Worst first. */
export const URGENCIES = ['by_hand', 'late', 'in_the_air', 'removing'] as const;

export interface Stopped {
  postId: string;
  words: string;
  platform: Platform;
  handle: string;
  photoCount: number;
  /** when it was to go out; null when it had no time yet */
  dueAt: Date | null;
}

export interface LostPermission {
  comingDown: ComingDown[];
  stopped: Stopped[];
  /** removed since this morning */
  goneToday: number;
}

/** Errors: AppError forbidden without `post.takeDown`; not_found for another school. */
export async function readLostPermission(
  db: Database,
  person: Person,
  school: { id: string; zone: string },
  at: Date,
): Promise<LostPermission> {
  requireMay(person, 'post.takeDown', school.id, at);
  const scope = { schoolId: school.id };
  const comingDown = (await postsComingDown(db, scope)).map(
    ({ id, words, platform, handle, photoCount, deadlineAt, status, byHandSince }): ComingDown => ({
      postId: id,
      ...{ words, platform, handle, photoCount, deadlineAt },
      urgency:
        status === 'takedown_failed' || byHandSince
          ? 'by_hand'
          : deadlineAt < at
            ? 'late'
            : status === 'publishing' || status === 'unknown'
              ? 'in_the_air'
              : 'removing',
    }),
  );
  const rank = ({ urgency }: ComingDown): number => URGENCIES.indexOf(urgency);
  return {
    // The query's own order, by deadline, stays within each urgency.
    comingDown: comingDown.sort((a, b) => rank(a) - rank(b)),
    stopped: (await postsStopped(db, scope)).map(({ id, words, platform, handle, photoCount, dueAt }) => ({
      postId: id,
      ...{ words, platform, handle, photoCount, dueAt },
    })),
    goneToday: await countGone(db, scope, dayBounds(at, school.zone).from),
  };
}
