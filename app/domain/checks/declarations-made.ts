// The author stands for what the post says (T-24, R-27, R-49): what is not declared stops the post, and nobody may open that.
import { block } from '#app/domain/issues.ts';
import { DECLARATIONS } from '#app/domain/posts/declarations.ts';
import { declarationsOfPost } from '#app/domain/posts/declarations-of-post.ts';
import type { Check } from './check.ts';

export const declarationsCheck: Check = {
  id: 'T-24',
  stages: ['submit', 'approve', 'gate'],
  run({ facts, content, stage }) {
    const from = stage === 'gate' ? facts.at : new Date(content.window.from);
    const words = stage === 'submit' ? facts.words.working : (facts.words.sent ?? facts.words.working);
    return declarationsOfPost(facts, words, from)
      .filter((name) => !content.declarations.includes(name))
      .map((name) =>
        block('T-24', 'declaration_missing', `declaration:${name}`, DECLARATIONS[name].clause, { name }),
      );
  },
};
