// The words counted as their platform counts them, in a few lines that every phone can run at each key. The server counts X's way with
// X's own library after each save, and its number is the one that decides; a test holds the two together.
import type { Platform } from '#app/domain/accounts/platforms.ts';

/** What an address counts, however long it is. */
const LINK = 23;

/** An address with its scheme, or a bare one under an ending that schools meet. */
const LINKS =
  /https?:\/\/[^\s/?#<>"]+\.[^\s<>"]*[^\s<>"'.,:;!?)]|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:uk|com|org|net|edu|gov|info|eu|co|io|scot|wales|cymru|london|academy|school)(?![\w-])(?:\/[^\s<>"]*[^\s<>"'.,:;!?)])?/gi;

/** Letters that count one; all others count two. */
const isLight = (point: number): boolean =>
  point <= 4351 ||
  (point >= 8192 && point <= 8205) ||
  (point >= 8208 && point <= 8223) ||
  (point >= 8242 && point <= 8247);

/** One emoji with everything joined to it counts two, as a whole. */
const EMOJI =
  /\p{RI}\p{RI}|[#*0-9]\uFE0F?\u20E3|\p{Emoji_Presentation}(?:\p{EMod}|\uFE0F)?(?:\u200D\p{Emoji}(?:\p{EMod}|\uFE0F)?)*|\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F)(?:\u200D\p{Emoji}(?:\p{EMod}|\uFE0F)?)*/gu;

/** Bytes of UTF-8 that Bluesky takes for each of its 300 graphemes (lexicon `app.bsky.feed.post`: 3,000 in all). */
const BYTES_A_GRAPHEME = 10;

/**
 * Letters as people see them, an emoji with all that is joined to it being one; more where the words have too many bytes for that.
 * A browser too old to tell letters apart counts too many rather than too few.
 */
export function graphemeLength(words: string): number {
  const letters =
    typeof Intl.Segmenter === 'function'
      ? [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(words)].length
      : [...words].length;
  return Math.max(letters, Math.ceil(new TextEncoder().encode(words).byteLength / BYTES_A_GRAPHEME));
}

/** Length of the words as the platform counts it. */
export function quickLength(platform: Platform, words: string): number {
  if (platform === 'x') return quickWeight(words);
  return platform === 'bluesky' ? graphemeLength(words) : [...words].length;
}

/** X's weighted length of the words. */
function quickWeight(words: string): number {
  let length = 0;
  let rest = words.normalize('NFC').replace(LINKS, () => {
    length += LINK;
    return '';
  });
  rest = rest.replace(EMOJI, () => {
    length += 2;
    return '';
  });
  for (const letter of rest) length += isLight(letter.codePointAt(0) ?? 0) ? 1 : 2;
  return length;
}
