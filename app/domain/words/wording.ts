// The wording of a finding as answers remember it: the folded words it marks, so that the same words written a little differently
// are the same wording, and any other words are not.
import { foldText } from '#app/domain/words/reading/folded-text.ts';

/**
 * "Will’s  GOAL" → "will goal", "a-b.example" → "a-b.example": what stands between the words counts, blanks alone are one. The
 * text itself, trimmed and in lower case, where it holds no word.
 */
export function wordingOf(text: string, from: number, to: number): string {
  const marked = text.slice(from, to);
  const { words } = foldText(marked);
  if (words.length === 0) return marked.trim().toLowerCase();
  let end = 0;
  const pieces = words.map((word, index) => {
    const between = marked.slice(end, word.from).trim();
    end = word.to;
    return `${between || (index > 0 ? ' ' : '')}${word.key}`;
  });
  return pieces.join('');
}
