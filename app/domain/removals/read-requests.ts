// Requests to remove something, as their readers may see them: withdrawals tell who said no, and are for those who keep the record of
// consent; what somebody asked from outside is for everybody who may log it. A restriction makes no request, so none can be read here.
import { transact, type Database } from '#db/client.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import {
  countRemovalRequests,
  findRemovalRequest,
  listRemovalRequests,
  newestOfPupil,
  publishedPosts,
  type RemovalCounts,
  type RemovalRequestRow,
  searchesFor,
} from '#db/queries/removal-requests.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { lastTakedowns } from '#db/queries/takedowns.server.ts';
import { postsInShort, type PostInShort } from '#db/queries/post-lists.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { findCopies } from './find-copies.ts';
import { recentLivePosts } from './recent-posts.ts';

export type { RemovalCounts };

interface Scope {
  schoolId: string;
  trustId: string;
}

/** Requests on one page of the register. */
const ON_A_PAGE = 50;

const kindsFor = (person: Person, schoolId: string, at: Date) => ({
  withdrawals: may(person, 'consent.record', schoolId, at),
});

export const mayReadRequest = (
  person: Person,
  request: Pick<RemovalRequestRow, 'schoolId' | 'decisionId'>,
  at: Date,
): boolean => request.decisionId === null || kindsFor(person, request.schoolId, at).withdrawals;

/** What became of one post of a request. */
export interface RequestedPost {
  postId: string;
  how:
    | 'stopped'
    | 'coming_down'
    /** comes down if it goes out: it is being sent, in somebody's hands, or nobody knows what became of it */
    | 'on_its_way'
    | 'to_look_at'
    | 'by_hand'
    | 'gone'
    | 'never_out'
    | 'another_picture';
  publishedAt: Date | null;
  goneAt: Date | null;
  /** by when it must be gone */
  deadlineAt: Date | null;
  /** null for those who may not read posts */
  post: PostInShort | null;
}

export interface ReadRequest {
  row: RemovalRequestRow;
  posts: RequestedPost[];
  /** when the last of them was gone; null while one is not, or when none was out */
  goneAt: Date | null;
}

export interface RequestPage extends ReadRequest {
  /** for those who may find pupils */
  pupil: { id: string; name: string } | null;
  staff: ReadonlyMap<string, string>;
  /** what a decision to remove would reach, while it is open */
  copies: { postId: string; how: 'named' | 'alike' | 'near'; post: PostInShort | null }[] | null;
  mayDecide: boolean;
  /** it was put aside, and may be taken up again by this person */
  mayTakeUp: boolean;
  /** live posts to choose from while nobody knows which one is meant; null once somebody does, or for those who may not read posts */
  choose: Awaited<ReturnType<typeof recentLivePosts>> | null;
  elsewhere: { waiting: number; found: number; all: number };
}

/** Errors: AppError forbidden without `removal.log`; not_found for another school. */
export async function listRequests(
  db: Database,
  person: Person,
  scope: Scope,
  at: Date,
  { page = 1, newestFirst = false }: { page?: number; newestFirst?: boolean } = {},
): Promise<{ requests: ReadRequest[]; more: boolean; counts: RemovalCounts }> {
  requireMay(person, 'removal.log', scope.schoolId, at);
  const kinds = kindsFor(person, scope.schoolId, at);
  const stretch = { newestFirst, limit: ON_A_PAGE + 1, offset: (page - 1) * ON_A_PAGE };
  const rows = await listRemovalRequests(db, scope, kinds, stretch);
  const requests = await withPosts(db, person, scope.schoolId, rows.slice(0, ON_A_PAGE), at);
  return {
    requests,
    more: rows.length > ON_A_PAGE,
    counts: await countRemovalRequests(db, scope, kinds, at),
  };
}

