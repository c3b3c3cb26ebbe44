// Somebody has looked at the whole photo for names on work, badges, screens and plates, and said what can be seen (I-11,
// Where nothing at all has been answered about a photo, this check alone says so.
import { block } from '#app/domain/issues.ts';
import { nothingAnswered, partsMissing } from '#app/domain/photos/about-photo.ts';
import type { Check } from './check.ts';

export const lookedCloselyCheck: Check = {
  id: 'I-11',
  stages: ['submit', 'approve', 'gate'],
  run({ content }) {
    return content.photos.flatMap(({ about = {} }, index) => {
      if (!partsMissing(about).includes('look')) return [];
      const code = nothingAnswered(about) ? 'about_missing' : 'look_missing';
      return [block('I-11', code, `photo:${index}`, 'R-35', { photo: index + 1 })];
    });
  },
};
