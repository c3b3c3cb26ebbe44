// Names and words as they are compared: case, accents and apostrophes do not count. For finding what is written in words and for
// suggestions to a person, never to decide who a pupil is.

/** "Zoë O’Neill" → "zoe oneill". */
export const foldedName = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’`]/g, '')
    .toLowerCase()
    .trim();

/** The words of a text as they are compared, each once. Hyphens and every other mark part words. */
export const foldedWords = (text: string): Set<string> =>
  new Set(foldedName(text).match(/[\p{L}\p{N}]+/gu) ?? []);
