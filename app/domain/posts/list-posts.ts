// The lists that a home page is made of, each only for those who may act on it or must know of it.
import type { Database } from '#db/client.server.ts';
import {
  countByStatus,
  editorsOfPosts,
  type ListedRow,
  listPosts,
  openHoldCauses,
} from '#db/queries/post-lists.server.ts';
import { openTakedowns } from '#db/queries/takedowns-to-see-to.server.ts';
import { tripsByIds } from '#db/queries/trips.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import { dayBounds } from '#app/domain/school/school-clock.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { onlyApproverOf } from '#app/domain/trips/trip-posts.ts';
import { EDITABLE, type PostStatus } from './post-status.ts';
import { type ApprovalBar, approvalBar } from './who-may-approve.ts';

export type OpenTakedown = Awaited<ReturnType<typeof openTakedowns>>[number];
export type { ListedRow } from '#db/queries/post-lists.server.ts';

/** A list is null for those it is not for. */
export interface HomeLists {
  /** what the person wrote and is not over, newest change first */
  own: ListedRow[] | null;
  /** what waits for approval, with why this person may not give it (null = may) */
  waiting: { post: ListedRow; bar: ApprovalBar | null }[] | null;
  held: { post: ListedRow; causes: string[] }[] | null;
  /** approved, with no time yet */
  toPlace: ListedRow[] | null;
  /** missed, failed, perhaps live, or still up although it should not be */
  trouble: ListedRow[] | null;
  /** every takedown that has not ended, the soonest deadline first */
  comingDown: OpenTakedown[] | null;
  /** due from now until the end of the seventh day */
  placed: ListedRow[] | null;
  liveToday: ListedRow[] | null;
}

const OWN: readonly PostStatus[] = [
  'changes_requested',
  'draft',
  'in_review',
  'held',
  'approved',
  'scheduled',
  'publishing',
  'unknown',
  'missed',
  'failed',
  'published',
  'rejected',
  'takedown_requested',
  'takedown_failed',
  'taken_down',
];

/** Reads the lists for one person at one school. Nothing here may be decided on; use cases look again under lock. */
export async function readHomeLists(
  db: Database,
  person: Person,
  school: Pick<OwnSchool, 'id' | 'zone' | 'roles'>,
  at: Date,
): Promise<HomeLists> {
  const scope = { schoolId: school.id };
  const can = (permission: Parameters<typeof may>[1]) => may(person, permission, school.id, at);
  const when = <T>(permitted: boolean, read: () => Promise<T>): Promise<T | null> =>
    permitted ? read() : Promise.resolve(null);
  const list = (statuses: readonly PostStatus[], order: 'oldest' | 'soonest' | 'newest', limit = 30) =>
    listPosts(db, scope, { statuses, order, limit });
  const today = dayBounds(at, school.zone);
  const approves = can('post.approve') || school.roles.has('deputy');
  const stops = can('post.takeDown');
  return {
    own: await when(can('post.draft'), () =>
      listPosts(db, scope, {
        ...{ authorId: person.userId, statuses: OWN, order: 'newest', limit: 12 },
        ofSeveral: 'leading',
      }),
    ),
    waiting: await when(approves, () => readWaiting(db, person, scope, at)),
    held: await when(stops, async () => {
      const rows = await list(['held'], 'oldest');
      const causes = await openHoldCauses(
        db,
        scope,
        rows.map(({ id }) => id),
      );
      return rows.map((post) => ({ post, causes: causes.get(post.id) ?? [] }));
    }),
    toPlace: await when(can('post.schedule'), () =>
      listPosts(db, scope, {
        ...{ statuses: ['approved'], order: 'oldest', limit: 30 },
        ofSeveral: 'not_yet_with_lead',
      }),
    ),
    trouble: await when(can('post.settle'), () =>
      list(['takedown_failed', 'unknown', 'missed', 'failed'], 'soonest'),
    ),
    comingDown: await when(stops, () => openTakedowns(db, scope, 30)),
    placed: await when(can('post.schedule'), () =>
      listPosts(db, scope, {
        statuses: ['scheduled', 'publishing'],
        dueBefore: dayBounds(at, school.zone, 7).until,
        order: 'soonest',
        limit: 30,
      }),
    ),
    liveToday: await when(stops, () =>
      listPosts(db, scope, {
        statuses: ['published'],
        dueFrom: today.from,
        dueBefore: today.until,
        order: 'soonest',
        limit: 20,
      }),
    ),
  };
}

/** What this person is still writing at one school, newest change first. */
export const readOwnDrafts = (db: Database, person: Person, schoolId: string): Promise<ListedRow[]> =>
  listPosts(db, { schoolId }, { authorId: person.userId, statuses: EDITABLE, order: 'newest', limit: 12 });

/** Waiting posts: those whose days run out first, then the longest waiting; what this person cannot decide comes last. */
async function readWaiting(db: Database, person: Person, scope: { schoolId: string }, at: Date) {
  const rows = await listPosts(db, scope, {
    ...{ statuses: ['in_review'], order: 'oldest', limit: 50 },
    ofSeveral: 'leading',
  });
  const editors = await editorsOfPosts(
    db,
    scope,
    rows.map(({ id }) => id),
  );
  const trips = await tripsByIds(
    db,
    scope,
    rows.flatMap(({ tripId }) => tripId ?? []),
  );
  const soon = new Date(at.getTime() + 2 * 86_400_000);
  const urgent = (post: ListedRow): number =>
    post.windowUntil < soon ? post.windowUntil.getTime() : Infinity;
  return rows
    .map((post) => {
      const { authorId, submittedBy } = post;
      const trip = trips.find(({ id }) => id === post.tripId) ?? null;
      const onlyApprover = onlyApproverOf(trip, post.windowFrom, at);
      const parties = {
        ...{ ...scope, authorId, submittedBy, onlyApprover },
        editors: editors.get(post.id) ?? [],
      };
      return { post, bar: approvalBar(person, parties, at) };
    })
    .sort((a, b) => Number(a.bar !== null) - Number(b.bar !== null) || urgent(a.post) - urgent(b.post) || 0);
}

/** How many posts wait for this very person's decision; 0 for everybody who never decides. */
export async function countWaiting(
  db: Database,
  person: Person,
  scope: { schoolId: string },
  at: Date,
): Promise<number> {
  if (!may(person, 'post.approve', scope.schoolId, at)) return 0;
  const waiting = await readWaiting(db, person, scope, at);
  return waiting.filter(({ bar }) => bar === null).length;
}

/** How many posts stand in each state: all that somebody of the trust may know of a school. */
export const countPosts = (db: Database, schoolId: string): Promise<Map<PostStatus, number>> =>
  countByStatus(db, { schoolId });
