// What cannot be done to a photo, or with the boxes and the count of people on it.
import { type RefusalWords, words } from './refusal-words.ts';

export const PHOTO_REFUSALS: Readonly<Record<string, RefusalWords>> = {
  photo_not_ready: words(
    'This photo is still being cleaned and looked at for faces.',
    'It takes a few seconds. Try again then.',
  ),
  original_gone: words(
    'The photo as it was taken has been destroyed, as we promise, so nothing in it can be changed any more.',
    'Remove it from the post and add it again.',
  ),
  box_outside_photo: words('That box reaches outside the photo.', 'Draw it again, inside the photo.'),
  box_too_small: words('That box is too small to be meant.', 'Draw it a little larger.'),
  too_many_boxes: words(
    'We can keep 200 faces and 200 hidden things in one photo, and no more.',
    'Crop the photo, or use another one.',
  ),
  face_not_drawn: words(
    'That box was found by Gatepost, so it stays on the photo.',
    'If it is no face, say “not a face”.',
  ),
  already_there: words('That box is on the photo already.', 'Open the page again to see it.'),
  no_such_picture: words('This photo has no such picture in it.', 'Choose one of those shown.'),
  count_not_a_number: words('That is not a number of people.', 'Type a number, such as 12.'),
  people_changed: words(
    'Somebody changed who is in the photos at the same moment.',
    'Try again: nothing of yours was lost.',
  ),
};
