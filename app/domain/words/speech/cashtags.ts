// One cashtag (`$ABC`) in a post: X takes no second one.
import twitterText from 'twitter-text';
import { stops } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

export const cashtagsCheck: WordCheck = {
  id: 'length',
  version: 1,
  inPart({ kind, field, text }) {
    if (kind !== 'words' || !text.includes('$')) return [];
    const tags = twitterText.extractCashtagsWithIndices(text);
    return tags
      .slice(1)
      .map(({ cashtag, indices: [from, to] }) =>
        stops(
          { check: 'length', code: 'second_cashtag', clause: 'platform' },
          { field, from, to },
          { fix: cashtag },
        ),
      );
  },
};
