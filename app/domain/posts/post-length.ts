// How long a post is as the platform counts it: 280 weighted characters, every address 23 (X's counting rules, by its own library).
import twitterText from 'twitter-text';

/** Weighted characters that X allows in one post. */
export const MAX_WEIGHTED_LENGTH = 280;

/** Characters that X allows in the alt text of a photo. */
export const MAX_ALT_TEXT = 1000;

/** Weighted length of the words, after the NFC normalisation X applies. */
export const weightedLength = (words: string): number =>
  words === '' ? 0 : twitterText.parseTweet(words.normalize('NFC')).weightedLength;

/** The addresses in the words as X would link them, in order; a bare `school.sch.uk` is one. */
export const linksIn = (words: string): string[] =>
  twitterText.extractUrlsWithIndices(words, { extractUrlsWithoutProtocol: true }).map((entry) => entry.url);
