// The author stands for what the post says (R-27, R-49, T-24).
import { block } from '#app/domain/issues.ts';
import { DECLARATION_NAMES, DECLARATIONS } from '#app/domain/posts/declarations.ts';
import type { Check } from './check.ts';

export const declarationsCheck: Check = {
  id: 'T-24',
  stages: ['submit', 'approve', 'gate'],
  run({ content }) {
    return DECLARATION_NAMES.filter((name) => !content.declarations.includes(name)).map((name) =>
      block('T-24', 'declaration_missing', `declaration:${name}`, DECLARATIONS[name].clause, { name }),
    );
  },
};
