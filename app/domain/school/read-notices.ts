// A person's own notices in one school, and marking them read: the only one who sees them is whom they are for.
import type { Database } from '#db/client.server.ts';
import { countUnread, markRead, noticesFor, type NoticeRow } from '#db/queries/notices.server.ts';
import { aboutPosts } from '#db/queries/post-lists.server.ts';
import type { Person } from '../actor.ts';
import type { Deps } from '../deps.ts';

export const unreadCount = (db: Database, person: Person, schoolId: string): Promise<number> =>
  countUnread(db, { schoolId }, person.userId);

export interface PersonNotice extends NoticeRow {
  /** what the post is about that it tells of; null when it tells of none */
  about: { tripName: string | null; purpose: string } | null;
}

/** The person's newest notices there, read and unread, newest first. */
export async function readNotices(
  db: Database,
  person: Person,
  schoolId: string,
  limit: number,
): Promise<PersonNotice[]> {
  const rows = await noticesFor(db, { schoolId }, person.userId, limit);
  const about = await aboutPosts(
    db,
    { schoolId },
    rows.flatMap(({ postId }) => postId ?? []),
  );
  return rows.map((row) => ({ ...row, about: (row.postId && about.get(row.postId)) || null }));
}

/** Marks the person's own notices read; ids of anybody else's change nothing. */
export async function markNoticesRead(
  deps: Pick<Deps, 'db' | 'clock'>,
  person: Person,
  schoolId: string,
  ids: readonly string[],
): Promise<void> {
  await markRead(deps.db, { schoolId }, person.userId, [...ids], deps.clock.now());
}
