// What became of a row, in one code: worked out when the import was previewed, and true once it has run.
import type { PupilPlan } from './plan-pupil.ts';

/**
 * `new…`: the pupil was not here before. `…_now`: written at once. `…_waits`: waits for a person. `bare`: ticks without giver or
 * date, which count nowhere. `missing`: on roll here, and not in the file. `problem:<code>`: the row was left out.
 */
export type Fate =
  | 'unchanged'
  | 'bare'
  | 'new'
  | 'new_waits'
  | 'now'
  | 'waits'
  | 'now_waits'
  | 'missing'
  | `problem:${string}`;

/** The fate of a pupil's rows. */
export function fateOf({ pupilId, now, waits, bareKept }: PupilPlan): Fate {
  if (pupilId === null) return waits.length > 0 ? 'new_waits' : 'new';
  if (now.length > 0) return waits.length > 0 ? 'now_waits' : 'now';
  if (waits.length > 0) return 'waits';
  return bareKept > 0 ? 'bare' : 'unchanged';
}
