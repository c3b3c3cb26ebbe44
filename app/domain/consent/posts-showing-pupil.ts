// The posts that show a pupil, by where they stand now: what is stopped, coming down, gone, live. The school office sees how
// many, those who may read posts see which, and those who may know who answered see on which answers each rests.
import type { Database } from '#db/client.server.ts';
import { postsThatShow, type ShowingRow } from '#db/queries/consent.server.ts';
import { type GroundOfPost as Ground, groundsOfPosts } from '#db/queries/posts-of-pupil.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';
import { answersForPupil } from '#app/domain/posts/judge-people.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { ConsentInputs, ConsentResolution } from './consent-types.ts';
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
  platform: Platform;
  handle: string;
  photoCount: number;
  /** when it must be down by; null when nobody asked for that */
  deadlineAt: Date | null;
  sentForApprovalAt: Date | null;
  publishedAt: Date | null;
  removedAt: Date | null;
  /**
   * Ids of the answers it rests on: those it went out on, or, while it is on its way, those it would go out on today. Null for
   * those who may not know who answered.
   */
  restsOn: readonly string[] | null;
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
  const rows = await postsThatShow(db, ref, ref.pupilId);
  const grounds = await groundsOfPosts(
    db,
    ref,
    rows.map(({ id }) => id),
    ref.pupilId,
  );
  const mayKnow = may(person, 'consent.history', ref.schoolId, at);
  const shown = rows.flatMap((row): ShownPost[] => {
    const place = placeOf(row);
    if (!place) return [];
    const ground = grounds.get(row.id);
    const answers = inputs && ground ? answersNow(ground, inputs, at) : null;
    const covered = place !== 'live' || answers?.every(({ verdict }) => verdict !== 'block') === true;
    const decided = covered ? place : ('to_decide' as const);
    const restsOn = mayKnow ? restingOn(decided, ground, answers) : null;
    return [{ ...lineOf(row, ground), place: decided, restsOn }];
  });
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

const lineOf = (
  { id, words, platform, handle, photoCount, deadlineAt, publishedAt }: ShowingRow,
  ground: Ground | undefined,
): Omit<ShownPost, 'place' | 'restsOn'> => ({
  postId: id,
  words,
  platform,
  handle,
  photoCount,
  deadlineAt,
  sentForApprovalAt: ground?.cutAt ?? null,
  publishedAt,
  removedAt: ground?.removedAt ?? null,
});

/** What is said of the pupil in the post, as it is, today. */
function answersNow(
  { content, platform, kind, trip, firstPostAt }: Ground,
  inputs: ConsentInputs,
  at: Date,
): ConsentResolution[] {
  const need = { platform, accountKind: kind, trip: trip && { ...trip, firstPostAt } };
  return answersForPupil(content, inputs, need, [at]);
}

/** What went out keeps what it went out on; what is on its way rests on what holds now, and what is stopped on nothing. */
function restingOn(
  place: Place,
  ground: Ground | undefined,
  answers: readonly ConsentResolution[] | null,
): string[] {
  if (ground && ground.usedDecisionIds.length > 0) return ground.usedDecisionIds;
  if (place !== 'on_its_way') return [];
  return [...new Set((answers ?? []).flatMap(({ decisionIds }) => decisionIds))];
}
