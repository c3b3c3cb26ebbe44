// Posts given to people to publish by hand, as rows: who has one, which of them people have to be asked about, and which may be opened now.
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, not, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { handOvers } from '#db/schema/hand-overs.ts';
import { users } from '#db/schema/people.ts';
import { posts } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import type { SchoolScope } from './posts.server.ts';
import { toldOfPostSince } from './told-notices.server.ts';

type Db = Database | Tx;
export type HandOverRow = typeof handOvers.$inferSelect;

export async function insertHandOver(db: Tx, row: typeof handOvers.$inferInsert): Promise<HandOverRow> {
  const [inserted] = await db.insert(handOvers).values(row).returning();
  if (!inserted) throw new Error('the hand-over was not stored');
  return inserted;
}

/** The last time the delivery was handed out, or null. The post's row is locked by whoever changes anything. */
export async function lastHandOver(
  db: Db,
  scope: SchoolScope,
  deliveryId: string,
): Promise<HandOverRow | null> {
  const [row] = await db
    .select()
    .from(handOvers)
    .where(and(eq(handOvers.schoolId, scope.schoolId), eq(handOvers.deliveryId, deliveryId)))
    .orderBy(desc(handOvers.attempt))
    .limit(1);
  return row ?? null;
}

export async function changeHandOver(
  db: Tx,
  scope: SchoolScope,
  handOverId: string,
  changes: Partial<typeof handOvers.$inferInsert>,
): Promise<void> {
  await db
    .update(handOvers)
    .set(changes)
    .where(and(eq(handOvers.schoolId, scope.schoolId), eq(handOvers.id, handOverId)));
}

export async function setHandPublisher(
  db: Tx,
  scope: SchoolScope,
  deliveryId: string,
  userId: string | null,
): Promise<void> {
  await db
    .update(deliveries)
    .set({ handPublisherId: userId })
    .where(and(eq(deliveries.schoolId, scope.schoolId), eq(deliveries.id, deliveryId)));
}

/** Every post that is in somebody's hands and about which nothing has been said, in all schools. */
export async function unansweredHandOvers(
  db: Db,
  limit: number,
): Promise<{ schoolId: string; postId: string }[]> {
  return db
    .select({ schoolId: handOvers.schoolId, postId: handOvers.postId })
    .from(handOvers)
    .where(isNull(handOvers.answeredAt))
    .orderBy(asc(handOvers.openedAt))
    .limit(limit);
}

/** Posts that go by hand and have a time: those that may be opened by `at` and of which nobody has been told since then. */
export async function handOversToTell(
  db: Db,
  at: Date,
  defaultMinutes: number,
  limit: number,
): Promise<{ schoolId: string; postId: string }[]> {
  const opens = sql<Date>`${posts.dueAt} - make_interval(mins => coalesce((${schools.settings} ->> 'handOverMinutes')::int, ${defaultMinutes}))`;
  const told = toldOfPostSince(db, 'hand_over_due', opens);
  return db
    .select({ schoolId: posts.schoolId, postId: posts.id })
    .from(posts)
    .innerJoin(schools, eq(schools.id, posts.schoolId))
    .innerJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .where(
      and(
        eq(posts.status, 'scheduled'),
        // No school opens them earlier than a day before, so that the index on due times serves.
        lte(posts.dueAt, new Date(at.getTime() + 86_400_000)),
        eq(deliveries.kind, 'by_hand'),
        sql`greatest(${opens}, ${posts.windowFrom}) <= ${at.toISOString()}::timestamptz`,
        not(told),
      ),
    )
    .orderBy(asc(posts.dueAt))
    .limit(limit);
}

/** What a home page says of publishing by hand: posts in a person's hands, and posts with a time before `dueBefore`. */
export async function handOversOfSchool(db: Db, scope: SchoolScope, dueBefore: Date, limit: number) {
  return db
    .select({
      postId: posts.id,
      status: posts.status,
      words: posts.words,
      dueAt: posts.dueAt,
      accountName: accounts.displayName,
      platform: accounts.platform,
      handPublisherId: deliveries.handPublisherId,
      personId: handOvers.personId,
      personName: users.name,
      expiresAt: handOvers.expiresAt,
      stoppedAt: handOvers.stoppedAt,
    })
    .from(posts)
    .innerJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .leftJoin(handOvers, and(eq(handOvers.deliveryId, deliveries.id), isNull(handOvers.answeredAt)))
    .leftJoin(users, eq(users.id, handOvers.personId))
    .where(
      and(
        eq(posts.schoolId, scope.schoolId),
        inArray(posts.status, ['scheduled', 'publishing', 'unknown']),
        eq(deliveries.kind, 'by_hand'),
        isNotNull(posts.dueAt),
        lte(posts.dueAt, dueBefore),
      ),
    )
    .orderBy(asc(posts.dueAt))
    .limit(limit);
}
