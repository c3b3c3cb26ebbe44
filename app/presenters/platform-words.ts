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

/** Handles are written with an @ where the platform does so. */
export const shownHandle = ({ platform, handle }: { platform: Platform; handle: string }): string =>
  ['facebook', 'linkedin', 'other'].includes(platform) ? handle : `@${handle}`;

/** "@AshwickLanePri on X", "Ashwick Lane Primary on Facebook". */
export const whereOf = (account: { platform: Platform; handle: string }): string =>
  `${shownHandle(account)} on ${inSentence(account.platform)}`;

/** "Ashwick Lane Primary, @AshwickLanePri on X"; a name that is the handle too is said once. */
export const accountLine = (account: { platform: Platform; handle: string; displayName: string }): string => {
  const names = new Set([account.displayName, shownHandle(account)]);
  return `${[...names].join(', ')} on ${inSentence(account.platform)}`;
};

/** The account's page on its platform, or one post there; null where no address can be made of what is known. */
export function pageThere(
  account: { platform: Platform; handle: string; platformUserId: string | null },
  platformId: string | null,
): string | null {
  // What somebody published by hand is known by the address that they gave.
  if (platformId?.startsWith('https://')) return platformId;
  if (account.platform === 'x')
    return `https://x.com/${account.handle}${platformId ? `/status/${platformId}` : ''}`;
  if (account.platform === 'bluesky')
    return `https://bsky.app/profile/${account.platformUserId ?? account.handle}${platformId ? `/post/${platformId}` : ''}`;
  return null;
}
