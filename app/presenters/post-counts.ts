// A school's posts as numbers, for those who may know states and counts and nothing more.
import type { PostStatus } from '#app/domain/posts/post-status.ts';

/** States that mean the same to somebody who only counts. */
const GROUPS: readonly { label: string; statuses: readonly PostStatus[]; alarm?: true }[] = [
  { label: 'Being written', statuses: ['draft', 'changes_requested'] },
  { label: 'Waiting for approval', statuses: ['in_review'] },
  { label: 'Approved, no time yet', statuses: ['approved'] },
  { label: 'Scheduled', statuses: ['scheduled', 'publishing'] },
  { label: 'Live', statuses: ['published'] },
  { label: 'Held', statuses: ['held'], alarm: true },
  { label: 'Missed, failed or unclear', statuses: ['missed', 'failed', 'unknown'], alarm: true },
  { label: 'Coming down, or still up', statuses: ['takedown_requested', 'takedown_failed'], alarm: true },
  { label: 'Taken down', statuses: ['taken_down'] },
  { label: 'Ended without going out', statuses: ['rejected', 'cancelled'] },
];

export interface CountRow {
  label: string;
  count: number;
  /** somebody at the school should be looking at these */
  alarm: boolean;
}

export function countRows(counts: ReadonlyMap<PostStatus, number>): CountRow[] {
  return GROUPS.map(({ label, statuses, alarm }) => {
    const count = statuses.reduce((sum, status) => sum + (counts.get(status) ?? 0), 0);
    return { label, count, alarm: alarm === true && count > 0 };
  });
}

/** One line of the groups that have posts: "2 waiting for approval, 1 held"; "No posts yet". */
export function countWords(counts: ReadonlyMap<PostStatus, number>): string {
  const some = countRows(counts).filter(({ count }) => count > 0);
  if (some.length === 0) return 'No posts yet';
  return some
    .map(({ label, count }) => `${count} ${label.charAt(0).toLowerCase()}${label.slice(1)}`)
    .join(', ');
}
