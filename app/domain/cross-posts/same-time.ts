// Which of the posts made together share the leading one's time: the answer that moves them is the one that the page shows before. Pure.
import type { PostStatus } from '#app/domain/posts/post-status.ts';

interface Placed {
  status: PostStatus;
  dueAt: Date | null;
}

/** It waits for a time, or stands at the very time that the leading post has: it gets the time that the leading one is given. */
export const goesWithLead = (one: Placed, lead: Placed): boolean =>
  one.status === 'approved' ||
  (one.status === 'scheduled' &&
    lead.status === 'scheduled' &&
    one.dueAt !== null &&
    one.dueAt.getTime() === lead.dueAt?.getTime());
