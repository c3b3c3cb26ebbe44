// The author's few declarations are ticked; those about photos only when there are photos (R-27, R-49, R-52, R-68, R-71, T-24).
import { block } from '#app/domain/issues.ts';
import { DECLARATIONS, declarationsNeeded } from '#app/domain/posts/declarations.ts';
import type { Check } from './check.ts';

export const declarationsCheck: Check = {
  id: 'T-24',
  stages: ['submit', 'approve', 'gate'],
  run({ content }) {
    return declarationsNeeded(content.photos.length)
      .filter((name) => !content.declarations.includes(name))
      .map((name) =>
        block('T-24', 'declaration_missing', `declaration:${name}`, DECLARATIONS[name].clause, { name }),
      );
  },
};
