// What is due, taken so that several workers never do one post's work at the same time (PF2).
import { and, asc, eq, inArray, isNull, lte, not, or, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { accountPace } from '#db/schema/pace.ts';
import { posts } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import { schoolPaused } from './pauses.server.ts';

type Db = Database | Tx;

export interface DueDelivery {
  schoolId: string;
  deliveryId: string;
  postId: string;
  accountId: string;
  attempt: number;
  /** from when it counts as late: its time, or the turn it was given among its account's posts */
  countsFrom: Date;
  /** beyond this moment it is missed */
  latest: Date;
  /** least time between two posts of its account, ms */
  spacingMs: number;
  /** nobody else takes it before this moment */
  takenUntil: Date;
}

export interface TakeDue {
  at: Date;
  limit: number;
  /** nobody else takes these before this moment */
  until: Date;
  /** for schools that set none */
  defaults: { latenessMinutes: number; spacingSeconds: number };
  /** this delivery alone, when it is due */
  only?: { schoolId: string; deliveryId: string };
}

/** What it is asked by: moments, how many at most, and what holds for schools that set nothing. */
type Given = Record<'at' | 'until' | 'limit' | 'latenessMinutes' | 'spacingSeconds', Placeholder>;
type One = Record<'schoolId' | 'deliveryId', Placeholder>;

const latestOf = (minutes: Placeholder) =>
  sql<Date>`${posts.dueAt} + make_interval(mins => coalesce((${schools.settings} ->> 'latenessMinutes')::int, ${minutes}))`;

/** Since when nothing but a worker kept it waiting: its time, or the end of the wait that its account's last post began. */
const TURN = sql<Date>`greatest(${posts.dueAt}, ${accountPace.nextSendAt})`.mapWith(posts.dueAt);

function dueNow(db: Db, { at, limit, latenessMinutes, spacingSeconds }: Given, only?: One) {
  const late = sql`${latestOf(latenessMinutes)} < ${at}::timestamptz`;
  const may = or(
    late,
    and(or(isNull(deliveries.retryAt), lte(deliveries.retryAt, at)), not(schoolPaused(db))),
  );
  return db
    .select({
      schoolId: sql<string>`${posts.schoolId}`.as('school'),
      deliveryId: sql<string>`${deliveries.id}`.as('delivery'),
      postId: sql<string>`${posts.id}`.as('post'),
      accountId: sql<string>`${deliveries.accountId}`.as('account'),
      attempt: sql<number>`${deliveries.attempt}`.as('tried'),
      turn: TURN.as('turn'),
      dueAt: sql<Date>`${posts.dueAt}`.mapWith(posts.dueAt).as('due'),
      createdAt: sql<Date>`${posts.createdAt}`.mapWith(posts.createdAt).as('created'),
      spacedTo: sql<Date | null>`case when ${deliveries.lastWhy} = 'spaced' then ${deliveries.retryAt} end`
        .mapWith(deliveries.retryAt)
        .as('spaced_to'),
      spacingMs:
        sql<number>`(1000 * coalesce((${schools.settings} ->> 'spacingSeconds')::int, ${spacingSeconds}))::int`.as(
          'spacing_ms',
        ),
      latest: latestOf(latenessMinutes).mapWith(posts.dueAt).as('latest'),
    })
    .from(posts)
    .innerJoin(schools, eq(schools.id, posts.schoolId))
    .innerJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .leftJoin(
      accountPace,
      and(eq(accountPace.schoolId, deliveries.schoolId), eq(accountPace.accountId, deliveries.accountId)),
    )
    .where(
      and(
        eq(posts.status, 'scheduled'),
        lte(posts.dueAt, at),
        inArray(deliveries.state, ['waiting', 'failed']),
        // What a person publishes is never taken by a worker, except to call it missed.
        or(eq(deliveries.kind, 'api'), late),
        or(isNull(deliveries.leaseUntil), lte(deliveries.leaseUntil, at)),
        may,
        ...(only ? [eq(deliveries.schoolId, only.schoolId), eq(deliveries.id, only.deliveryId)] : []),
      ),
    )
    .orderBy(asc(TURN), asc(posts.dueAt), asc(posts.createdAt))
    .limit(limit);
}

const taking = (db: Db, given: Given, only?: One) => {
  const due = db.$with('due').as(dueNow(db, given, only).for('update', { of: deliveries, skipLocked: true }));
  return db
    .with(due)
    .update(deliveries)
    .set({ leaseUntil: sql`${given.until}::timestamptz` })
    .from(due)
    .where(eq(deliveries.id, due.deliveryId))
    .returning({
      ...{ schoolId: due.schoolId, deliveryId: due.deliveryId, postId: due.postId },
      ...{ accountId: due.accountId, attempt: due.attempt, turn: due.turn },
      ...{ dueAt: due.dueAt, createdAt: due.createdAt },
      ...{ spacedTo: due.spacedTo, spacingMs: due.spacingMs, latest: due.latest },
    });
};

const takeAny = keptSelect((db, given: Given) => taking(db, given));
const takeOne = keptSelect((db, given: Given & One) => taking(db, given, given));

/**
 * Takes due posts for this worker until `until`, first those whose account has had a free turn for longest, so that the many posts of one
 * account keep no other's waiting; those of one account in their order. What another worker has in its hands is passed over, never waited
 * for. A post of a paused school is left where it is until it is too late for it. One statement, which most of the time finds nothing.
 */
export async function takeDue(
  db: Database,
  { at, until, limit, defaults, only }: TakeDue,
): Promise<DueDelivery[]> {
  const asked = { at: at.toISOString(), until: until.toISOString(), limit, ...defaults };
  const rows = await (only ? takeOne(db, { ...asked, ...only }) : takeAny(db, asked));
  const inOrder = rows.sort(
    (a, b) => +a.turn - +b.turn || +a.dueAt - +b.dueAt || +a.createdAt - +b.createdAt,
  );
  return inOrder.map(({ turn: _turn, dueAt, createdAt: _made, spacedTo, ...row }) => ({
    ...row,
    takenUntil: until,
    countsFrom: spacedTo && spacedTo > dueAt ? spacedTo : dueAt,
  }));
}

/** Lets a delivery that was taken and is still waiting be taken again, at `retryAt` at the earliest. */
export async function putBack(
  db: Database,
  due: DueDelivery,
  wait: { retryAt: Date; why: string },
): Promise<void> {
  await db
    .update(deliveries)
    .set({ leaseUntil: null, retryAt: wait.retryAt, lastWhy: wait.why })
    .where(
      and(
        eq(deliveries.schoolId, due.schoolId),
        eq(deliveries.id, due.deliveryId),
        eq(deliveries.attempt, due.attempt),
        inArray(deliveries.state, ['waiting', 'failed']),
      ),
    );
}

/**
 * The same for several at once. Out: the ids of those that were let go; what somebody else has in hand is passed over, so that nobody waits
 * for another in a ring.
 */
export async function putBackTogether(
  db: Database,
  waits: readonly { due: DueDelivery; retryAt: Date; why: string }[],
): Promise<Set<string>> {
  const asked = waits.map(({ due, retryAt, why }) => ({
    ...{ school_id: due.schoolId, id: due.deliveryId, attempt: due.attempt },
    ...{ retry_at: retryAt.toISOString(), why },
  }));
  const free = db
    .$with('free', { id: sql<string>`id`, retryAt: sql<Date>`retry_at`, why: sql<string>`why` })
    .as(
      sql`select d.id, w.retry_at, w.why from json_to_recordset(${JSON.stringify(asked)}::json)
        as w(school_id uuid, id uuid, attempt int, retry_at timestamptz, why text)
        join ${deliveries} d on d.school_id = w.school_id and d.id = w.id and d.attempt = w.attempt
        where d.state in ('waiting', 'failed') for update of d skip locked`,
    );
  const rows = await db
    .with(free)
    .update(deliveries)
    .set({ leaseUntil: null, retryAt: sql`free.retry_at`, lastWhy: sql`free.why` })
    .from(free)
    .where(sql`${deliveries.id} = free.id`)
    .returning({ id: deliveries.id });
  return new Set(rows.map(({ id }) => id));
}

/** Lets deliveries that were taken and not begun be taken again at once. What was begun, or taken by another since, is not touched. */
export async function giveBack(db: Database, taken: readonly DueDelivery[]): Promise<void> {
  const mine = taken.map(({ schoolId, deliveryId, attempt, takenUntil }) =>
    and(
      eq(deliveries.schoolId, schoolId),
      eq(deliveries.id, deliveryId),
      eq(deliveries.attempt, attempt),
      eq(deliveries.leaseUntil, takenUntil),
    ),
  );
  await db
    .update(deliveries)
    .set({ leaseUntil: null })
    .where(and(inArray(deliveries.state, ['waiting', 'failed']), or(...mine)));
}
