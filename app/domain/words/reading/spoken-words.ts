// The words of a text with what was drawn together taken apart ("we're" → we, are), so that a rule about sentences reads them as they
// are said.
import type { FoldedText } from './folded-text.ts';

export interface SpokenWord {
  key: string;
  /** UTF-16 offsets in the text, end exclusive; of the whole drawn-together word */
  from: number;
  to: number;
  capital: boolean;
}

const DRAWN: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['were', ['we', 'are']],
  ['weve', ['we', 'have']],
  ['well', ['we', 'will']],
  ['theyre', ['they', 'are']],
  ['theyve', ['they', 'have']],
  ['theyll', ['they', 'will']],
]);
/** Without an apostrophe these are words of their own. */
const ALSO_WORDS = new Set(['were', 'well']);
const AFTER_WE_ARE = new Set([
  'at',
  'in',
  'on',
  'off',
  'here',
  'now',
  'back',
  'staying',
  'visiting',
  'all',
  'just',
  'heading',
]);

/** The sentences of a text, each with its words; handles and addresses are left out. */
export function spokenSentences({ text, words }: FoldedText): SpokenWord[][] {
  const sentences: SpokenWord[][] = [];
  words.forEach((word, index) => {
    if (word.within === '@' || word.within === 'address') return;
    const sentence = (sentences[word.sentence] ??= []);
    const { key, from, to, capital } = word;
    if (word.parts.length > 0) {
      for (const part of word.parts)
        sentence.push({ key: part.key, from: part.from, to: part.to, capital: true });
      return;
    }
    const drawn = DRAWN.get(key);
    if (!drawn) {
      sentence.push(word);
      return;
    }
    const marked = /['’‘ʼ`´]/.test(text.slice(from, to));
    const slip = key === 'were' && sentence.length === 0 && AFTER_WE_ARE.has(words[index + 1]?.key ?? '');
    if (marked || slip || !ALSO_WORDS.has(key))
      sentence.push({ key: drawn[0], from, to, capital }, { key: drawn[1], from, to, capital: false });
    else sentence.push(word);
  });
  return sentences.filter((sentence) => sentence.length > 0);
}
