// The words fit, counted as the account's platform counts them.
import { block } from '#app/domain/issues.ts';
import { lengthOn, MOST_WORDS } from '#app/domain/posts/post-length.ts';
import type { Check } from './check.ts';

export const lengthCheck: Check = {
  id: 'length',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts, content, stage }) {
    const { platform } = facts.account;
    const length = lengthOn(platform, content.words);
    const most = MOST_WORDS[platform];
    if (length > most)
      return [
        block('length', 'words_too_long', 'words', 'platform', {
          length,
          most,
          over: length - most,
          platform,
        }),
      ];
    if (content.words.trim() === '' && content.photos.length > 0 && stage !== 'edit')
      return [block('length', 'words_missing', 'words', 'platform')];
    return [];
  },
};
