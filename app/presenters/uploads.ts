// Why an upload was not taken, in words; the same whether a script or a plain form sent it.
import { MAX_PHOTOS } from '#app/domain/checks/photos-ready.ts';
import { photoRefusalSentence } from '#app/domain/photos/photo-refusals.ts';
import type { UploadRefusal } from '#app/domain/uploads/upload-refused.ts';

/** The sentence for a photo that was refused on arrival. */
export function receivedSentence(code: 'empty' | 'too_many_bytes' | 'too_many_photos' | 'no_room'): string {
  if (code === 'no_room')
    return 'There is no room for photos at the moment. Nothing is lost: try again later, and tell the person who looks after Gatepost.';
  if (code !== 'too_many_photos') return photoRefusalSentence(code);
  return `A post holds at most ${MAX_PHOTOS} photos, so this one was not added. Remove one first if you want it instead.`;
}

const BEGIN_AGAIN = 'Choose the photo again and it starts from the beginning.';

/** The sentence for an upload in pieces that cannot begin or go on. */
export function uploadRefusalSentence(code: UploadRefusal): string {
  switch (code) {
    case 'empty':
    case 'too_many_bytes':
    case 'too_many_photos':
      return receivedSentence(code);
    case 'too_many_on_the_way':
      return 'Too many of your photos are still on their way. Let those finish or cancel them first.';
    case 'too_many_pieces':
    case 'expired':
      return `This photo took too long to arrive, so what had come of it was destroyed. ${BEGIN_AGAIN}`;
    case 'wrong_offset':
      return 'More of this photo is here than was thought. It goes on from there.';
    case 'id_taken':
      return `This photo could not be taken. ${BEGIN_AGAIN}`;
    case 'code_full':
      return 'This link has brought all the photos it can. Ask the school for another one.';
    case 'rights_not_said':
      return 'First say on the page who took the photos.';
  }
}
