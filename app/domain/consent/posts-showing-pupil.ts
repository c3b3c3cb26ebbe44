// The posts that show a pupil, by where they stand now: what is stopped, coming down, gone, live. The school office sees how
// many, those who may read posts see which.
import type { Database } from '#db/client.server.ts';
import { postsThatShow, type ShowingRow } from '#db/queries/consent.server.ts';
import { findPost } from '#db/queries/posts.server.ts';
import { findRevision } from '#db/queries/revisions.server.ts';
import { findAccount } from '#db/queries/schools.server.ts';
import { firstPostOfTrip } from '#db/queries/trips.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { answersForPupil } from '#app/domain/posts/judge-people.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { ConsentInputs } from './consent-types.ts';
import { type ConsentSchool, loadConsentInputs } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import type { PupilRef } from './read-pupil-consent.ts';

export const PLACES = [
  'stopped',
  'coming_down',
  'needs_a_person',
  'in_the_air',
  'to_decide',
  'gone',
  'live',
  'on_its_way',
] as const;
/**
 * `needs_a_person`: should be down and is not. `in_the_air`: being sent, or perhaps sent, and removed as soon as it is found.
 * `to_decide`: live, and what it rested on is no more. Drafts have no place: they are asked about everything when they are
 * sent for approval.
 */
export type Place = (typeof PLACES)[number];

export interface ShownPost {
  postId: string;
  place: Place;
  words: string;
  handle: string;
  photoCount: number;
  /** when it must be down by; null when nobody asked for that */
  deadlineAt: Date | null;
}

export interface PupilPosts {
  counts: Readonly<Record<Place, number>>;
  /** null for those who may not read posts */
  posts: ShownPost[] | null;
  /** by when everything that comes down must be down; null when nothing does */
  deadlineAt: Date | null;
  /** at least one of them was in public: copies that others made cannot be called back */
  wasPublic: boolean;
}

const PLACE_OF: Partial<Record<PostStatus, Place>> = {
  in_review: 'on_its_way',
  approved: 'on_its_way',
  scheduled: 'on_its_way',
  publishing: 'in_the_air',
  unknown: 'in_the_air',
  held: 'stopped',
  published: 'live',
  takedown_requested: 'coming_down',
  takedown_failed: 'needs_a_person',
  taken_down: 'gone',
};

/** Errors: AppError forbidden without `pupil.find`; not_found for another school. */
export async function postsShowingPupil(
  db: Database,
  person: Person,
  school: ConsentSchool,
  ref: PupilRef,
  at: Date,
): Promise<PupilPosts> {
  requireMay(person, 'pupil.find', ref.schoolId, at);
  const inputs = (await loadConsentInputs(db, ref, school, [ref.pupilId])).get(ref.pupilId);
  const shown: ShownPost[] = [];
  const rows = await postsThatShow(db, ref, ref.pupilId);
  for (const row of rows) {
    const place = placeOf(row);
    if (!place) continue;
    const covered = place !== 'live' || (inputs !== undefined && (await isCovered(db, ref, row, inputs, at)));
    shown.push({ ...lineOf(row), place: covered ? place : 'to_decide' });
  }
  const deadlines = shown.flatMap(({ deadlineAt }) => deadlineAt ?? []);
  return {
    counts: Object.fromEntries(
      PLACES.map((place) => [place, shown.filter((post) => post.place === place).length]),
    ) as Record<Place, number>,
    posts: may(person, 'post.read', ref.schoolId, at) ? shown : null,
    deadlineAt: deadlines.length > 0 ? new Date(Math.max(...deadlines.map(Number))) : null,
    wasPublic: rows.some(({ publishedAt, status }) => publishedAt !== null || status === 'unknown'),
  };
}

/** Something that is being sent with everybody's permission is simply on its way. */
const placeOf = ({ status, removalWantedAt }: ShowingRow): Place | undefined =>
  PLACE_OF[status] === 'in_the_air' && !removalWantedAt ? 'on_its_way' : PLACE_OF[status];

const lineOf = ({ id, words, handle, photoCount, deadlineAt }: ShowingRow): Omit<ShownPost, 'place'> => ({
  postId: id,
  words,
  handle,
  photoCount,
  deadlineAt,
});

/** Whether the pupil may still be shown in a live post, as it is, today. */
async function isCovered(
  db: Database,
  ref: PupilRef,
  row: ShowingRow,
  inputs: ConsentInputs,
  at: Date,
): Promise<boolean> {
  const post = await findPost(db, ref, row.id);
  const revision = post?.revisionId ? await findRevision(db, ref, post.revisionId) : null;
  if (!post || !revision) return false;
  const trip = post.tripId
    ? { id: post.tripId, firstPostAt: await firstPostOfTrip(db, ref, post.tripId) }
    : null;
  const { platform, kind } = found(await findAccount(db, ref, post.accountId), 'account');
  const answers = answersForPupil(revision.content, inputs, { platform, accountKind: kind, trip }, [at]);
  return answers.every(({ verdict }) => verdict !== 'block');
}
