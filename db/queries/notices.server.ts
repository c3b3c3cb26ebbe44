// Notices: written with the change they tell of, read by the one person they are for.
import { and, desc, eq, gte, inArray, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { notices } from '#db/schema/notices.ts';
import type { NoticeDraft, NoticeKind } from '#app/domain/notices.ts';

export type NoticeRow = typeof notices.$inferSelect;

export async function insertNotices(db: Tx, drafts: readonly NoticeDraft[], at: Date): Promise<void> {
  if (drafts.length === 0) return;
  await db.insert(notices).values(drafts.map((draft) => ({ ...draft, createdAt: at })));
}

/** A person's newest notices in a school, unread first. */
export async function noticesFor(
  db: Database | Tx,
  scope: { schoolId: string },
  userId: string,
  limit: number,
): Promise<NoticeRow[]> {
  return db
    .select()
    .from(notices)
    .where(and(eq(notices.schoolId, scope.schoolId), eq(notices.userId, userId)))
    .orderBy(desc(notices.createdAt))
    .limit(limit);
}

export async function countUnread(
  db: Database | Tx,
  scope: { schoolId: string },
  userId: string,
): Promise<number> {
  return db.$count(
    notices,
    and(eq(notices.schoolId, scope.schoolId), eq(notices.userId, userId), isNull(notices.readAt)),
  );
}

export async function markRead(
  db: Database | Tx,
  scope: { schoolId: string },
  userId: string,
  ids: string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(notices)
    .set({ readAt: at })
    .where(
      and(
        eq(notices.schoolId, scope.schoolId),
        eq(notices.userId, userId),
        inArray(notices.id, ids),
        isNull(notices.readAt),
      ),
    );
}

/** Whether anybody at the school was told this, which is about no post, since then: what comes again by itself is not said every day. */
export async function noticedSince(
  db: Database | Tx,
  scope: { schoolId: string },
  kind: NoticeKind,
  since: Date,
): Promise<boolean> {
  const told = and(
    eq(notices.schoolId, scope.schoolId),
    eq(notices.kind, kind),
    gte(notices.createdAt, since),
    isNull(notices.postId),
  );
  return (await db.$count(notices, told)) > 0;
}
