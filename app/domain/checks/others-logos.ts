// Another organisation's logo that can be seen in a photo, as its author declared: the trust's rule for logos, and a permission on record
// that covers this account and its days (T-17, R-54). The school's own logo is asked about by itself (I-12).
import { block, type Issue, warn } from '#app/domain/issues.ts';
import type { Check } from './check.ts';

export const othersLogosCheck: Check = {
  id: 'T-17',
  stages: ['submit', 'approve', 'gate'],
  run({ facts, content }) {
    const { logoRule } = facts.school.settings;
    return content.photos.flatMap(({ about }, index): Issue[] => {
      if (about?.logos !== 'yes') return [];
      const [field, context] = [`photo:${index}`, { photo: index + 1 }];
      if (logoRule === 'never') return [block('T-17', 'logo_never', field, 'R-54', context)];
      if (!about.logoMaterialId) return [block('T-17', 'logo_permission_missing', field, 'R-54', context)];
      if (facts.logosMissing.includes(index))
        return [block('T-17', 'logo_not_permitted', field, 'R-54', context)];
      return [warn('T-17', 'logo_permitted', field, 'R-54', context)];
    });
  },
};
