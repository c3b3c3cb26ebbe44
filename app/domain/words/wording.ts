// The wording of a finding as answers remember it: the folded words it marks, so that the same words written a little differently
// are the same wording, and any other words are not.
import { foldText } from './folded-text.ts';

/** "Will’s  GOAL" → "will goal"; the text itself, trimmed and lower case, where it holds no word. */
export function wordingOf(text: string, from: number, to: number): string {
  const marked = text.slice(from, to);
  const words = foldText(marked).words.map(({ key }) => key);
  return words.length > 0 ? words.join(' ') : marked.trim().toLowerCase();
}
