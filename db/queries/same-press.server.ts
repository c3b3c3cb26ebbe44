// Takedowns of posts made together that began with one press: the same moment, the same person or cause, the same leading post. What is
// said of one of them is said of all, and they are one breach, together with what has to come down anew because it was found there again.
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { breachRecords } from '#db/schema/breaches.ts';
import { crossPosts } from '#db/schema/cross-posts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

/** Every takedown of the same press, this one among them, with its account and until when it was live there, by account. */
export const takedownsOfPress = (db: Db, scope: SchoolScope, takedownId: string) =>
  takedownsOfPresses(db, scope, [takedownId]);

/** The same of several at once: each under the id, `of`, of the takedown with whose press it began. */
export async function takedownsOfPresses(db: Db, scope: SchoolScope, takedownIds: readonly string[]) {
  const own = alias(takedowns, 'own');
  const [ownLead, lead] = [alias(crossPosts, 'own_lead'), alias(crossPosts, 'lead')];
  return db
    .select({
      of: own.id,
      takedownId: takedowns.id,
      postId: takedowns.postId,
      deliveryId: takedowns.deliveryId,
      platform: accounts.platform,
      handle: accounts.handle,
      publishedAt: deliveries.publishedAt,
      requestedAt: takedowns.requestedAt,
      endedAt: takedowns.endedAt,
      outcome: takedowns.outcome,
    })
    .from(own)
    .innerJoin(
      takedowns,
      and(
        eq(takedowns.schoolId, own.schoolId),
        eq(takedowns.requestedAt, own.requestedAt),
        eq(takedowns.requestedBy, own.requestedBy),
      ),
    )
    .leftJoin(ownLead, eq(ownLead.postId, own.postId))
    .leftJoin(lead, eq(lead.postId, takedowns.postId))
    .innerJoin(deliveries, eq(deliveries.id, takedowns.deliveryId))
    .innerJoin(accounts, eq(accounts.id, deliveries.accountId))
    .where(
      and(
        eq(own.schoolId, scope.schoolId),
        inArray(own.id, [...takedownIds]),
        sql`coalesce(${ownLead.leadPostId}, ${own.postId}) = coalesce(${lead.leadPostId}, ${takedowns.postId})`,
      ),
    )
    .orderBy(asc(accounts.handle), asc(takedowns.id));
}

type Ended = Pick<typeof takedowns.$inferSelect, 'deliveryId' | 'requestedAt' | 'endedAt' | 'outcome'>;

/** `later` began because what `earlier` had ended for was found there again. */
const isAnew = (later: Ended, earlier: Ended): boolean =>
  later.deliveryId === earlier.deliveryId &&
  earlier.outcome === 'removed' &&
  earlier.endedAt !== null &&
  later.requestedAt > earlier.requestedAt &&
  later.requestedAt >= earlier.endedAt;

/** Every takedown of these deliveries. */
const takedownsOn = (db: Db, scope: SchoolScope, deliveryIds: readonly string[]) =>
  db
    .select()
    .from(takedowns)
    .where(
      and(eq(takedowns.schoolId, scope.schoolId), inArray(takedowns.deliveryId, [...new Set(deliveryIds)])),
    );

/**
 * What takedownsOfPresses gives, for records of breaches: `endedAt` is until when it was really live there, also when it was said to be
 * gone before and was found again; null while it is up.
 */
export async function takedownsOfBreaches(db: Db, scope: SchoolScope, takedownIds: readonly string[]) {
  const presses = await takedownsOfPresses(db, scope, takedownIds);
  const all = await takedownsOn(
    db,
    scope,
    presses.map(({ deliveryId }) => deliveryId),
  );
  return presses.map((one) => {
    const ends = [one, ...all.filter((later) => isAnew(later, one))].map(({ endedAt }) => endedAt);
    const last = Math.max(...ends.map((at) => at?.getTime() ?? Number.POSITIVE_INFINITY));
    return { ...one, endedAt: Number.isFinite(last) ? new Date(last) : null };
  });
}

/**
 * Id of the record of the breach that this press is, when one is open or was; null when there is none. What was found again belongs to
 * the record of the press that had ended before.
 */
export async function breachOfPress(db: Db, scope: SchoolScope, takedownId: string): Promise<string | null> {
  const press = await takedownsOfPress(db, scope, takedownId);
  const all = await takedownsOn(
    db,
    scope,
    press.map(({ deliveryId }) => deliveryId),
  );
  const before = all.filter((earlier) => press.some((one) => isAnew(one, earlier))).map(({ id }) => id);
  const presses = before.length > 0 ? await takedownsOfPresses(db, scope, before) : [];
  const together = [...new Set([...press, ...presses].map((one) => one.takedownId))];
  const [row] = await db
    .select({ id: breachRecords.id })
    .from(breachRecords)
    .where(and(eq(breachRecords.schoolId, scope.schoolId), inArray(breachRecords.takedownId, together)))
    .limit(1);
  return row?.id ?? null;
}
