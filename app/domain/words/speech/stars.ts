// Stars given to something: "5 stars", "★★★★★". A book that pupils liked, a hygiene rating and the stars on a flag are none of it.

interface Span {
  from: number;
  to: number;
}

const COUNTED = /\b(?:[0-5]|one|two|three|four|five)[ -]stars?\b(?! (?:of the week|award))/giu;
const DRAWN = /[★☆]{3,5}|⭐{4,5}/gu;
const NO_REVIEW =
  /\b(?:books?|stor(?:y|ies)|authors?|read(?:s|ing|ers?)?|hygiene|flags?|gold stars?|house points?|night sky|constellation|pupils? of)\b/iu;

/** Stars given in a text. `spokenAlone`: only stars in words or drawn ones meant as marks, where nothing names a business. */
export function starsIn(text: string, spokenAlone = false): Span[] {
  if (NO_REVIEW.test(text)) return [];
  const spans = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(({ 0: all, index }) => ({ from: index, to: index + all.length }));
  if (!spokenAlone) return [...spans(COUNTED), ...spans(DRAWN)];
  return spans(COUNTED).filter(({ from, to }) => isVerdict(text, from, to));
}

/** Given from somebody or to something, or all that the sentence says. */
function isVerdict(text: string, from: number, to: number): boolean {
  const [before, after] = [text.slice(Math.max(0, from - 24), from), text.slice(to, to + 12)];
  const alone = /(?:^|[.!?:\n])$/u.test(before.trimEnd()) && /^\s*(?:$|[.!\n])/u.test(after);
  return (
    alone ||
    /\b(?:giv(?:e|es|ing)|gave|rat(?:e|ed|es)|deserves?|easily|solid|definitely) (?:it |them |this |a )?$/iu.test(
      before,
    ) ||
    /^ (?:from|to) /iu.test(after)
  );
}
