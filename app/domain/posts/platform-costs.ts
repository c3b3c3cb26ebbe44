// What X charges an account's owner for calls through its interface, in US dollars, as X's price list has stood since 20 April 2026.
// Bluesky charges nothing.
import type { ConnectedPlatform } from '#app/domain/accounts/platforms.ts';
import { linksIn } from './post-length.ts';

/** A post without a link, and one with any number of links. A bare address such as `school.sch.uk` counts as one. */
export const POST_COSTS_USD = { plain: 0.015, withLink: 0.2 } as const;

/** In millionths of a US dollar: a photo's description, a post that is read (an answer without one is free), a deletion. */
const X_MICRO_DOLLARS = { description: 5_000, postRead: 5_000, removal: 5_000 } as const;

const MICRO = 1_000_000;

/** What was done, as far as it is charged for. */
export type Charged =
  | { call: 'upload'; photos: number }
  | { call: 'create'; words: string }
  | { call: 'look' | 'read'; posts: number }
  | { call: 'remove' };

/** What a platform charges for something that was done, in millionths of a US dollar. */
export function microDollars(platform: ConnectedPlatform, done: Charged): number {
  if (platform !== 'x') return 0;
  switch (done.call) {
    case 'upload':
      return done.photos * X_MICRO_DOLLARS.description;
    case 'create':
      return (linksIn(done.words).length > 0 ? POST_COSTS_USD.withLink : POST_COSTS_USD.plain) * MICRO;
    case 'look':
    case 'read':
      return done.posts * X_MICRO_DOLLARS.postRead;
    case 'remove':
      return X_MICRO_DOLLARS.removal;
  }
}
