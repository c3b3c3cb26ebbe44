// How long a post is as its platform counts it, and how much the platform takes: X by its own library (every address 23), Bluesky in
// whole letters as people see them, the rest in characters.
import twitterText from 'twitter-text';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import { graphemeLength } from './quick-length.ts';

/**
 * The longest words that an account takes. X: 280 weighted characters; Bluesky: 300 graphemes; Instagram: 2,200 and Threads: 500
 * characters. The others take far more than anybody reads, and are held to what LinkedIn takes.
 */
export const MOST_WORDS: Readonly<Record<Platform, number>> = {
  x: 280,
  bluesky: 300,
  instagram: 2_200,
  threads: 500,
  facebook: 3_000,
  linkedin: 3_000,
  other: 3_000,
};

/** Characters of the alt text of a photo; X takes no more, and nobody listens to a longer one. */
export const MAX_ALT_TEXT = 1000;

/** X's weighted length, after the NFC normalisation that X applies. */
const weightedLength = (words: string): number =>
  words === '' ? 0 : twitterText.parseTweet(words.normalize('NFC')).weightedLength;

/** Length of the words as the platform counts it; at most MOST_WORDS of it fits. */
export function lengthOn(platform: Platform, words: string): number {
  if (platform === 'x') return weightedLength(words);
  return platform === 'bluesky' ? graphemeLength(words) : [...words].length;
}

/** The addresses in the words as X would link them, in order; a bare `school.sch.uk` is one. */
export const linksIn = (words: string): string[] =>
  twitterText.extractUrlsWithIndices(words, { extractUrlsWithoutProtocol: true }).map((entry) => entry.url);
