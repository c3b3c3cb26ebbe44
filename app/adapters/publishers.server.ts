// Which publisher an account's posts go through. Practice accounts reach the practice platform on this machine and never a real one;
// real accounts never reach the practice platform.
import type { ConnectedPlatform } from '#app/domain/accounts/platforms.ts';
import type { Publisher, Publishers } from '#app/domain/ports/publisher.ts';

type ByPlatform = Partial<Record<ConnectedPlatform, Publisher>>;

/**
 * Takes: for each platform the publisher of practice accounts and that of real ones; what is left out may not be published to here.
 * Errors: `for` throws for an account that has none.
 */
export function createPublishers(of: { practice: ByPlatform; real: ByPlatform }): Publishers {
  return {
    for({ platform, practice }) {
      const publisher = (practice ? of.practice : of.real)[platform];
      if (!publisher)
        throw new Error(
          `This installation publishes to no ${practice ? 'practice' : 'real'} ${platform} account.`,
        );
      return publisher;
    },
  };
}
