// What is said on screen of publishing by hand. When it has to stop, the same words stand for every cause: a withdrawal, a pause, somebody's
// stop and a restriction look alike, here and in the notice.
import { isConnected, type Platform } from '#app/domain/accounts/platforms.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';

export const STOP_TITLE = 'Stop. If it is posted, delete it and confirm.';
export const STOP_TEXT =
  'Do not publish this post. Delete its photos and words from your device, then say below what you did. You will not see it here again.';

/** How a post's state is shown: where a person publishes it, it says so, and never that Gatepost did. */
export type ShownStatus = PostStatus | 'gone' | 'late' | 'handed_out' | 'published_by_hand' | 'not_confirmed';

const BY_HAND: Readonly<Partial<Record<PostStatus, ShownStatus>>> = {
  publishing: 'handed_out',
  published: 'published_by_hand',
  unknown: 'not_confirmed',
};

/** The state to show of a post on an account of this platform. */
export const shownStatus = (status: PostStatus, platform: Platform): ShownStatus =>
  isConnected(platform) ? status : (BY_HAND[status] ?? status);

/** How somebody deletes a post there, step by step, after signing in as the account and opening the post. */
export function deletingSteps(platform: Platform): string[] {
  const press = (...steps: string[]) => steps;
  switch (platform) {
    case 'facebook':
      return press(
        'Press the three dots at the top right of the post, then Move to bin.',
        'Open Settings, Activity log, Bin, and delete it there as well: until then Facebook keeps it for 30 days.',
      );
    case 'instagram':
      return press(
        'Press the three dots above the photo, then Delete, then Delete again.',
        'Open Your activity, Recently deleted, and delete it there as well: until then Instagram keeps it for 30 days.',
      );
    case 'threads':
      return press('Press the three dots at the top right of the post, then Delete, then Delete again.');
    case 'linkedin':
      return press('Press the three dots at the top right of the post, then Delete post, then Delete.');
    default:
      return press('Open the menu of the post, then choose Delete, and confirm.');
  }
}
