// The same words, or nearly the same, on a second account: X forbids them, whoever owns the accounts, and offers the repost instead.
import { likenessOf, printOf } from '#app/domain/words/reading/text-print.ts';
import { stops } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

export const sameWordsCheck: WordCheck = {
  id: 'same-words',
  version: 1,
  inPart({ kind, field, text }, { ground }) {
    const others = ground.others.posts;
    const print = kind === 'words' && others.length > 0 ? printOf(text) : null;
    if (!print) return [];
    const likeness = others.map((other) => likenessOf(print, other));
    const code = likeness.includes('same')
      ? 'same_words_elsewhere'
      : likeness.includes('nearly')
        ? 'nearly_same_words_elsewhere'
        : null;
    return code
      ? [stops({ check: 'same-words', code, clause: 'platform-copies' }, { field, from: 0, to: text.length })]
      : [];
  },
};
