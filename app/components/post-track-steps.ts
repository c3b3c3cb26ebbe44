// Where each state of a post stands on the small picture of its way, and the word for it. Pure, so that a list,
// a calendar and the post's own page can never disagree.
import type { ShownStatus } from '#app/presenters/hand-over-words.ts';

export type { ShownStatus };

/** `goes-on` green, `needs-you` amber, `stopped` red, `over` grey: each with its own shape as well. */
export type TrackTone = 'goes-on' | 'needs-you' | 'stopped' | 'over';

export interface TrackPlace {
  /** The step it stands on, 0 draft to 5 live. */
  at: number;
  /** False when it is on its way; true when the way is broken here. */
  broken: boolean;
  /** True when the step it stands on is itself complete (live). */
  arrived: boolean;
  tone: TrackTone;
  word: string;
}

/** The six steps. `head` is the school's own word: head, principal, head of school. */
export function trackSteps(head: string): string[] {
  return ['Draft', 'Checked', `With the ${head}`, 'Approved', 'Scheduled', 'Live'];
}

const PLACES: Record<ShownStatus, Omit<TrackPlace, 'arrived'> & { arrived?: boolean }> = {
  draft: { at: 0, broken: false, tone: 'over', word: 'Draft' },
  in_review: { at: 2, broken: false, tone: 'goes-on', word: '' },
  changes_requested: { at: 2, broken: true, tone: 'needs-you', word: 'Sent back' },
  rejected: { at: 2, broken: true, tone: 'stopped', word: 'Not approved' },
  approved: { at: 3, broken: false, tone: 'goes-on', word: 'Approved' },
  scheduled: { at: 4, broken: false, tone: 'goes-on', word: 'Scheduled' },
  late: { at: 4, broken: true, tone: 'needs-you', word: 'Late' },
  publishing: { at: 5, broken: false, tone: 'goes-on', word: 'Going out now' },
  published: { at: 5, broken: false, arrived: true, tone: 'goes-on', word: 'Live' },
  gone: { at: 5, broken: true, tone: 'needs-you', word: 'Not there any more' },
  handed_out: { at: 5, broken: false, tone: 'needs-you', word: 'Open to publish by hand' },
  published_by_hand: { at: 5, broken: false, arrived: true, tone: 'goes-on', word: 'Published by hand' },
  not_confirmed: { at: 5, broken: true, tone: 'needs-you', word: 'Not confirmed' },
  failed: { at: 5, broken: true, tone: 'stopped', word: 'Did not go out' },
  unknown: { at: 5, broken: true, tone: 'needs-you', word: 'May be live' },
  missed: { at: 5, broken: true, tone: 'needs-you', word: 'Missed its time' },
  held: { at: 3, broken: true, tone: 'stopped', word: 'Held' },
  takedown_requested: { at: 5, broken: true, tone: 'needs-you', word: 'Coming down' },
  taken_down: { at: 5, broken: true, tone: 'over', word: 'Taken down' },
  takedown_failed: { at: 5, broken: true, tone: 'stopped', word: 'Still up' },
  cancelled: { at: 0, broken: true, tone: 'over', word: 'Cancelled' },
};

/**
 * Places one state on the way.
 * @param reached how far a held or cancelled post had come, 0 to 5, when the caller knows
 */
export function trackPlace(status: ShownStatus, head: string, reached?: number): TrackPlace {
  const place = PLACES[status];
  const moves = reached !== undefined && (status === 'held' || status === 'cancelled');
  return {
    ...place,
    arrived: place.arrived ?? false,
    at: moves ? reached : place.at,
    word: place.word || `With the ${head}`,
  };
}
