// The answers about an ordinary photo: a teacher's, on a school device, with nothing in it that has to be looked at twice.
import type { PhotoAnswers } from '#app/domain/photos/about-photo.ts';

export const ORDINARY_PHOTO: PhotoAnswers = {
  activity: 'ordinary',
  background: 'clear',
  premises: 'no',
  logos: 'no',
  pupilWork: 'no',
  takenBy: 'staff',
  device: 'school',
};
