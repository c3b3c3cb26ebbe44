// A policy's plain text as blocks for the page: headings, numbered points that can be linked to, and paragraphs. No
// markup is understood, so nothing in a policy can become anything but words.

export type PolicyBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'point'; number: string; text: string };

const POINT = /^(\d{1,3})\.\s+(.+)$/s;
const LONGEST_HEADING = 80;

/** Lines of a block belong together; an empty line parts blocks; every numbered line is a block of its own. */
export function policyBlocks(body: string): PolicyBlock[] {
  const pieces = body
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n|\n(?=\d{1,3}\.\s)/)
    .map((piece) => piece.trim())
    .filter(Boolean);
  return pieces.map((text): PolicyBlock => {
    const [, number, words] = POINT.exec(text) ?? [];
    if (number && words) return { kind: 'point', number, text: words };
    const heading = text.length <= LONGEST_HEADING && !text.includes('\n') && !/[.!?:;,]$/.test(text);
    return { kind: heading ? 'heading' : 'paragraph', text };
  });
}
