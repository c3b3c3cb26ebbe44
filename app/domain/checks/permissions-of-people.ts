// Every pupil listed may be shown here and now (and when it is due), and every adult has given permission (R-62, R-67, I-05, I-13).
import { block, type Issue, warn } from '#app/domain/issues.ts';
import type { Check } from './check.ts';

export const permissionsCheck: Check = {
  id: 'I-05',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts }): Issue[] {
    return facts.verdicts.flatMap((v) => {
      const context = { photo: v.photo + 1, person: v.id };
      if (v.verdict === 'block')
        return [
          v.kind === 'pupil'
            ? block('I-05', 'pupil_may_not_be_shown', `photo:${v.photo}`, 'R-62', context)
            : block('I-13', 'adult_has_not_agreed', `photo:${v.photo}`, 'R-67', context),
        ];
      return v.verdict === 'warn'
        ? [warn('I-05', 'permission_ends_soon', `photo:${v.photo}`, 'R-62', context)]
        : [];
    });
  },
};
