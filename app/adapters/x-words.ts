// Whether words on a timeline are the words that were sent. X shows them changed: escaped, with its own short
// links, with a link for the photos at the end. Needed only for posts without photos, which have no media id.
export interface ShownWords {
  text: string;
  links: { url: string; expandedUrl: string | null; isMedia: boolean }[];
}

const escapes: [string, string][] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
];

/** Whatever looks like a web address: a scheme or none, a host, and the rest up to the next space. */
const ADDRESS = /(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(\S*)/giu;

/**
 * Words in the form that is compared: composed (NFC), with single spaces, and with web addresses that do not
 * differ by http or https, by a final slash, or by capitals in the host.
 */
export function comparableWords(words: string): string {
  return words
    .normalize('NFC')
    .replace(ADDRESS, (_, host: string, rest: string) => host.toLowerCase() + rest.replace(/\/$/, ''))
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The words as X shows them, brought to the same form. */
export function comparableShown(shown: ShownWords): string {
  let text = shown.text;
  for (const [escaped, meant] of escapes) text = text.replaceAll(escaped, () => meant);
  for (const link of shown.links) {
    const meant = link.isMedia ? '' : (link.expandedUrl ?? link.url);
    text = text.replaceAll(link.url, () => meant);
  }
  return comparableWords(text);
}
