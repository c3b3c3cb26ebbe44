// A picture that was taken down, refused or withdrawn does not come back by another door (I-15). What is said of it tells
// neither why nor of whom.
import { block, warn } from '#app/domain/issues.ts';
import type { Check } from './check.ts';

export const knownPictureCheck: Check = {
  id: 'I-15',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts }) {
    return facts.knownPictures.map(({ photo, sameness }) =>
      sameness === 'same'
        ? block('I-15', 'picture_known', `photo:${photo}`, 'F-10', { photo: photo + 1 })
        : warn('I-15', 'picture_nearly_known', `photo:${photo}`, 'F-10', { photo: photo + 1 }),
    );
  },
};
