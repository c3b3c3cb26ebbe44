// The words counted as X counts them, in a few lines that every phone can run at each key. The server counts with X's
// own library after each save, and its number is the one that decides; a test holds the two together.

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

/** Weighted length of the words; 280 is what a post takes. */
export function quickLength(words: string): number {
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
