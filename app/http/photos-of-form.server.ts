// Takes the photos of a form without scripts into a draft, one after another: each is added, or refused in words for itself.
import { receivePhoto } from '#app/domain/photos/receive-photo.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { receivedSentence } from '#app/presenters/uploads.ts';
import { photoIdOf, type TakePhoto } from './photo-form.server.ts';

/**
 * In: who sends, the draft, the form's own key (see photoIdOf). Out: what takes each photo, and the sentences for those
 * that were refused, filled as they come. Errors, while taking: as receivePhoto.
 */
export function takingInto(
  deps: WebDeps,
  person: Person,
  ref: PostRef,
  formKey: string,
): { take: TakePhoto; refusals: string[] } {
  const refusals: string[] = [];
  const take: TakePhoto = async (bytes, index) => {
    const photoId = photoIdOf(formKey, index);
    const received = await receivePhoto(deps, person, ref, { photoId, bytes });
    if (!received.ok) refusals.push(receivedSentence(received.code));
  };
  return { take, refusals };
}
