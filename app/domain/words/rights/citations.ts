// Whether a text says where something is from: a source, an author, a book, or an address to follow (R-53).
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';

const says = phraseFinder({
  source: [
    'source',
    'sources',
    'according to',
    'courtesy of',
    'quoted from',
    'quoting',
    'quotation from',
    'quote from',
    'taken from',
    'extract from',
    'excerpt from',
    'lines from',
    'in the words of',
    'by permission of',
    'with permission',
    'with kind permission',
    'reported by',
    'published by',
    'research by',
    'survey by',
    'study by',
    'data from',
    'figures from',
    'statistics from',
    'from act',
    'copyright',
    'poem by',
    'poet',
    'lyrics by',
    'song by',
    'words by',
    'written by',
    'wrote',
    'once said',
    'said by',
  ],
});

/** A dash or bracket with a name behind it, a year in brackets, or the sign for rights. */
const NAMED =
  /["”’'][,.]? (?:from|by|in) \p{Lu}|[—–-] ?\p{Lu}[\p{L}.’']{1,20}(?: \p{Lu}|\s*$|[,.(\n])|\([^()\n]{0,60}(?:1[5-9]|20)\d\d\)|©/u;

/** Whether the text names a source anywhere. */
export const namesSource = (folded: FoldedText): boolean =>
  folded.words.some(({ within }) => within === 'address') ||
  NAMED.test(folded.text) ||
  says(folded).length > 0;