/** What waits for this person; null for those it is not for. */
export async function requestsWaiting(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<RemovalCounts | null> {
  if (!may(person, 'removal.log', schoolId, at)) return null;
  return countRemovalRequests(db, { schoolId }, kindsFor(person, schoolId, at), at);
}

/** Errors: as {@link listRequests}; not_found also for one that is not this person's to see. */
export async function readRequest(
  db: Database,
  person: Person,
  scope: Scope,
  requestId: string,
  at: Date,
): Promise<RequestPage> {
  requireMay(person, 'removal.log', scope.schoolId, at);
  const row = found(await findRemovalRequest(db, scope, requestId), 'request');
  found(mayReadRequest(person, row, at) || null, 'request');
  const can = (permission: Parameters<typeof may>[1]) => may(person, permission, scope.schoolId, at);
  const pupil = row.pupilId && can('pupil.find') ? await findPupil(db, scope, row.pupilId) : null;
  const ids = [row.recordedBy, row.decidedBy, row.toldBy].filter((id) => id !== null);
  const [read] = await withPosts(db, person, scope.schoolId, [row], at);
  const copies = row.decidedAt ? null : await copiesOf(db, row, can('post.read'));
  return {
    ...found(read, 'request'),
    pupil: pupil && { id: pupil.id, name: pupilName(pupil) },
    staff: await namesOf(db, scope.trustId, ids),
    copies,
    choose:
      copies?.length === 0 && can('post.read') ? await recentLivePosts(db, person, scope.schoolId, at) : null,
    mayDecide: !row.decidedAt && can('post.takeDown'),
    mayTakeUp: row.outcome === 'set_aside' && !row.wordsErasedAt && can('post.takeDown'),
    elsewhere: await searchesFor(db, scope, [...row.heldPostIds, ...row.removedPostIds]),
  };
}

/** The withdrawal of this pupil that was recorded last, while there is somebody to tell of it; null when there is none. */
export async function newestRequestOf(
  db: Database,
  person: Person,
  ref: { schoolId: string; pupilId: string },
  at: Date,
): Promise<string | null> {
  if (!kindsFor(person, ref.schoolId, at).withdrawals) return null;
  const row = await newestOfPupil(db, ref, ref.pupilId);
  const reached = row ? row.heldPostIds.length + row.removedPostIds.length : 0;
  return row && !row.toldAt && reached > 0 ? row.id : null;
}

async function copiesOf(
  db: Database,
  row: RemovalRequestRow,
  readsPosts: boolean,
): Promise<NonNullable<RequestPage['copies']>> {
  const { direct, alike, near } = await transact(db, (tx) => findCopies(tx, row));
  const short = await postsInShort(db, row, [...direct, ...alike, ...near]);
  const list = (ids: readonly string[], how: 'named' | 'alike' | 'near') =>
    ids.map((postId) => ({ postId, how, post: readsPosts ? (short.get(postId) ?? null) : null }));
  return [...list(direct, 'named'), ...list(alike, 'alike'), ...list(near, 'near')];
}

/** The same requests with what became of their posts: as many queries for many as for one. */
async function withPosts(
  db: Database,
  person: Person,
  schoolId: string,
  rows: readonly RemovalRequestRow[],
  at: Date,
): Promise<ReadRequest[]> {
  const scope = { schoolId };
  const removed = [...new Set(rows.flatMap(({ removedPostIds }) => removedPostIds))];
  const takedowns = await lastTakedowns(db, scope, removed);
  const published = await publishedPosts(db, scope, removed);
  const all = [...new Set([...removed, ...rows.flatMap(({ heldPostIds }) => heldPostIds)])];
  const short = may(person, 'post.read', schoolId, at) ? await postsInShort(db, scope, all) : new Map();
  return rows.map((row) => {
    const posts = [...row.heldPostIds, ...row.removedPostIds].map((postId): RequestedPost => {
      const takedown = takedowns.get(postId);
      const publishedAt = published.get(postId)?.publishedAt ?? null;
      const how = row.heldPostIds.includes(postId) ? 'stopped' : howOf(takedown, publishedAt);
      return {
        postId,
        how,
        publishedAt,
        goneAt: how === 'gone' ? (takedown?.endedAt ?? null) : null,
        deadlineAt: takedown?.deadlineAt ?? null,
        post: short.get(postId) ?? null,
      };
    });
    const gone = posts.flatMap(({ goneAt }) => goneAt ?? []);
    const over = posts.every(({ how }) => !NOT_OVER.includes(how));
    return { row, posts, goneAt: over && gone.length > 0 ? new Date(Math.max(...gone.map(Number))) : null };
  });
}

type Takedown = Awaited<ReturnType<typeof lastTakedowns>> extends Map<string, infer T> ? T : never;

const NOT_OVER: readonly RequestedPost['how'][] = ['coming_down', 'on_its_way', 'by_hand', 'to_look_at'];

function howOf(takedown: Takedown | undefined, publishedAt: Date | null): RequestedPost['how'] {
  if (takedown?.endedAt)
    return takedown.outcome === 'never_live'
      ? 'never_out'
      : takedown.outcome === 'another_picture'
        ? 'another_picture'
        : 'gone';
  if (takedown?.byHandSince) return 'by_hand';
  if (!publishedAt) return 'on_its_way';
  return takedown?.removesAt ? 'to_look_at' : 'coming_down';
}
