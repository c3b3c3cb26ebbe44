// Says that a photo is another picture than the refused one it looks like (I-15): with a reason, by somebody who may
// know both, and for as long as no more of it is to be seen. Nothing else of the post changes, so it is no edit and voids no approval.
import { insertAllowedPicture, refusedPicturesByIds } from '#db/queries/refused-pictures.server.ts';
import { changeTakedown, openTakedown } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { PostRef } from './load-post-facts.ts';
import { settleRequestsOf } from '#app/domain/removals/settle-requests.ts';
import type { Work } from '#app/domain/work.ts';
import { withLockedPost } from './move-post.ts';
import { contentOf, type PostFacts } from './post-facts.ts';

/** Longest reason, in characters. */
export const MAX_ALLOW_REASON = 500;

/**
 * Allows one photo of a post beside every refused picture it looks like now.
 * Errors: AppError forbidden without `picture.allow`, or with no reason (`reason_missing`) or one too long
 * (`text_too_long`); not_found for a photo of another post, and for one that looks like nothing refused.
 */
export async function allowPicture(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: { postPhotoId: string; reason: string },
): Promise<void> {
  const reason = input.reason.trim();
  if (!reason) throw new AppError('forbidden', 'reason_missing');
  if (reason.length > MAX_ALLOW_REASON) throw new AppError('forbidden', 'text_too_long');
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    requireMay(work.actor, 'picture.allow', ref.schoolId, work.at);
    const photo = found(
      facts.photos.find(({ postPhotoId }) => postPhotoId === input.postPhotoId),
      'photo',
    );
    const index = contentOf(facts).photos.findIndex(({ versionId }) => versionId === photo.version?.id);
    const known = found(
      facts.knownPictures.find((each) => each.photo === index),
      'picture',
    );
    const wordsHash = await keepWords(work, ref.schoolId, reason);
    for (const { id } of await refusedPicturesByIds(work.db, ref, known.pictureIds)) {
      await insertAllowedPicture(work.db, {
        schoolId: ref.schoolId,
        photoId: photo.photoId,
        refusedPictureId: id,
        allowedBy: actor.userId,
        allowedAt: work.at,
      });
      work.record({
        type: 'picture.allowed',
        ...ref,
        photoId: photo.photoId,
        refusedPictureId: id,
        wordsHash,
      });
    }
    await keepLive(work, ref, known.photo, facts);
  });
}

/**
 * A live post that was to come down only because of this photo stays. One whose removal has begun does not come back: what is
 * deleted on a platform cannot be put there again.
 */
async function keepLive(work: Work, ref: PostRef, photo: number, facts: PostFacts): Promise<void> {
  const open = await openTakedown(work.db, ref, ref.postId);
  if (!open?.removesAt || open.foundBy !== 'likeness') return;
  if (facts.knownPictures.some((each) => each.photo !== photo && each.sameness === 'same')) return;
  const outcome = 'another_picture' as const;
  await changeTakedown(work.db, ref, open.id, { endedAt: work.at, outcome, removesAt: null });
  work.record({
    type: 'takedown.ended',
    ...ref,
    takedownId: open.id,
    outcome,
    by: 'person',
  });
  await settleRequestsOf(work, ref);
}
