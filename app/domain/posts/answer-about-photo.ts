// Answers what is asked about one photo beside who is in it; what is the same for all photos of the post may be answered
// for all of them with one press (I-10, I-11, I-12, I-14, I-16).
import { setPlace } from '#db/queries/post-photos.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { type PhotoAnswers, sharedAnswers, withAnswers } from '#app/domain/photos/about-photo.ts';
import { editPost } from './edit-post.ts';
import type { PostRef } from './load-post-facts.ts';
import { hashOf } from './post-digest.ts';

export interface AboutPhotoInput {
  postPhotoId: string;
  /** the whole form: what is absent is not answered any more */
  answers: PhotoAnswers;
  /** whose photo it is and where copies are goes for every photo of the post */
  forAll: boolean;
}

/**
 * Replaces the answers about one photo. Others' answers to other photos stay, so no version is asked for.
 * Errors: as editPost; AppError not_found for a photo of another post (R-06).
 */
export async function answerAboutPhoto(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  { postPhotoId, answers, forAll }: AboutPhotoInput,
): Promise<{ version: number }> {
  return editPost(deps, actor, ref, undefined, async (work, facts) => {
    found(facts.photos.find((photo) => photo.postPhotoId === postPhotoId) ?? null, 'photo');
    const own = withAnswers({}, answers);
    const fields: string[] = [];
    for (const photo of facts.photos) {
      const here = photo.postPhotoId === postPhotoId;
      if (!here && !forAll) continue;
      const about = here ? own : withAnswers(photo.about, sharedAnswers(own));
      if (hashOf(about) === hashOf(photo.about)) continue;
      await setPlace(work.db, ref, photo.postPhotoId, { about });
      fields.push('about_photo');
    }
    return { fields };
  });
}
