// What the two sides of the bare queue of the minute rush agree on.
import type { AccountRef } from '#app/domain/ports/publisher.ts';

export const BARE_QUEUE = 'bare-publish';
export const BARE_READS = 'bare-read';

export interface BareJob {
  account: AccountRef;
  words: string;
  /** one for each photo */
  altTexts: string[];
}
