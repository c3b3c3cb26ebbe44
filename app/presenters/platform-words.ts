// What each platform is called on a page, and how a sentence speaks of it.
import type { Platform } from '#app/domain/accounts/platforms.ts';

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  x: 'X',
  bluesky: 'Bluesky',
  facebook: 'Facebook',
  instagram: 'Instagram',
  threads: 'Threads',
  linkedin: 'LinkedIn',
  other: 'Another platform',
};

/** In the middle of a sentence: "X", "Bluesky", "the platform". */
export const inSentence = (platform: Platform): string =>
  platform === 'other' ? 'the platform' : PLATFORM_NAMES[platform];

/** At the beginning of one: "X", "Bluesky", "The platform". */
export const atStart = (platform: Platform): string =>
  platform === 'other' ? 'The platform' : PLATFORM_NAMES[platform];
