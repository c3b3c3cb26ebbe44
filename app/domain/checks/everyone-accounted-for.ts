// Nobody unlisted slips through: the number of people who can be seen is said, and every one of them is listed (R-62, I-04, I-06).
import { block } from '#app/domain/issues.ts';
import type { Check } from './check.ts';

export const everyoneAccountedForCheck: Check = {
  id: 'I-04',
  stages: ['submit', 'approve', 'gate'],
  run({ content }) {
    return content.photos.flatMap((photo, index) => {
      const context = { photo: index + 1, listed: photo.people.length, counted: photo.headCount ?? -1 };
      if (photo.headCount === null)
        return [block('I-04', 'people_not_counted', `photo:${index}`, 'R-62', context)];
      if (photo.headCount !== photo.people.length)
        return [block('I-06', 'count_differs_from_list', `photo:${index}`, 'R-62', context)];
      return [];
    });
  },
};
