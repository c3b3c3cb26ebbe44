// Makes a process with a session of its own give way to the pages. Linux may share the processor between sessions first
// (sched_autogroup) and heed niceness only within one: a patient process alone in its session then takes as much as the
// web process, its database and all its visitors together.
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** The same as the niceness within the cage, so that it comes to the same with such sessions and without. */
export const SESSION_NICENESS = 10;

/** The kernel takes one such change in 100 ms from all ordinary users together. */
const BETWEEN_TRIES_MS = 130;
const TRIES = 8;

/**
 * In: the id of a process that leads its own session. Out: whether its whole session now gives way; false where sessions
 * are not known (another kernel, no /proc) or the process is gone. Never rejects.
 */
export async function giveWayToOtherSessions(processId: number): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      await writeFile(`/proc/${processId}/autogroup`, String(SESSION_NICENESS));
      return true;
    } catch (error) {
      const isTooSoon = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
      if (!isTooSoon || tries === TRIES) return false;
      await wait(BETWEEN_TRIES_MS, undefined, { ref: false });
    }
  }
}
