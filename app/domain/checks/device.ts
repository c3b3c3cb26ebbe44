// On what it was taken, and whether copies are left on anybody's own phone (I-16, R-71). Nobody is accused of anything.
import { block } from '#app/domain/issues.ts';
import { nothingAnswered } from '#app/domain/photos/about-photo.ts';
import type { Check } from './check.ts';

export const deviceCheck: Check = {
  id: 'I-16',
  stages: ['submit', 'approve', 'gate'],
  run({ content }) {
    return content.photos.flatMap(({ about = {} }, index) => {
      if (nothingAnswered(about)) return [];
      const [field, context] = [`photo:${index}`, { photo: index + 1 }];
      if (!about.device) return [block('I-16', 'device_missing', field, 'R-71', context)];
      return about.device === 'personal' && !about.copiesDeleted
        ? [block('I-16', 'copies_not_deleted', field, 'R-71', context)]
        : [];
    });
  },
};
