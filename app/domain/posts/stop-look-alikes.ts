// What becomes of posts with a photo that looks like one that somebody said no to, whoever is said to be in it (I-15, R-85): what has
// not gone out is held; what is live comes down, at once when it is the very same picture, else after a while in which somebody may
// look; what only resembles it is pointed out.
import { allowedPicturesOf } from '#db/queries/refused-pictures.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { Work } from '#app/domain/work.ts';
import { readFactsToStop } from './load-post-facts.ts';
import type { AlikePhoto } from './look-alikes.ts';
import type { Looks } from './looks-of-posts.ts';
import type { PostFacts } from './post-facts.ts';
import type { RefusedVersion } from './refuse-pictures.ts';
import { openRemoval } from './request-takedown.ts';
import { isSent, stopBeforeSending } from './stop-before-sending.ts';
import { lookUntil, takedownDeadline } from './takedown-deadline.ts';

export interface RefusedPicture extends RefusedVersion {
  /** the post it was refused in, and the photo there; absent when that was in another school */
  postId?: string;
  photoId?: string | undefined;
  /** what is live comes down too; false when whoever said no lets it stay */
  alsoLive: boolean;
}

export interface LookAlikesStopped {
  held: string[];
  comingDown: string[];
  inFlight: string[];
  toDecide: string[];
  cannotRecall: string[];
}

interface Found {
  sameness: AlikePhoto['sameness'];
  alsoLive: boolean;
}

const WEIGHT = { near: 0, same: 1, unchanged: 2 } as const;
const WAITING: readonly string[] = ['in_review', 'approved', 'scheduled', 'held', 'publishing'];
const LIVE: readonly string[] = ['publishing', 'unknown', 'published', 'takedown_failed'];

/**
 * Deals with the posts of `alike`, which are locked. `refused`: the pictures that were refused just now; a pair that somebody has
 * found to be two pictures is left alone. `dealtWith`: posts that the same change has reached already. `judged`: photos of posts, as
 * `photoIn` writes them, in which the record shows the person: of the very photo that was refused, what it says for that post counts.
 */
export async function stopLookAlikes(
  deps: Deps,
  work: Work,
  schoolId: string,
  of: {
    alike: Looks;
    refused: readonly RefusedPicture[];
    dealtWith: ReadonlySet<string>;
    judged: ReadonlySet<string>;
  },
): Promise<LookAlikesStopped> {
  const stopped: LookAlikesStopped = {
    held: [],
    comingDown: [],
    inFlight: [],
    toDecide: [],
    cannotRecall: [],
  };
  for (const [postId, found] of await foundPosts(work, schoolId, of)) {
    const facts = await readFactsToStop(work.db, { schoolId, postId }, work.at);
    await stopOne(deps, work, facts, found, stopped);
  }
  return stopped;
}

/** One submitted photo of one post. */
export const photoIn = ({ postId, versionId }: Pick<AlikePhoto, 'postId' | 'versionId'>): string =>
  `${postId} ${versionId}`;

/** The worst that was found of each post, in the order of their locks. */
async function foundPosts(
  work: Work,
  schoolId: string,
  { alike, refused, dealtWith, judged }: Parameters<typeof stopLookAlikes>[3],
): Promise<[string, Found][]> {
  const pairs = refused.flatMap((picture) =>
    (alike.byVersion.get(picture.versionId) ?? [])
      .filter((photo) => photo.postId !== picture.postId && !dealtWith.has(photo.postId))
      .filter((photo) => photo.photoId !== picture.photoId || !judged.has(photoIn(photo)))
      .map((photo) => ({ picture, photo })),
  );
  const photoIds = [...new Set(pairs.map(({ photo }) => photo.photoId))];
  const allowed = new Set(
    (await allowedPicturesOf(work.db, { schoolId }, photoIds)).map(
      ({ photoId, refusedPictureId }) => `${photoId} ${refusedPictureId}`,
    ),
  );
  const found = new Map<string, Found>();
  for (const { picture, photo } of pairs) {
    if (allowed.has(`${photo.photoId} ${picture.id}`)) continue;
    const before = found.get(photo.postId);
    const worse = !before || WEIGHT[photo.sameness] > WEIGHT[before.sameness];
    found.set(photo.postId, {
      sameness: worse ? photo.sameness : before.sameness,
      alsoLive: picture.alsoLive || (before?.alsoLive ?? false),
    });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

async function stopOne(
  deps: Deps,
  work: Work,
  facts: PostFacts,
  { sameness, alsoLive }: Found,
  stopped: LookAlikesStopped,
): Promise<void> {
  const { id: postId, status } = facts.post;
  const sent = isSent(facts);
  if (!sent && WAITING.includes(status)) {
    // What only resembles it is pointed out to everybody who decides on the post, by the check itself.
    if (sameness === 'near') return;
    await stopBeforeSending(work, facts, 'looks_alike');
    stopped.held.push(postId);
    return;
  }
  if (!alsoLive || !LIVE.includes(status)) return;
  if (sameness === 'near') {
    await pointOut(work, facts);
    stopped.toDecide.push(postId);
    return;
  }
  const removesAt =
    sameness === 'same' ? lookUntil(work.at, takedownDeadline(work.at, facts.school.zone)) : null;
  await openRemoval(deps, work, facts, 'permission_changed', { by: 'likeness', removesAt });
  (status === 'published' || status === 'takedown_failed' ? stopped.comingDown : stopped.inFlight).push(
    postId,
  );
  stopped.cannotRecall.push(postId);
}

/** Somebody who may take it down is asked to look. */
async function pointOut(work: Work, facts: PostFacts): Promise<void> {
  const { schoolId, id: postId } = facts.post;
  for (const userId of await peopleWithRole(work.db, { schoolId }, ['comms_lead', 'headteacher'], work.at))
    work.notify({ schoolId, userId, kind: 'picture_alike', postId });
}
