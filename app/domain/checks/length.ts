// The words fit, counted as the platform counts them.
import { block } from '#app/domain/issues.ts';
import { MAX_WEIGHTED_LENGTH, weightedLength } from '#app/domain/posts/post-length.ts';
import type { Check } from './check.ts';

export const lengthCheck: Check = {
  id: 'length',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ content, stage }) {
    const length = weightedLength(content.words);
    if (length > MAX_WEIGHTED_LENGTH)
      return [
        block('length', 'words_too_long', 'words', 'platform', {
          length,
          most: MAX_WEIGHTED_LENGTH,
          over: length - MAX_WEIGHTED_LENGTH,
        }),
      ];
    if (content.words.trim() === '' && content.photos.length > 0 && stage !== 'edit')
      return [block('length', 'words_missing', 'words', 'platform')];
    return [];
  },
};
