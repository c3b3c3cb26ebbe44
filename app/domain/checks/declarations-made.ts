// The author stands for what the post says (R-27, R-49, T-24).
import { block } from '#app/domain/issues.ts';
import { DECLARATIONS, declarationsAsked } from '#app/domain/posts/declarations.ts';
import { goesOutWhileAway } from '#app/domain/trips/trip-posts.ts';
import type { Check } from './check.ts';

export const declarationsCheck: Check = {
  id: 'T-24',
  stages: ['submit', 'approve', 'gate'],
  run({ facts: { trip, at, verdicts }, content, stage }) {
    const from = stage === 'gate' ? at : new Date(content.window.from);
    const unasked = verdicts.some(({ notAskedYet }) => notAskedYet);
    return declarationsAsked({ away: goesOutWhileAway(trip, from, at), unasked })
      .filter((name) => !content.declarations.includes(name))
      .map((name) =>
        block('T-24', 'declaration_missing', `declaration:${name}`, DECLARATIONS[name].clause, { name }),
      );
  },
};
